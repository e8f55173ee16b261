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

  @Test("Two services of one name are refused")
  func duplicate() {
    let service = ServiceDefinition(name: "a.B", methods: [handler("a.B", "C")])
    #expect(throws: RuntimeError.self) { try Router(services: [service, service]) }
  }
}
