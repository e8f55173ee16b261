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
    var text = text
    return text.withUTF8 { bytes in
      var reader = ShapeReader(bytes)
      return reads(&reader) && reader.isAtEnd
    }
  }

  /// Reads the shape from the left; by hand, for nearly every call has texts of this sort and
  /// regular expressions took a large part of its time.
  private func reads(_ reader: inout ShapeReader) -> Bool {
    switch self {
    case .citizenId: reader.digits(12...12)
    case .oldCitizenId: reader.digits(9...9)
    case .taxCode: reader.taxCode()
    case .phoneVn: reader.phone()
    case .email: reader.email()
    case .agencyCode: reader.agencyCode()
    case .procedureCode: reader.procedureCode()
    case .dossierCode: reader.dossierCode()
    case .uuid: reader.uuid()
    case .date: reader.date()
    case .officerCode: reader.officerCode()
    case .sha256: reader.run(64...64, of: ShapeReader.isLowerHex)
    }
  }
}
