import HTTP2Engine
import RPCCore

/// What the header list of a request says, read in one pass over its bytes.
struct RequestHead {
  /// What is to be done with the request.
  enum Verdict {
    /// It is a call of this method.
    case call(MethodHandler)
    /// It is no gRPC call: an HTTP status answers it.
    case http(HTTPRefusal)
    /// It is a call that cannot be served: a status answers it.
    case refuse(RPCError)
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
  private var unknownPath = ""
  private var isPost = false
  private var isGRPC = false
  private var timeoutIsMalformed: String?
  private var unknownEncoding: String?
  private var metadataFault: Fault?

  /// An error out of line, so that a head is small for the many that have none.
  private indirect enum Fault {
    case error(RPCError)
  }

  /// Reads a header list; the list is not needed afterwards.
  init(_ block: HTTP2HeaderBlock, router: Router) {
    for position in 0..<block.count {
      let field = block[position]
      read(field, router: router)
    }
  }

  /// What is to be done, the first fault first.
  func verdict() -> Verdict {
    guard isPost else { return .http(.methodNotAllowed) }
    guard isGRPC else { return .http(.unsupportedMediaType) }
    guard let handler else {
      return .refuse(RPCError(.unknownMethod, "The method \(unknownPath) is not served here."))
    }
    if let timeoutIsMalformed {
      return .refuse(
        RPCError(.malformedHeader, "The header grpc-timeout is malformed: \(timeoutIsMalformed)")
      )
    }
    if let unknownEncoding {
      return .refuse(Self.unsupported(encoding: unknownEncoding))
    }
    if case .error(let error)? = metadataFault { return .refuse(error) }
    return .call(handler)
  }

  private mutating func read(_ field: HTTP2HeaderField, router: Router) {
    guard field.name.first != UInt8(ascii: ":") else { return readPseudo(field, router: router) }
    // The count tells most names of the protocol apart before any bytes are compared.
    switch field.name.count {
    case 2 where field.isNamed("te"): return
    case 10 where field.isNamed("user-agent"): return
    case 12 where field.isNamed("content-type"):
      isGRPC = field.hasValue("application/grpc") || Self.isGRPC(field.value)
    case 12 where field.isNamed("grpc-timeout"): readTimeout(field.value)
    case 13 where field.isNamed("grpc-encoding"): readEncoding(field)
    case 14 where field.isNamed("content-length"): return
    case 20 where field.isNamed("grpc-accept-encoding"): acceptsGzip = Self.namesGzip(field.value)
    default: readCustom(field)
    }
  }

  /// The engine lets five pseudo fields pass; the count tells `:path` from the others.
  private mutating func readPseudo(_ field: HTTP2HeaderField, router: Router) {
    switch field.name.count {
    case 5: readPath(field.value, router: router)
    case 7 where field.isNamed(":method"): isPost = field.hasValue("POST")
    default: return
    }
  }

  private mutating func readPath(_ value: UnsafeRawBufferPointer, router: Router) {
    handler = router.handler(pathBytes: value)
    if handler == nil { unknownPath = String(decoding: value.prefix(128), as: UTF8.self) }
  }

  private mutating func readTimeout(_ value: UnsafeRawBufferPointer) {
    timeoutNanoseconds = TimeoutHeader.nanoseconds(value)
    if timeoutNanoseconds == nil {
      timeoutIsMalformed = String(decoding: value.prefix(32), as: UTF8.self)
    }
  }

  private mutating func readEncoding(_ field: HTTP2HeaderField) {
    sendsGzip = field.hasValue("gzip")
    guard !sendsGzip, !field.hasValue("identity") else { return }
    unknownEncoding = String(decoding: field.value.prefix(32), as: UTF8.self)
  }

  private mutating func readCustom(_ field: HTTP2HeaderField) {
    metadataBytes += Self.entryBytes + field.name.count + field.value.count
    do throws(RPCError) {
      try MetadataWire.append(field, to: &metadata)
    } catch {
      metadataFault = .error(error)
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
    return type.isEmpty || type.elementsEqual("+proto".utf8)
  }
}

/// An answer for a request that is no gRPC call (gRPC: PROTOCOL-HTTP2 "Requests").
enum HTTPRefusal {
  case methodNotAllowed
  case unsupportedMediaType
  case headerFieldsTooLarge
}
