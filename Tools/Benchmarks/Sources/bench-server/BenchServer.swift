import InteropMessages
import RPCCore
import RPCHTTP2

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Serves a unary echo over the whole stack, on one event loop unless told otherwise.
///
/// Every call goes through an interceptor that reads metadata and leaves a value for the handler, has
/// the deadline that its caller asks for, and is decoded and encoded by generated code. Prints one
/// line, `listening HOST:PORT`, when it is ready.
@main
struct BenchServer {
  static func main() {
    Task.detached {
      do {
        try await serve()
      } catch {
        print("bench-server: \(error)")
        exit(1)
      }
    }
    // Not an `async` main: that ends in `dispatch_main`, which waits by `sigsuspend` on a constant,
    // and valgrind 3.19 crashes when it writes there.
    while true { pause() }
  }

  private static func serve() async throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.port = number(after: "--port") ?? 0
    configuration.eventLoops = number(after: "--event-loops") ?? 1
    if getenv("MOTCUA_BENCH_SLOW_MOTION") != nil {
      // Under valgrind all calls wait long for their loop, and are to be counted, not refused; and a
      // round has time for some calls only, which would be begun and ended once for each few.
      configuration.admission.queueTarget = .seconds(3_600)
      configuration.largeInputTimeMax = .seconds(3_600)
    }
    let transport = HTTP2ServerTransport(configuration: configuration)
    let router = try Router(
      services: [GRPCTesting.TestServiceMethods.definition(of: EchoService())],
      interceptors: [TenantInterceptor()]
    )
    async let serving: Void = transport.serve(router)
    print("listening 127.0.0.1:\(try await transport.boundPort)")
    fflush(nil)
    try await serving
  }

  private static func number(after flag: String) -> Int? {
    let arguments = CommandLine.arguments
    guard let position = arguments.firstIndex(of: flag), position + 1 < arguments.count else {
      return nil
    }
    return Int(arguments[position + 1])
  }
}
