/// The name and the shape of one RPC method, as its proto declares it.
public struct MethodDescriptor: Sendable, Hashable {
  /// How many messages travel in each direction.
  public enum Kind: Sendable, Hashable {
    case unary
    case clientStreaming
    case serverStreaming
    case bidirectionalStreaming

    /// Whether the caller may send other than exactly one message.
    public var streamsRequests: Bool { self == .clientStreaming || self == .bidirectionalStreaming }

    /// Whether the server may send other than exactly one message.
    public var streamsResponses: Bool {
      self == .serverStreaming || self == .bidirectionalStreaming
    }
  }

  /// The standard `idempotency_level` of the method: what a client may repeat by itself.
  public enum Idempotency: Sendable, Hashable {
    case unknown
    case noSideEffects
    case idempotent
  }

  /// The full name of the service, for example `motcua.v1.DossierService`.
  public let service: String
  /// The method's name, for example `SubmitDossier`.
  public let name: String
  /// The `:path` of a call, `/service/name` (gRPC: PROTOCOL-HTTP2 "Requests").
  public let path: String
  /// How many messages travel in each direction.
  public let kind: Kind
  /// What a client may repeat by itself.
  public let idempotency: Idempotency
  /// The limit of one received message in bytes; `nil` leaves it to the transport's default.
  public let messageBytesMax: Int?

  /// Describes a method.
  public init(
    service: String,
    name: String,
    kind: Kind = .unary,
    idempotency: Idempotency = .unknown,
    messageBytesMax: Int? = nil
  ) {
    self.service = service
    self.name = name
    self.path = "/" + service + "/" + name
    self.kind = kind
    self.idempotency = idempotency
    self.messageBytesMax = messageBytesMax
  }

  /// Stands for a path at which nothing is served, where a description of a method is needed.
  package static func unserved(path: String) -> MethodDescriptor {
    let parts = path.drop { $0 == "/" }
    guard let slash = parts.lastIndex(of: "/") else {
      return MethodDescriptor(service: "", name: String(parts))
    }
    return MethodDescriptor(
      service: String(parts[..<slash]),
      name: String(parts[parts.index(after: slash)...])
    )
  }
}
