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
}
