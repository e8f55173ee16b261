import HTTP2Engine
import RPCCore

/// What a header list of a response says, read in one pass over its bytes.
struct ResponseHead {
  /// The HTTP status, 0 in trailers.
  private(set) var httpStatus = 0
  /// Whether the content type is gRPC's.
  private(set) var isGRPC = false
  /// The custom metadata, without `-bin` values that are not base64.
  private(set) var metadata = Metadata()
  /// The first of those values; it ends a call whose status is OK, and hides no other status.
  private(set) var fault: RPCError?
  /// The encoding of messages if it is not `identity`.
  private(set) var encoding: String?

  /// When the server wants the call to be made again (gRFC A6).
  private(set) var pushback: RetryPushback?

  private var status: Int?
  private var message = ""
  private var details: [UInt8]?

  init(_ block: HTTP2HeaderBlock) {
    for position in 0..<block.count { read(block[position]) }
  }

  private mutating func read(_ field: HTTP2HeaderField) {
    switch field.name.count {
    case 7 where field.isNamed(":status"): httpStatus = Self.number(field.value) ?? 0
    case 11 where field.isNamed("grpc-status"): status = Self.number(field.value) ?? -1
    case 12 where field.isNamed("content-type"):
      isGRPC = field.hasValue("application/grpc") || RequestHead.isGRPC(field.value)
    case 12 where field.isNamed("grpc-message"): message = PercentEncoding.decode(field.value)
    case 13 where field.isNamed("grpc-encoding"):
      if !field.hasValue("identity") {
        encoding = String(decoding: field.value.prefix(32), as: UTF8.self)
      }
    case 14 where field.isNamed("content-length"): return
    case 22 where field.isNamed("grpc-retry-pushback-ms"): pushback = RetryPushback(field.value)
    case 23 where field.isNamed("grpc-status-details-bin"): details = Base64.decode(field.value)
    default: readCustom(field)
    }
  }

  private mutating func readCustom(_ field: HTTP2HeaderField) {
    guard field.name.first != UInt8(ascii: ":") else { return }
    do throws(RPCError) {
      try MetadataWire.append(field, to: &metadata)
    } catch {
      if fault == nil { fault = RPCError(.internal, error.message) }
    }
  }

  private static func number(_ value: UnsafeRawBufferPointer) -> Int? {
    guard (1...3).contains(value.count) else { return nil }
    var number = 0
    for byte in value {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// Whether there is a `grpc-status`.
  var hasStatus: Bool { status != nil }

  /// Whether the status is OK.
  var isOK: Bool { status == 0 }

  /// The outcome that the list states; nil for OK.
  ///
  /// `httpStatus` is that of the response's head, for lists without `grpc-status`.
  func outcome(httpStatus: Int) -> RPCError? {
    guard let status else {
      return RPCError(
        StatusMapping.code(httpStatus: httpStatus),
        "The server answered HTTP status \(httpStatus) without a gRPC status.",
        origin: .remote
      )
    }
    guard status != 0 else { return fault }
    return RPCError(
      RPCError.Code(rawValue: status) ?? .unknown,
      message,
      details: details.map { StatusDetails.decode($0) } ?? [],
      metadata: metadata,
      origin: .remote
    )
  }
}
