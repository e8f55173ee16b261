/// A shape of text that the law or the contract fixes, as `motcua.v1.WellKnownKind` names it.
public enum WellKnownText: Sendable, Hashable, CaseIterable {
  case citizenId
  case oldCitizenId
  case taxCode
  case phoneVn
  case email
  case agencyCode
  case procedureCode
  case dossierCode
  case uuid
  case date
  case officerCode
  case sha256

  /// What a text should be, to follow "must be".
  public var expectation: String {
    switch self {
    case .citizenId: "a citizen's number of 12 digits"
    case .oldCitizenId: "an identity number of 9 digits"
    case .taxCode: "a tax code of 10 digits with its check digit, with or without a 3-digit branch"
    case .phoneVn: "a Vietnamese telephone number: 0 or +84, then 9 or 10 digits"
    case .email: "an e-mail address"
    case .agencyCode: "an agency code such as 000.00.00.H10 or H10.05"
    case .procedureCode: "a procedure code such as 1.001193"
    case .dossierCode: "a dossier code such as 000.00.53.H48-220921-0099"
    case .uuid: "a UUID"
    case .date: "a date YYYY-MM-DD that exists"
    case .officerCode: "an officer code of 1 to 32 characters A-Z, 0-9, dot, hyphen"
    case .sha256: "a SHA-256 of 64 lower-case hexadecimal digits"
    }
  }

  /// Whether a text has the shape.
  public func matches(_ text: String) -> Bool {
    guard Self.patterns[self]?.matches(text) == true else { return false }
    switch self {
    case .taxCode: return Self.hasTaxCheckDigit(text)
    case .email: return text.utf8.count <= 254
    case .date: return Self.isDay(text[...])
    case .dossierCode: return Self.hasDossierDay(text)
    default: return true
    }
  }

  private static let agency =
    #"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}"#
    + #"|[A-Z][0-9]{2}(\.[0-9]{2,3}){0,3}"#

  private static let patterns: [WellKnownText: TextPattern] = [
    .citizenId: TextPattern("[0-9]{12}"),
    .oldCitizenId: TextPattern("[0-9]{9}"),
    .taxCode: TextPattern("[0-9]{10}(-[0-9]{3})?"),
    .phoneVn: TextPattern(#"(0|\+84)[0-9]{9,10}"#),
    .email: TextPattern(#"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"#),
    .agencyCode: TextPattern(agency),
    .procedureCode: TextPattern(#"[0-9]\.[0-9]{6}(\.(\#(agency)))?"#),
    .dossierCode: TextPattern("(\(agency))-([0-9]{6}|[0-9]{8})-[0-9]{4,7}"),
    .uuid: TextPattern("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    .date: TextPattern("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    .officerCode: TextPattern(#"[A-Z0-9][A-Z0-9.-]{0,31}"#),
    .sha256: TextPattern("[0-9a-f]{64}"),
  ]

  /// The tenth digit checks the nine before it.
  private static func hasTaxCheckDigit(_ text: String) -> Bool {
    let digits = text.utf8.prefix(10).map { Int($0) - 48 }
    let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return digits.count == 10 && 10 - sum % 11 == digits[9]
  }

  private static func hasDossierDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-")
    guard parts.count == 3 else { return false }
    let digits = parts[1].count == 6 ? "20" + parts[1] : parts[1]
    return isDay("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
  }

  /// Whether `YYYY-MM-DD` is a day of the Gregorian calendar.
  private static func isDay(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, parts[0] > 0, (1...12).contains(parts[1]) else { return false }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[parts[1] - 1]).contains(parts[2])
  }
}
