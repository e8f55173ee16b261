import NIOCore
import NIOPosix
public import RPCCore
import Synchronization

/// gRPC over HTTP/2: listens on an address and serves calls on event loops.
///
/// Each connection, its calls and their handlers stay on one loop, the *lane* of their contexts.
public final class HTTP2ServerTransport: ServerTransport {
  private enum Phase {
    case idle
    case serving
    case draining
  }

  private struct State {
    var phase = Phase.idle
    var listener: (any Channel)?
    var port: Result<Int, RuntimeError>?
    var waitingForPort: [CheckedContinuation<Int, any Error>] = []
    var shutdown: CheckedContinuation<Void, Never>?
    var registry: ConnectionRegistry?
    var tls: ServerTLS?
    var executors: [LoopExecutor] = []
  }

  private let configuration: HTTP2ServerConfiguration
  private let state = Mutex(State())
  /// How many lanes the contexts of calls may name, counted from 0.
  public let laneCount: Int

  /// Makes a server that listens with ``serve(_:)``.
  public init(configuration: HTTP2ServerConfiguration = HTTP2ServerConfiguration()) {
    self.configuration = configuration
    laneCount = configuration.eventLoopCount
  }

  /// The port on which the server listens; waits until it does.
  ///
  /// - Throws: ``/RPCCore/RuntimeError/bindFailed(address:cause:)``.
  public var boundPort: Int {
    get async throws {
      try await withCheckedThrowingContinuation { continuation in
        let known = state.withLock { state in
          if state.port == nil { state.waitingForPort.append(continuation) }
          return state.port
        }
        if let known { continuation.resume(with: known) }
      }
    }
  }

  /// How many connections are open; 0 before ``serve(_:)``.
  public var connectionCount: Int { state.withLock { $0.registry }?.count ?? 0 }

  /// What is under way on all event loops at this instant; nothing before ``serve(_:)``.
  public var load: ServerLoad {
    let (executors, registry) = state.withLock { ($0.executors, $0.registry) }
    return ServerLoad(connections: registry?.count ?? 0, executors)
  }

