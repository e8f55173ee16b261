import HTTP2Engine
import RPCCore

/// What the header list of a request says, read in one pass over its bytes.
struct RequestHead {
  /// How a request is answered that cannot be served.
  enum Refusal {
    /// It is no gRPC call: an HTTP status answers it.
    case http(HTTPRefusal)
    /// It is a call: a status answers it.
    case status(RPCError)
  }

  /// The custom metadata.
  private(set) var metadata = Metadata()
  /// The timeout in nanoseconds, or nil for none.
  private(set) var timeoutNanoseconds: UInt64?

  /// About what the custom metadata take in memory, in bytes.
  private(set) var metadataBytes = 0

  /// Whether the caller takes responses in gzip.
  private(set) var acceptsGzip = false
  /// Whether the caller sends in gzip.
  private(set) var sendsGzip = false

  /// The path, at most 128 bytes of it where it is not served.
  var path: String { handler?.descriptor.path ?? unknownPath }
  /// The method, or what stands for one that is not served.
  var method: MethodDescriptor { handler?.descriptor ?? .unserved(path: unknownPath) }

  /// About what an entry takes besides its name and value.
  private static let entryBytes = 64

  private var handler: MethodHandler?
  private var isPost = false
  private var isGRPC = false
  private var faults: Faults?

  /// What is wrong with a request, out of line, so that a head is small for the many that have nothing.
  private final class Faults {
    var unknownPath = ""
    var malformedTimeout: String?
    var unknownEncoding: String?
    var metadata: RPCError?
  }

  private var unknownPath: String { faults?.unknownPath ?? "" }

  /// Reads a header list; the list is not needed afterwards.
  init(_ block: HTTP2HeaderBlock, _ settings: ServerSettings) {
    for position in 0..<block.count { read(block[position], settings) }
  }

  /// The handler, if the request can be served.
  var servable: MethodHandler? { isPost && isGRPC && faults == nil ? handler : nil }

  /// How a request is answered that cannot be served, the first fault first.
  func refusal() -> Refusal {
    guard isPost else { return .http(.methodNotAllowed) }
    guard isGRPC else { return .http(.unsupportedMediaType) }
    guard handler != nil else {
      return .status(RPCError(.unknownMethod, "The method \(unknownPath) is not served here."))
    }
    if let timeout = faults?.malformedTimeout {
      return .status(
        RPCError(.malformedHeader, "The header grpc-timeout is malformed: \(timeout)")
      )
    }
    if let encoding = faults?.unknownEncoding {
      return .status(Self.unsupported(encoding: encoding))
    }
    return .status(faults?.metadata ?? RPCError(.malformedHeader, "A header is malformed."))
  }

  /// Notes something that is wrong.
  private mutating func note(_ change: (Faults) -> Void) {
    let faults = faults ?? Faults()
    change(faults)
    self.faults = faults
  }

  private mutating func read(_ field: HTTP2HeaderField, _ settings: ServerSettings) {
    guard field.name.first != UInt8(ascii: ":") else { return readPseudo(field, settings) }
    // The count tells most names of the protocol apart before any bytes are compared.
    switch field.name.count {
    case 12 where field.isNamed("content-type"):
      isGRPC = field.hasValue("application/grpc") || Self.isGRPC(field.value)
    case 12 where field.isNamed("grpc-timeout"): readTimeout(field.value)
    case 13 where field.isNamed("grpc-encoding"): readEncoding(field)
    case 20 where field.isNamed("grpc-accept-encoding"): acceptsGzip = Self.namesGzip(field.value)
    default: readCustom(field)
    }
  }

  /// The engine lets few pseudo fields pass; the count tells `:path` from the others.
  private mutating func readPseudo(_ field: HTTP2HeaderField, _ settings: ServerSettings) {
    switch field.name.count {
    case 5: readPath(field.value, settings)
    case 7 where field.isNamed(":method"): isPost = field.hasValue("POST")
    default: return
    }
  }

  private mutating func readPath(_ value: UnsafeRawBufferPointer, _ settings: ServerSettings) {
    handler = settings.router.handler(pathBytes: value)
    guard handler == nil else { return }
    note { $0.unknownPath = String(decoding: value.prefix(128), as: UTF8.self) }
  }

  private mutating func readTimeout(_ value: UnsafeRawBufferPointer) {
    timeoutNanoseconds = TimeoutHeader.nanoseconds(value)
    guard timeoutNanoseconds == nil else { return }
    note { $0.malformedTimeout = String(decoding: value.prefix(32), as: UTF8.self) }
  }

  private mutating func readEncoding(_ field: HTTP2HeaderField) {
    sendsGzip = field.hasValue("gzip")
    guard !sendsGzip, !field.hasValue("identity") else { return }
    note { $0.unknownEncoding = String(decoding: field.value.prefix(32), as: UTF8.self) }
  }

  private mutating func readCustom(_ field: HTTP2HeaderField) {
    metadataBytes += Self.entryBytes + field.name.count + field.value.count
    do throws(RPCError) {
      try MetadataWire.append(field, to: &metadata)
    } catch {
      note { $0.metadata = error }
    }
  }

  /// The refusal names what would be taken (gRPC: compression).
  private static func unsupported(encoding: String) -> RPCError {
    var accepted = Metadata()
    accepted.appendChecked(
      Metadata.Entry(name: "grpc-accept-encoding", value: .text("identity,gzip"))
    )
    return RPCError(
      .unsupportedEncoding,
      "The message encoding \(encoding) is not supported.",
      metadata: accepted
    )
  }

  /// Whether a list of encodings has gzip.
  static func namesGzip(_ list: UnsafeRawBufferPointer) -> Bool {
    list.split(separator: UInt8(ascii: ",")).contains { name in
      name.filter { $0 != 0x20 && $0 != 0x09 }.elementsEqual("gzip".utf8)
    }
  }

  /// `application/grpc` and `application/grpc+proto`, each with parameters or without; a longer
  /// word such as `application/grpc-web` is another protocol.
  static func isGRPC(_ value: UnsafeRawBufferPointer) -> Bool {
    var type = value.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
    let base: StaticString = "application/grpc"
    let count = base.utf8CodeUnitCount
    guard type.count >= count else { return false }
    for position in 0..<count {
      guard type[type.startIndex + position] | 0x20 == base.utf8Start[position] | 0x20 else {
        return false
      }
    }
    type = type.dropFirst(count)
    // A type knows no case (RFC 9110 §8.3.1); the bit is set in `+` already.
    return type.isEmpty || type.lazy.map { $0 | 0x20 }.elementsEqual("+proto".utf8)
  }
}

/// An answer for a request that is no gRPC call (gRPC: PROTOCOL-HTTP2 "Requests").
enum HTTPRefusal {
  case methodNotAllowed
  case unsupportedMediaType
  case headerFieldsTooLarge
}
