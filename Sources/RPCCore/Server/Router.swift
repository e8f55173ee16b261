/// Finds the code of a method by its path, interceptors included.
public struct Router: Sendable {
  /// The names of the services in the order of their registration.
  public let services: [String]
  private let handlers: [String: MethodHandler]

  /// Joins services behind interceptors, the first of which is outermost.
  ///
  /// - Throws: ``RuntimeError/duplicateService(_:)``.
  public init(
    services: [ServiceDefinition],
    interceptors: [any ServerInterceptor] = []
  ) throws(RuntimeError) {
    var handlers: [String: MethodHandler] = [:]
    var names: [String] = []
    for service in services {
      guard !names.contains(service.name) else { throw .duplicateService(service.name) }
      names.append(service.name)
      for method in service.methods {
        handlers[method.descriptor.path] = Self.wrap(method, in: interceptors)
      }
    }
    self.services = names
    self.handlers = handlers
  }

  /// The handler of a path, or nil if it is not served.
  public func handler(path: String) -> MethodHandler? { handlers[path] }

  private static func wrap(
    _ method: MethodHandler,
    in interceptors: [any ServerInterceptor]
  ) -> MethodHandler {
    let body = interceptors.reversed().reduce(method.body) { next, interceptor in
      { call in try await interceptor.intercept(call, next: next) }
    }
    return MethodHandler(method.descriptor, body: body)
  }
}
