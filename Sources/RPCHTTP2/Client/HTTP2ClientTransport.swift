package import NIOCore
import NIOPosix
public import RPCCore

/// gRPC over HTTP/2 to one server or several: connects with the first call and again when it must.
///
/// Letting go of the last reference closes the connection at once; ``close()`` lets running calls
/// end first.
public final class HTTP2ClientTransport: ClientTransport {
  private let connector: ClientConnector
  private let configuration: HTTP2ClientConfiguration
  private let handover: ClientHandover

  /// The event loop of the connections, where calls cost least.
  public var taskExecutor: (any TaskExecutor)? { connector.executor }

  /// Makes a client of the server at an address; nothing is sent yet.
  public convenience init(
    host: String,
    port: Int,
    configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration()
  ) {
    self.init(servers: [ServerEndpoint(host: host, port: port)], configuration: configuration)
  }

  /// Makes a client of some servers that do the same; nothing is sent yet.
  public convenience init(
    servers: [ServerEndpoint],
    configuration: HTTP2ClientConfiguration = HTTP2ClientConfiguration()
  ) {
    self.init(
      servers: servers,
      configuration: configuration,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next(),
      dialer: ClientDialing.socket
    )
  }

  /// Makes a client on a loop that somebody else runs, whose connections somebody else opens.
  package init(
    servers: [ServerEndpoint],
    configuration: HTTP2ClientConfiguration,
    eventLoop: any EventLoop,
    dialer: @escaping ClientDialer
  ) {
    self.configuration = configuration
    connector = ClientConnector(
      endpoints: servers,
      loop: eventLoop,
      configuration: configuration,
      dialer: dialer
    )
    handover = connector.handover
  }

  deinit {
    let connector = connector
    connector.onLoop { connector.close(gracefully: false) }
  }

  /// Takes no more calls and returns when the running ones have ended.
  ///
  /// Cancelling the task ends them at once.
  public func close() async {
    let connector = connector
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        connector.onLoop {
          connector.close(gracefully: true)
          connector.whenClosed(continuation)
        }
      }
    } onCancel: {
      connector.onLoop { connector.close(gracefully: false) }
    }
  }

  /// Opens a call once there is a connection.
  ///
  /// - Throws: `RPCError` with `unavailable` if the server cannot be reached, `deadlineExceeded` if
  ///   there is no connection in time.
  public func open(
    _ method: MethodDescriptor,
    options: CallOptions
  ) async throws -> any ClientCallStream {
    let mailbox = makeMailbox(method)
    let call = makeCall(method, options, mailbox: mailbox)
    let stream = HTTP2ClientCallStream(call, mailbox, connector)
    handover.leave(.start(call))
    try await mailbox.waitUntilOpen()
    return stream
  }

  /// Makes a call with one message in each direction, in one visit to the loop.
  ///
  /// - Throws: `RPCError` for every status but OK, `CancellationError` if the task is cancelled.
  public func unary(
    _ method: MethodDescriptor,
    _ message: [UInt8],
    options: CallOptions
  ) async throws -> [UInt8] {
    let max = configuration.sentMessageBytesMax
    guard message.count <= max else {
      throw RPCError.messageTooLarge(bytes: message.count, max: max)
    }
    guard !method.kind.streamsResponses else {
      let mailbox = makeMailbox(method)
      let call = makeCall(method, options, request: message, mailbox: mailbox)
      handover.leave(.start(call))
      return try await HTTP2ClientCallStream(call, mailbox, connector).onlyMessage()
    }
    let call = makeCall(method, options, request: message)
    handover.leave(.start(call))
    return try await call.onlyMessage()
  }

  private func makeMailbox(_ method: MethodDescriptor) -> ClientMailbox {
    ClientMailbox(
      unsentBytesMax: configuration.unsentBytesMax,
      readerOpensWindow: method.kind.streamsResponses,
      handover: handover
    )
  }

  private func makeCall(
    _ method: MethodDescriptor,
    _ options: CallOptions,
    request: [UInt8]? = nil,
    mailbox: ClientMailbox? = nil
  ) -> HTTP2ClientCall {
    let timeout = options.timeout ?? configuration.defaultTimeout
    let now = timeout == nil ? 0 : connector.executor.now
    return HTTP2ClientCall(
      method: method,
      options: options,
      deadline: options.effectiveDeadline(now: now, defaultTimeout: timeout),
      request: request,
      mailbox: mailbox,
      connector: connector
    )
  }
}
