import InteropMessages
public import RPCCore
import RPCHTTP2

/// Runs the cases of gRPC's public interop test descriptions against a server.
public struct InteropClient: Sendable {
  /// How the soak cases run.
  public struct Soak: Sendable {
    /// How many calls are made one after the other.
    public var iterations = 10
    /// How many of them may fail.
    public var failuresMax = 0
    /// How long one of them may take to count as good.
    public var latencyMax: Duration = .seconds(1)
    /// How long all of them may take.
    public var timeout: Duration = .seconds(10)
    /// The least time between the beginnings of two calls.
    public var pause: Duration = .zero

    /// The bytes of a request's payload.
    public var requestBytes = InteropClient.largeRequestBytes
    /// The bytes of a response's payload.
    public var responseBytes = InteropClient.largeResponseBytes

    /// The standard's figures.
    public init() {}
  }

  /// The bytes of a large request's payload, as the descriptions of the cases have it.
  public static let largeRequestBytes = 271_828
  /// The bytes of a large response's payload.
  public static let largeResponseBytes = 314_159

  /// Makes a connection of its own to the server.
  public typealias Connect = @Sendable () -> any ClientTransport

  let connect: Connect
  let transport: any ClientTransport
  let soak: Soak

  /// Uses connections that `connect` makes: one, and for `channel_soak` one for each call.
  public init(soak: Soak = Soak(), connect: @escaping Connect) {
    self.connect = connect
    self.soak = soak
    transport = connect()
  }

  /// Runs a case.
  ///
  /// - Throws: ``SuiteFailure`` if the server behaves otherwise than described, `RPCError` for a call
  ///   that should have ended with OK.
  public func run(_ interopCase: InteropCase) async throws {
    switch interopCase {
    case .emptyUnary: try await emptyUnary()
    case .largeUnary: try await largeUnary(transport)
    case .clientCompressedUnary: try await clientCompressedUnary()
    case .serverCompressedUnary: try await serverCompressedUnary()
    case .clientStreaming: try await clientStreaming()
    case .clientCompressedStreaming: try await clientCompressedStreaming()
    case .serverStreaming: try await serverStreaming()
    case .serverCompressedStreaming: try await serverCompressedStreaming()
    case .pingPong: try await pingPong()
    case .emptyStream: try await emptyStream()
    case .halfDuplex: try await halfDuplex()
    case .customMetadata: try await customMetadata()
    case .statusCodeAndMessage: try await statusCodeAndMessage()
    case .specialStatusMessage: try await specialStatusMessage()
    case .unimplementedMethod: try await unimplemented(service: "grpc.testing.TestService")
    case .unimplementedService:
      try await unimplemented(service: "grpc.testing.UnimplementedService")
    case .cancelAfterBegin: try await cancelAfterBegin()
    case .cancelAfterFirstResponse: try await cancelAfterFirstResponse()
    case .timeoutOnSleepingServer: try await timeoutOnSleepingServer()
    case .pickFirstUnary: try await pickFirstUnary()
    case .rpcSoak: try await runSoak { transport }
    case .channelSoak: try await runSoak(connect)
    }
  }

  static let methods = GRPCTesting.TestServiceMethods.self

  /// Fails the case unless something holds.
  func expect(_ holds: Bool, _ description: @autoclosure () -> String) throws {
    guard holds else { throw SuiteFailure(description()) }
  }

  /// Runs something that must end with a status.
  func expect(_ code: RPCError.Code, _ action: () async throws -> Void) async throws {
    do {
      try await action()
    } catch let error as RPCError {
      try expect(error.code == code, "The call ended with \(error) and should with \(code).")
      return
    }
    throw SuiteFailure("The call ended with OK and should with \(code).")
  }

  static func payload(_ count: Int) -> GRPCTesting.Payload {
    GRPCTesting.Payload(body: [UInt8](repeating: 0, count: count))
  }
}