  /// Serves calls until a graceful shutdown has ended; cancelling the task ends it abruptly.
  ///
  /// - Throws: ``/RPCCore/RuntimeError``: the address is taken, or the server was started before.
  public func serve(_ router: Router) async throws {
    let registry = ConnectionRegistry(connectionsMax: configuration.connectionsMax)
    let tls = try makeTLS()
    try state.withLock { state in
      guard state.phase == .idle else { throw RuntimeError.alreadyStarted }
      state.phase = .serving
      state.registry = registry
      state.tls = tls
    }
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: laneCount)
    let result: Result<Void, any Error>
    do {
      result = .success(try await serve(router, registry, tls, loops))
    } catch {
      result = .failure(error)
    }
    // Shutting the loops down cannot fail but for a second call, which is not made.
    try? await loops.shutdownGracefully()
    try result.get()
  }

  private func makeTLS() throws(RuntimeError) -> ServerTLS? {
    guard let tls = configuration.tls else { return nil }
    do {
      return try ServerTLS(tls)
    } catch {
      publish(.failure(error))
      throw error
    }
  }

  private func serve(
    _ router: Router,
    _ registry: ConnectionRegistry,
    _ tls: ServerTLS?,
    _ loops: MultiThreadedEventLoopGroup
  ) async throws {
    let settings = ServerSettings(router: router, configuration: configuration)
    let executors = Self.executors(loops)
    for executor in executors.values { await executor.backlog.openPipe(executor, settings) }
    let listener = try await bind(settings, registry, tls, loops, executors)
    publish(.success(listener.localAddress?.port ?? configuration.port))
    let isDraining = state.withLock { state in
      state.listener = listener
      state.executors = Array(executors.values)
      return state.phase == .draining
    }
    await withTaskCancellationHandler {
      if !isDraining { await waitForShutdown() }
      // The listener may be closed already; then there is nothing left to close.
      try? await listener.close()
      await Self.settle(loops)
      if !Task.isCancelled { registry.drain() }
      await finish(registry, loops.next())
    } onCancel: {
      registry.close()
      wakeShutdown()
    }
    for executor in executors.values {
      // The loop runs until this function has returned, so that this cannot fail.
      try? await executor.eventLoop.submit {
        executor.runners.stop(on: executor)
        executor.backlog.removeAll()
      }.get()
    }
  }

  /// Lets connections that were accepted just now come to their loops: they are drained like all.
  private static func settle(_ loops: MultiThreadedEventLoopGroup) async {
    for _ in 0..<2 {
      for loop in loops.makeIterator() { try? await loop.submit {}.get() }
    }
  }

  /// Waits for all connections, and closes them when the grace is over.
  private func finish(_ registry: ConnectionRegistry, _ loop: any EventLoop) async {
    if Task.isCancelled { registry.close() }
    let grace = configuration.shutdownGrace.map { limit in
      loop.scheduleTask(in: TimeAmount(limit)) { registry.close() }
    }
    await registry.waitUntilEmpty()
    grace?.cancel()
  }

  private func bind(
    _ settings: ServerSettings,
    _ registry: ConnectionRegistry,
    _ tls: ServerTLS?,
    _ loops: MultiThreadedEventLoopGroup,
    _ executors: [ObjectIdentifier: LoopExecutor]
  ) async throws -> any Channel {
    let bootstrap = ServerBootstrap(group: loops)
      .serverChannelOption(.backlog, value: CInt(clamping: configuration.listenBacklog))
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(
        .recvAllocator,
        value: AdaptiveRecvByteBufferAllocator(
          minimum: 1_024,
          initial: 2_048,
          maximum: configuration.inputBytesPerTurnMax
        )
      )
      .childChannelOption(
        .writeBufferWaterMark,
        value: ChannelOptions.Types.WriteBufferWaterMark(
          low: configuration.outputBytesPerTurnMax / 4,
          high: configuration.outputBytesPerTurnMax
        )
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard let executor = executors[ObjectIdentifier(channel.eventLoop)] else {
            preconditionFailure("A channel runs on a loop of another group.")
          }
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(tls.encryption.makeServerHandler()) }
          try pipeline.addHandler(
            HTTP2ServerConnection(settings: settings, executor: executor, registry: registry)
          )
        }
      }
    do {
      if let socket = configuration.listeningSocket {
        return try await bootstrap.withBoundSocket(socket).get()
      }
      return try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
    } catch {
      let failure = RuntimeError.bindFailed(
        address: "\(configuration.host):\(configuration.port)",
        cause: "\(error)"
      )
      publish(.failure(failure))
      throw failure
    }
  }

  private static func executors(
    _ loops: MultiThreadedEventLoopGroup
  ) -> [ObjectIdentifier: LoopExecutor] {
    var executors: [ObjectIdentifier: LoopExecutor] = [:]
    for (index, loop) in loops.makeIterator().enumerated() {
      executors[ObjectIdentifier(loop)] = LoopExecutor(eventLoop: loop, lane: Lane(index: index))
    }
    return executors
  }

  private func publish(_ port: Result<Int, RuntimeError>) {
    let waiting = state.withLock { state in
      state.port = port
      defer { state.waitingForPort = [] }
      return state.waitingForPort
    }
    for continuation in waiting { continuation.resume(with: port.mapError { $0 as any Error }) }
  }

  private func waitForShutdown() async {
    await withCheckedContinuation { continuation in
      let isDue = state.withLock { state in
        guard state.phase == .serving, !Task.isCancelled else { return true }
        state.shutdown = continuation
        return false
      }
      if isDue { continuation.resume() }
    }
  }

  private func wakeShutdown() {
    let waiting = state.withLock { state in
      state.phase = .draining
      defer { state.shutdown = nil }
      return state.shutdown
    }
    waiting?.resume()
  }

  /// Reads the files of certificate and key again; new connections get what they hold now.
  ///
  /// Without TLS, or before ``serve(_:)``, there is nothing to read.
  ///
  /// - Throws: ``/RPCCore/RuntimeError/invalidConfiguration(_:)`` if they cannot be used; then the
  ///   old ones stay in force.
  public func reloadCertificates() throws {
    try state.withLock { $0.tls }?.reload()
  }

  /// Takes no more connections and lets ``serve(_:)`` return once the running calls have ended.
  public func beginGracefulShutdown() {
    wakeShutdown()
  }
}
