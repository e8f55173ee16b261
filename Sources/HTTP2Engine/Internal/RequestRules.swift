/// What HTTP asks of the header list of a request, or of a request's trailers (RFC 9113 §8), looked
/// at field by field.
///
/// In a server's session it takes the place of nghttp2's own checks: decision 0100.
struct RequestRules {
  /// What a list breaks; the text is said to whoever looks for the fault.
  enum Fault: String {
    case name = "a field's name has a character that none has"
    case value = "a field's value has a character that none has"
    case pseudoBehindField = "a pseudo field is behind a field or in trailers"
    case unknownPseudo = "a pseudo field is unknown"
    case pseudoTwice = "a pseudo field, host or content-length is there twice or is empty"
    case connectionField = "a field of one connection has no place in HTTP/2"
    case te = "te is not trailers"
    case contentLength = "content-length is no length, or not that of the body"
    case fieldOfHead = "host or content-length is in trailers"
    case incomplete = "a pseudo field is missing or out of place"
    case openTrailers = "trailers do not end the stream"
  }

  private struct Seen: OptionSet {
    let rawValue: UInt16
    static let method = Seen(rawValue: 1)
    static let scheme = Seen(rawValue: 2)
    static let path = Seen(rawValue: 4)
    static let authority = Seen(rawValue: 8)
    static let host = Seen(rawValue: 16)
    static let field = Seen(rawValue: 32)
    static let connect = Seen(rawValue: 64)
    static let options = Seen(rawValue: 128)
    static let webScheme = Seen(rawValue: 256)
    static let slash = Seen(rawValue: 512)
    static let asterisk = Seen(rawValue: 1_024)
    static let trailers = Seen(rawValue: 2_048)
  }

  private var seen: Seen = []
  /// What `content-length` says, or -1.
  private var contentLength: Int64 = -1
  /// The first fault.
  private(set) var fault: Fault?

  /// How long the body is to be, or -1; what follows CONNECT is no body (RFC 9110 §9.3.6).
  var promisedBytes: Int64 { seen.contains(.connect) ? -1 : contentLength }

  init(isTrailers: Bool) {
    if isTrailers { seen = .trailers }
  }

  /// Looks at one field; false if the list has a fault now.
  @inline(__always)
  mutating func admits(
    _ field: FieldName,
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) -> Bool {
    switch field {
    case .method: check(method: value)
    case .scheme: check(scheme: value)
    case .path: check(path: value)
    case .authority: checkPseudo(.authority, value, FieldCharacters.areAuthority(value))
    default: checkField(field, name, value)
    }
    return fault == nil
  }

  /// What is wrong with the whole of a request's head.
  func faultOfHead() -> Fault? {
    if seen.contains(.connect) {
      return seen.isDisjoint(with: [.scheme, .path]) && seen.contains(.authority)
        ? nil : .incomplete
    }
    guard seen.isSuperset(of: [.method, .scheme, .path]),
      !seen.isDisjoint(with: [.authority, .host])
    else { return .incomplete }
    // A path of the web begins with a slash; OPTIONS may ask about the server as `*`.
    let isPath =
      !seen.contains(.webScheme) || seen.contains(.slash)
      || seen.isSuperset(of: [.options, .asterisk])
    return isPath ? nil : .incomplete
  }

  private mutating func note(_ fault: Fault) { self.fault = self.fault ?? fault }

  private mutating func checkPseudo(
    _ which: Seen,
    _ value: UnsafeRawBufferPointer,
    _ isValid: Bool
  ) {
    if !isValid { note(.value) }
    if !seen.isDisjoint(with: [.field, .trailers]) { note(.pseudoBehindField) }
    checkOnce(which, value)
  }

  private mutating func checkOnce(_ which: Seen, _ value: UnsafeRawBufferPointer) {
    if !seen.isDisjoint(with: which) || value.isEmpty { note(.pseudoTwice) }
    seen.formUnion(which)
  }

  private mutating func check(method value: UnsafeRawBufferPointer) {
    checkPseudo(.method, value, value.holds("POST") || FieldCharacters.method.hasAll(value))
    if value.holds("CONNECT") { seen.insert(.connect) }
    if value.holds("OPTIONS") { seen.insert(.options) }
  }

  private mutating func check(scheme value: UnsafeRawBufferPointer) {
    let isUsual = value.holds("http") || value.holds("https")
    checkPseudo(.scheme, value, isUsual || Self.isScheme(value))
    if isUsual || value.isCaseless("http") || value.isCaseless("https") { seen.insert(.webScheme) }
  }

  private static func isScheme(_ value: UnsafeRawBufferPointer) -> Bool {
    guard let first = value.first else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
      && FieldCharacters.scheme.hasAll(value)
  }

  private mutating func check(path value: UnsafeRawBufferPointer) {
    checkPseudo(.path, value, FieldCharacters.arePath(value))
    if value.first == UInt8(ascii: "/") {
      seen.insert(.slash)
    } else if value.holds("*") {
      seen.insert(.asterisk)
    }
  }

  @inline(__always)
  private mutating func checkField(
    _ field: FieldName,
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) {
    seen.insert(.field)
    switch field {
    case .connection: note(.connectionField)
    case .unknownPseudo: note(.unknownPseudo)
    case .te: if !value.holds("trailers"), !value.isCaseless("trailers") { note(.te) }
    case .contentLength: check(contentLength: value)
    case .host:
      if !FieldCharacters.areAuthority(value) { note(.value) }
      if seen.contains(.trailers) { note(.fieldOfHead) }
      checkOnce(.host, value)
    default:
      if field == .other, !FieldCharacters.areName(name) { note(.name) }
      if !FieldCharacters.areValue(value) { note(.value) }
    }
  }

  private mutating func check(contentLength value: UnsafeRawBufferPointer) {
    if contentLength >= 0 { note(.pseudoTwice) }
    if seen.contains(.trailers) { note(.fieldOfHead) }
    var length: Int64 = value.isEmpty ? -1 : 0
    for byte in value {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte),
        length <= (Int64.max - 9) / 10
      else { return note(.contentLength) }
      length = 10 * length + Int64(byte - UInt8(ascii: "0"))
    }
    if length < 0 { note(.contentLength) }
    contentLength = length
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are a word of lower-case letters, in any case.
  fileprivate func isCaseless(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount
      && zip(self, word.rawBytes).allSatisfy { left, right in
        left == right || (left ^ right == 0x20 && (0x41...0x5a).contains(left))
      }
  }
}
