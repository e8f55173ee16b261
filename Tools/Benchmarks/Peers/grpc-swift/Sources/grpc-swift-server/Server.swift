import GRPCCore
import GRPCNIOTransportHTTP2Posix

#if canImport(Glibc)
import Glibc
#endif

/// A unary echo on grpc-swift-2; prints one line, `listening HOST:PORT`, when it is ready.
///
/// usage: grpc-swift-server [--port N]
@main
struct Server {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let port = arguments.count > 2 && arguments[1] == "--port" ? Int(arguments[2]) ?? 0 : 0
    let server = GRPCServer(
      transport: .http2NIOPosix(
        address: .ipv4(host: "127.0.0.1", port: port),
        transportSecurity: .plaintext
      ),
      services: [Echo()],
      interceptors: [TenantInterceptor()]
    )
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await server.serve() }
      if let address = try await server.listeningAddress?.ipv4 {
        print("listening \(address.host):\(address.port)")
        fflush(nil)
      }
    }
  }
}

/// Refuses calls that do not say whose they are.
struct TenantInterceptor: ServerInterceptor {
  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    guard request.metadata[stringValues: "x-tenant"].contains(where: { !$0.isEmpty }) else {
      throw RPCError(code: .unauthenticated, message: "The header x-tenant is missing.")
    }
    return try await next(request, context)
  }
}

/// The echo by bytes: no protobuf is decoded, which is to its advantage.
///
/// Request and response differ by the number of their one field, which is the first byte.
struct Echo: RegistrableRPCService {
  private static let service = "grpc.testing.TestService"

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    for method in ["UnaryCall", "FullDuplexCall"] {
      router.registerHandler(
        forMethod: MethodDescriptor(fullyQualifiedService: Self.service, method: method),
        deserializer: Bytes(),
        serializer: Bytes()
      ) { request, _ in
        StreamingServerResponse { writer in
          for try await message in request.messages {
            var answer = message
            if !answer.isEmpty { answer[0] = 0x0a }
            try await writer.write(answer)
          }
          return [:]
        }
      }
    }
  }
}

struct Bytes: MessageSerializer, MessageDeserializer {
  func serialize<Contiguous: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Contiguous {
    Contiguous(message)
  }

  func deserialize<Contiguous: GRPCContiguousBytes>(_ bytes: Contiguous) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}
