/// A method with the code that serves it; an object, so that a call holds it by one reference.
public final class MethodHandler: Sendable {
  /// The code that serves a call; the transport sends the status after it has returned or thrown.
  public typealias Body = @Sendable (ServerCall) async throws -> Void

  /// The method.
  public let descriptor: MethodDescriptor
  /// The code that serves it, behind all interceptors.
  public let body: Body
  /// How many messages travel in each direction, which is asked more often than the rest.
  package let kind: MethodDescriptor.Kind
  private let steps: [Step]

  /// An interceptor and what stands behind it; no tuple, in which a closure would get a wrapper.
  private struct Step: Sendable {
    let interceptor: any ServerInterceptor
    let behind: Body
  }

  /// Joins a method with its code.
  public convenience init(_ descriptor: MethodDescriptor, body: @escaping Body) {
    self.init(descriptor, body: body, behind: [])
  }

  /// Joins a method with its code behind interceptors, the first of which is outermost.
  init(
    _ descriptor: MethodDescriptor,
    body: @escaping Body,
    behind interceptors: [any ServerInterceptor]
  ) {
    var body = body
    var steps: [Step] = []
    for interceptor in interceptors.reversed() {
      let next = body
      steps.append(Step(interceptor: interceptor, behind: next))
      body = { call in try await interceptor.intercept(call, next: next) }
    }
    self.descriptor = descriptor
    self.body = body
    kind = descriptor.kind
    self.steps = steps.reversed()
  }

  /// What is left to run for a call when the interceptors that need no waiting have seen it, up to the
  /// first that does.
  ///
  /// - Throws: what refuses the call.
  public func admit(_ context: ServerContext) throws -> Body {
    var passed = 0
    while passed < steps.count, try steps[passed].interceptor.admit(context) { passed += 1 }
    return passed == 0 ? body : steps[passed - 1].behind
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
