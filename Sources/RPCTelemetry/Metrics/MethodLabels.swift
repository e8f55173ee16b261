public import RPCCore

/// The labels of a method, with the names of go-grpc-prometheus.
public struct MethodLabels: Hashable, Sendable {
  /// `unary`, `client_stream`, `server_stream` or `bidi_stream`.
  public let type: String
  /// The service's full name.
  public let service: String
  /// The method's name.
  public let method: String

  /// Names a method's labels.
  public init(_ method: MethodDescriptor) {
    type =
      switch method.kind {
      case .unary: "unary"
      case .clientStreaming: "client_stream"
      case .serverStreaming: "server_stream"
      case .bidirectionalStreaming: "bidi_stream"
      }
    service = method.service
    self.method = method.name
  }

  private init(type: String, service: String, method: String) {
    self.type = type
    self.service = service
    self.method = method
  }

  /// All methods that are not served share these, so that callers cannot make up series.
  public static let unknown = MethodLabels(type: "unary", service: "unknown", method: "unknown")

  /// As dimensions of a metric.
  var dimensions: [(String, String)] {
    [("grpc_type", type), ("grpc_service", service), ("grpc_method", method)]
  }

  /// The one label of gRFC A66, `other` for methods that are not known.
  var path: String { self == .unknown ? "other" : service + "/" + method }
}
