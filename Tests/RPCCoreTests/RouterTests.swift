import RPCCore
import Testing

@Suite("Router")
struct RouterTests {
  private func handler(_ service: String, _ name: String) -> MethodHandler {
    .unary(MethodDescriptor(service: service, name: name)) { bytes, _ in bytes }
  }

  @Test("Every path finds its own handler and no other")
  func lookup() throws {
    let services = (0..<40).map { number in
      ServiceDefinition(
        name: "a.b.Service\(number)",
        methods: (0..<number).map { handler("a.b.Service\(number)", "Method\($0)") }
      )
    }
    let router = try Router(services: services)
    for method in services.flatMap(\.methods) {
      let path = method.descriptor.path
      #expect(router.handler(path: path)?.descriptor.path == path)
      #expect(router.handler(path: path + "x") == nil)
      #expect(router.handler(path: path.uppercased()) == nil)
    }
    #expect(router.handler(path: "") == nil)
    #expect(router.handler(path: "/") == nil)
  }

  /// Notes by which way it was asked.
  private struct Noting: ServerInterceptor {
    let name: String
    let waits: Bool
    var refuses = false

    private func note(_ context: ServerContext, _ way: String) throws {
      context.set((context.value(of: [String].self) ?? []) + [name + way])
      if refuses { throw RPCError(.permissionDenied, "refused") }
    }

    func admit(_ context: ServerContext) throws -> Bool {
      guard !waits else { return false }
      try note(context, " admits")
      return true
    }

    func intercept(_ call: ServerCall, next: MethodHandler.Body) async throws {
      try note(call.context, " intercepts")
      try await next(call)
    }
  }

  private struct NoStream: Error {}

  private final class Silence: ServerCallStream {
    func nextMessage() async throws -> [UInt8]? { nil }
    func onlyMessage() async throws -> [UInt8] { throw NoStream() }
    func write(_ message: [UInt8]) async throws {}
    func sendHead() async throws {}
  }

  @Test("Interceptors that need no waiting are asked first, up to the one that does")
  func admission() async throws {
    let service = ServiceDefinition(name: "a.B", methods: [handler("a.B", "C")])
    func names(_ interceptors: Noting...) async throws -> [String] {
      let router = try Router(services: [service], interceptors: interceptors)
      let handler = try #require(router.handler(path: "/a.B/C"))
      let context = ServerContext(method: handler.descriptor)
      do {
        try await handler.admit(context)(ServerCall(context: context, stream: Silence()))
      } catch is NoStream {
      } catch {
        return (context.value(of: [String].self) ?? []) + ["\(error)"]
      }
      return context.value(of: [String].self) ?? []
    }
    let (first, second) = (Noting(name: "1", waits: false), Noting(name: "2", waits: false))
    let third = Noting(name: "3", waits: true)
    #expect(try await names() == [])
    #expect(try await names(first, second) == ["1 admits", "2 admits"])
    #expect(try await names(first, third, second) == ["1 admits", "3 intercepts", "2 intercepts"])
    let refusing = Noting(name: "4", waits: false, refuses: true)
    let refused = try await names(first, refusing, second)
    #expect(refused.prefix(2) == ["1 admits", "4 admits"])
    #expect(refused.count == 3)
  }

  @Test("Two services of one name are refused")
  func duplicate() {
    let service = ServiceDefinition(name: "a.B", methods: [handler("a.B", "C")])
    #expect(throws: RuntimeError.self) { try Router(services: [service, service]) }
  }
}
