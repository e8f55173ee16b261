import NIOCore
import RPCCore

/// One server and the connection to it.
///
/// States: *idle*, *connecting*, *ready*, *pausing* (an attempt has failed; the next may not begin
/// yet), *closed*. A connection that has seen GOAWAY is let go: its calls run to their end there.
///
/// `@unchecked Sendable`: everything is confined to the event loop.
final class ClientSubchannel: @unchecked Sendable {
  enum State {
    case idle
    case connecting(HTTP2ClientConnection)
    case ready(HTTP2ClientConnection)
    case pausing(RPCError)
    case closed
  }

  /// Where it connects to.
  let endpoint: ServerEndpoint
  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) var headers: RequestHeaders
  let connector: ClientConnector
  private(set) var state = State.idle
  /// After how long a silence PINGs are sent; doubled when the server says that it is too often.
  var keepaliveTime: Duration?
  /// Whom the server's certificate must be good for.
  let serverName: String
  private var failures = 0
  /// When the last connection was ready, and how many in a row were lost soon after.
  private var readyAt: UInt64?
  private var shortLives = 0
  private var leaving: [HTTP2ClientConnection] = []
  /// The timer of the attempt, or of the pause behind it.
  private var timer: Scheduled<Void>?

  /// `name` is the server's name in headers and certificates, whatever address is dialled.
  init(_ endpoint: ServerEndpoint, name: ServerEndpoint, connector: ClientConnector) {
    self.endpoint = endpoint
    self.connector = connector
    let configuration = connector.configuration
    serverName = configuration.tls?.serverName ?? name.host
    keepaliveTime = configuration.keepalive.time.map { max($0, configuration.keepalive.timeMin) }
    headers = RequestHeaders(
      scheme: configuration.tls == nil ? "http" : "https",
      authority: configuration.tls?.serverName ?? name.description,
      userAgentPrefix: configuration.userAgentPrefix
    )
  }

  private var configuration: HTTP2ClientConfiguration { connector.configuration }

  /// The name to send as SNI; nil without TLS and for an IP address, which is no name (RFC 6066 §3).
  var encryptedName: String? {
    guard configuration.tls != nil else { return nil }
    return (try? SocketAddress(ipAddress: serverName, port: 0)) == nil ? serverName : nil
  }

  /// The connection that takes calls, if there is one.
  var readyConnection: HTTP2ClientConnection? {
    guard case .ready(let connection) = state, connection.acceptsCalls else { return nil }
    return connection
  }

  /// All connections that are open.
  var connections: [HTTP2ClientConnection] {
    switch state {
    case .ready(let connection), .connecting(let connection): leaving + [connection]
    case .idle, .pausing, .closed: leaving
    }
  }

  /// How many connections in a row may be lost soon after they were ready before calls that wait
  /// have to wait for a pause, too.
  private static let shortLivesMax = 16

  /// Begins an attempt if none is under way and none is forbidden.
  ///
  /// A server that drops what it has accepted is not connected to again in each turn of the loop:
  /// without a call that asks for it there is a pause, and with one after many such drops.
  func connect(isAsked: Bool) {
    if case .ready(let connection) = state, !connection.acceptsCalls { left(connection) }
    guard case .idle = state else { return }
    timer?.cancel()
    if let pause = pauseBeforeAttempt(isAsked: isAsked) {
      timer = connector.after(TimeAmount(pause)) { self.connector.dispatch() }
    } else {
      beginAttempt()
    }
  }

  private func pauseBeforeAttempt(isAsked: Bool) -> Duration? {
    guard let readyAt, shortLives > (isAsked ? Self.shortLivesMax : 0) else { return nil }
    let pause = configuration.backoff.delay(failures: shortLives)
    let left = Deadline(timeout: pause, now: readyAt).remaining(now: connector.now)
    return left > .zero ? left : nil
  }

  private func beginAttempt() {
    let connection = HTTP2ClientConnection(subchannel: self)
    state = .connecting(connection)
    let limit = TimeAmount(configuration.connectTimeout)
    timer = connector.after(limit) {
      connection.close()
      self.failed(connection, "The server did not answer in time")
    }
    do {
      let encryption = try configuration.tls.map { tls throws(RuntimeError) in
        try TLSMaterial.context(tls)
      }
      dial(connection, encryption, limit)
    } catch {
      failed(connection, "\(error)", error)
    }
  }

  private func dial(
    _ connection: HTTP2ClientConnection,
    _ encryption: Encryption?,
    _ limit: TimeAmount
  ) {
    connector.dialer(endpoint, connector.executor.eventLoop, limit) { channel in
      channel.eventLoop.makeCompletedFuture {
        if let encryption {
          try channel.pipeline.syncOperations.addHandler(
            encryption.makeClientHandler(serverName: self.encryptedName)
          )
        }
        try channel.pipeline.syncOperations.addHandler(connection)
      }
    }
    .whenFailure { error in
      self.failed(connection, "No connection was made", error)
      self.closed(connection)
    }
  }

  /// The server has shown that it speaks HTTP/2.
  func ready(_ connection: HTTP2ClientConnection) {
    guard case .connecting(let current) = state, current === connection else { return }
    timer?.cancel()
    failures = 0
    readyAt = connector.now
    state = .ready(connection)
    connector.dispatch()
  }

  /// The connection takes no new calls.
  func left(_ connection: HTTP2ClientConnection) {
    switch state {
    case .ready(let current) where current === connection:
      lost()
      if connection.session != nil { leaving.append(connection) }
      connector.dispatch()
    case .connecting(let current) where current === connection:
      failed(connection, "The server refused the connection")
    default: break
    }
  }

  /// The connection's socket is closed.
  func closed(_ connection: HTTP2ClientConnection) {
    leaving.removeAll { $0 === connection }
    switch state {
    case .ready(let current) where current === connection:
      lost()
      connector.dispatch()
    case .connecting(let current) where current === connection:
      failed(connection, connection.failure?.sentence ?? "The server closed the connection")
    default: connector.checkClosed()
    }
  }

  /// The connection that took calls takes none any more.
  private func lost() {
    state = .idle
    guard let readyAt else { return }
    let usual = Deadline(timeout: configuration.backoff.initial, now: readyAt)
    shortLives = usual.hasPassed(now: connector.now) ? 0 : shortLives + 1
  }

  /// What the socket layer said stays in the error's cause: it is nothing for a caller to read.
  private func failed(
    _ connection: HTTP2ClientConnection,
    _ cause: String,
    _ error: (any Error)? = nil
  ) {
    guard case .connecting(let current) = state, current === connection else { return }
    timer?.cancel()
    failures += 1
    state = .pausing(
      RPCError(.unavailable, "Cannot connect to \(endpoint). \(cause).", cause: error)
    )
    let delay = TimeAmount(configuration.backoff.delay(failures: failures))
    timer = connector.after(delay) { self.pauseIsOver() }
    connector.dispatch()
  }

  private func pauseIsOver() {
    guard case .pausing = state else { return }
    state = .idle
    connector.pauseIsOver()
  }

  /// Takes no more calls; the connections close when their calls have ended, or at once.
  func close(gracefully: Bool) {
    let open = connections
    timer?.cancel()
    if case .closed = state {
    } else {
      leaving = open
      state = .closed
    }
    for connection in open { gracefully ? connection.finish() : connection.close() }
  }
}
