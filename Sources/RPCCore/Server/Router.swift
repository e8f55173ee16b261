/// Finds the code of a method by its path, interceptors included.
public struct Router: Sendable {
  /// The names of the services in the order of their registration.
  public let services: [String]
  /// Who is told of every call.
  public let observers: [any ServerObserver]
  private let table: MethodTable
  private let completing: Completing?

  /// Completes the error that ends the call of a path, for example by a detail.
  ///
  /// The path is empty for refusals that are made once for calls of all methods.
  public typealias Completing = @Sendable (RPCError, _ path: String) -> RPCError

  /// Joins services behind interceptors, the first of which is outermost.
  ///
  /// Interceptors see what handlers throw. `completing` is asked for every error that ends a call,
  /// so also for what the transport decides alone (an unknown method, a deadline), and must leave
  /// one that is complete as it is.
  ///
  /// - Throws: ``RuntimeError/duplicateService(_:)``.
  public init(
    services: [ServiceDefinition],
    interceptors: [any ServerInterceptor] = [],
    observers: [any ServerObserver] = [],
    completing: Completing? = nil
  ) throws(RuntimeError) {
    var handlers: [MethodHandler] = []
    var names: [String] = []
    for service in services {
      guard !names.contains(service.name) else { throw .duplicateService(service.name) }
      names.append(service.name)
      handlers += service.methods.map { method in
        MethodHandler(method.descriptor, body: method.body, behind: interceptors)
      }
    }
    self.services = names
    self.observers = observers
    self.table = MethodTable(handlers)
    self.completing = completing
  }

  /// The handler of a path, or nil if it is not served.
  public func handler(path: String) -> MethodHandler? {
    var path = path
    return path.withUTF8 { handler(pathBytes: UnsafeRawBufferPointer($0)) }
  }

  /// The handler of a path's bytes, or nil if it is not served.
  public func handler(pathBytes: UnsafeRawBufferPointer) -> MethodHandler? {
    table.handler(pathBytes)
  }

  /// The error that travels for one that ends the call of a path; a transport asks once a call,
  /// or once for the refusals of many.
  public func completed(_ error: RPCError, path: String) -> RPCError {
    completing?(error, path) ?? error
  }
}
