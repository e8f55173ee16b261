/// A method with the code that serves it; an object, so that a call holds it by one reference.
public final class MethodHandler: Sendable {
  /// The code that serves a call; the transport sends the status after it has returned or thrown.
  public typealias Body = @Sendable (ServerCall) async throws -> Void

  /// The method.
  public let descriptor: MethodDescriptor
  /// The code that serves it.
  public let body: Body

  /// Joins a method with its code.
  public init(_ descriptor: MethodDescriptor, body: @escaping Body) {
    self.descriptor = descriptor
    self.body = body
  }

  /// A handler that takes the bytes of one message and gives the bytes of one message.
  public static func unary(
    _ descriptor: MethodDescriptor,
    _ serve: @escaping @Sendable ([UInt8], ServerContext) async throws -> [UInt8]
  ) -> MethodHandler {
    MethodHandler(descriptor) { call in
      let stream = call.stream
      var request = try stream.onlyMessageNow()
      if request == nil { request = try await stream.onlyMessage() }
      let response = try await serve(request ?? [], call.context)
      if try !stream.writeNow(response) { try await stream.write(response) }
    }
  }
}

/// The methods of one service.
public struct ServiceDefinition: Sendable {
  /// The service's full name.
  public let name: String
  /// Its methods.
  public let methods: [MethodHandler]

  /// Names a service with its methods.
  public init(name: String, methods: [MethodHandler]) {
    self.name = name
    self.methods = methods
  }
}
