import MotCuaServices
import MotCuaSettings
import NIOCore
import NIOHTTP1
import NIOPosix
import RPCCore
import RPCTelemetry
import Synchronization

/// Serves `GET /metrics` to programs of this machine.
///
/// One request a connection, so there is nothing to keep alive; a request has its time, and there are
/// few connections at once.
final class MetricsEndpoint: Sendable {
  private let channel: any Channel

  private init(_ channel: any Channel) {
    self.channel = channel
  }

  /// The port on which it listens.
  var port: Int { channel.localAddress?.port ?? 0 }

  /// Listens at an address and answers with what `exposition` gives.
  ///
  /// - Throws: ``/RPCCore/RuntimeError/bindFailed(address:cause:)``.
  static func open(
    _ address: ListenAddress,
    _ limits: MetricsLimits,
    exposition: @escaping @Sendable () async -> String
  ) async throws -> MetricsEndpoint {
    let open = OpenConnections(max: limits.connectionsMax)
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard open.enter() else { throw ChannelError.ioOnClosedChannel }
          channel.closeFuture.whenComplete { _ in open.leave() }
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(IdleStateHandler(allTimeout: TimeAmount(limits.timeout)))
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandler(MetricsRequestHandler(exposition))
        }
      }
    do {
      return MetricsEndpoint(try await bootstrap.bind(host: address.host, port: address.port).get())
    } catch {
      throw RuntimeError.bindFailed(address: address.text(port: address.port), cause: "\(error)")
    }
  }

  /// Waits until the task is cancelled and closes the port.
  func serve() async {
    await withTaskCancellationHandler {
      // It ends by closing, which is no failure.
      try? await channel.closeFuture.get()
    } onCancel: {
      channel.close(promise: nil)
    }
  }
}

/// Counts connections up to the limit.
private final class OpenConnections: Sendable {
  private let count = Atomic<Int>(0)
  private let max: Int

  init(max: Int) { self.max = max }

  func enter() -> Bool {
    guard count.add(1, ordering: .relaxed).newValue <= max else {
      leave()
      return false
    }
    return true
  }

  func leave() {
    count.subtract(1, ordering: .relaxed)
  }
}

/// Answers one request and closes.
private final class MetricsRequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let exposition: @Sendable () async -> String
  private var isAnswered = false

  init(_ exposition: @escaping @Sendable () async -> String) {
    self.exposition = exposition
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data), !isAnswered else { return }
    isAnswered = true
    let path = head.uri.prefix { $0 != "?" }
    let isHead = head.method == .HEAD
    let channel = context.channel
    guard path == "/metrics" else {
      return Self.answer(channel, .notFound, "Only /metrics is here.\n", isHead: isHead)
    }
    guard isHead || head.method == .GET else {
      return Self.answer(channel, .methodNotAllowed, "GET or HEAD.\n", isHead: false)
    }
    Self.answer(channel, with: exposition, isHead: isHead)
  }

  private static func answer(
    _ channel: any Channel,
    with exposition: @escaping @Sendable () async -> String,
    isHead: Bool
  ) {
    Task {
      let text = await exposition()
      answer(channel, .ok, text, isHead: isHead)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private static func answer(
    _ channel: any Channel,
    _ status: HTTPResponseStatus,
    _ text: String,
    isHead: Bool
  ) {
    let type = status == .ok ? PrometheusMetrics.contentType : "text/plain; charset=utf-8"
    var headers = HTTPHeaders([
      ("content-type", type), ("content-length", String(text.utf8.count)),
      ("connection", "close"),
    ])
    if status == .methodNotAllowed { headers.add(name: "allow", value: "GET, HEAD") }
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    if !isHead {
      let body = channel.allocator.buffer(string: text)
      channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
    }
    channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}
