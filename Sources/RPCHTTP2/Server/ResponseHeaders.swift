import HTTP2Engine
import RPCCore

/// The header lists that a server sends.
enum ResponseHeaders {
  /// The head of a response without custom metadata.
  static let plainHead: HTTP2HeaderList = {
    var list = HTTP2HeaderList()
    list.append(name: ":status", value: "200")
    list.append(name: "content-type", value: "application/grpc")
    return list
  }()

  /// The trailers of status OK without custom metadata.
  static let plainTrailers: HTTP2HeaderList = {
    var list = HTTP2HeaderList()
    list.append(name: "grpc-status", value: "0")
    return list
  }()

  /// The same two for sending them as they are.
  static let fixedPlainHead = HTTP2FixedHeaders(plainHead)
  static let fixedPlainTrailers = HTTP2FixedHeaders(plainTrailers)

  /// The head of a response.
  static func head(_ metadata: Metadata, isGzip: Bool = false) -> HTTP2HeaderList {
    guard isGzip || !metadata.isEmpty else { return plainHead }
    var list = plainHead
    if isGzip { list.append(name: "grpc-encoding", value: "gzip") }
    MetadataWire.write(metadata, to: &list)
    return list
  }

  /// The trailers; nil stands for OK.
  static func trailers(_ error: RPCError?, _ metadata: Metadata) -> HTTP2HeaderList {
    guard error != nil || !metadata.isEmpty else { return plainTrailers }
    var list = HTTP2HeaderList()
    appendStatus(error, to: &list)
    MetadataWire.write(metadata, to: &list)
    return list
  }

  /// A response that is nothing but its trailers (gRPC: PROTOCOL-HTTP2 "Trailers-Only").
  static func trailersOnly(_ error: RPCError, _ metadata: Metadata) -> HTTP2HeaderList {
    var list = plainHead
    appendStatus(error, to: &list)
    MetadataWire.write(metadata, to: &list)
    return list
  }

  /// The list of an error within what the caller takes: without details and metadata if need be, and
  /// then without the message, since over his limit he would lose the status too.
  static func fitting(
    _ error: RPCError,
    _ metadata: Metadata,
    _ bytesMax: Int,
    _ list: (RPCError, Metadata) -> HTTP2HeaderList
  ) -> HTTP2HeaderList {
    let whole = list(error, metadata)
    guard whole.listBytes > bytesMax else { return whole }
    let short = list(RPCError(error.code, error.message), Metadata())
    return short.listBytes <= bytesMax ? short : list(RPCError(error.code, ""), Metadata())
  }

  /// What a person reads who has asked this port for a page.
  static let httpBody: StaticString =
    "This port speaks gRPC: HTTP/2, POST, content-type application/grpc.\n"

  /// The head of an answer for what is no gRPC call.
  static func http(_ refusal: HTTPRefusal) -> HTTP2HeaderList {
    var list = HTTP2HeaderList()
    switch refusal {
    case .methodNotAllowed:
      list.append(name: ":status", value: "405")
      list.append(name: "allow", value: "POST")
    case .unsupportedMediaType: list.append(name: ":status", value: "415")
    case .headerFieldsTooLarge: list.append(name: ":status", value: "431")
    }
    list.append(name: "content-type", value: "text/plain")
    list.append(name: "content-length", value: String(httpBody.utf8CodeUnitCount))
    return list
  }

  private static func appendStatus(_ error: RPCError?, to list: inout HTTP2HeaderList) {
    guard let error else {
      list.append(name: "grpc-status", value: "0")
      return
    }
    list.append(name: "grpc-status", value: String(error.code.rawValue))
    if !error.message.isEmpty {
      PercentEncoding.encode(error.message).withUnsafeBytes {
        list.append(name: "grpc-message", value: $0)
      }
    }
    if let details = StatusDetails.encode(error) {
      Base64.encode(details).withUnsafeBytes {
        list.append(name: "grpc-status-details-bin", value: $0)
      }
    }
    MetadataWire.write(error.metadata, to: &list)
  }
}
