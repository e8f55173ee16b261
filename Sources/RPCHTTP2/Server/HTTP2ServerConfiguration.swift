public import HTTP2Engine

/// Where a server listens and every limit that it keeps.
public struct HTTP2ServerConfiguration: Sendable {
  /// The address to listen on, loopback by default.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 lets the system choose one.
  public var port = 0
  /// A socket that listens already, instead of `host` and `port`; nil by default.
  ///
  /// It is closed when the server stops to accept; whoever wants to keep the backlog keeps another
  /// descriptor of it.
  public var listeningSocket: CInt?
  /// Connections that may wait to be accepted, 4,096 by default; the system may hold fewer.
  public var listenBacklog = 4_096
  /// How connections are encrypted; nil by default, for plain HTTP/2 by prior knowledge.
  public var tls: ServerTLSConfiguration?
  /// How many event loops serve connections; 0, the default, means one for each core that the process
  /// may use.
  public var eventLoops = 0
  /// How many event loops that are.
  public var eventLoopCount: Int { eventLoops > 0 ? eventLoops : UsableCores.count }
  /// Connections that may be open at once, 10,000 by default; one more is closed at once.
  public var connectionsMax = 10_000

  /// The limits of each connection's HTTP/2 session: 128 streams, 8 KiB of header list.
  public var session = HTTP2Configuration()

  /// Handlers that may run for one connection, 256 by default.
  ///
  /// A caller that cancels frees its stream at once while the handler still runs to its next
  /// suspension; without this limit such a caller could start any number of handlers. One more is
  /// refused with REFUSED_STREAM, which says that nothing was done.
  public var handlersPerConnectionMax = 256

  /// The largest request message in bytes, 4 MiB by default; a method's own limit goes before it.
  public var receivedMessageBytesMax = 4 * 1_024 * 1_024
  /// The largest response message in bytes, 4 MiB by default.
  public var sentMessageBytesMax = 4 * 1_024 * 1_024
  /// How messages are compressed, and how far they may grow.
  public var gzip = GzipConfiguration()
  /// Bytes of one stream that may be unsent before its writer waits, 64 KiB by default.
  public var unsentBytesMax = 64 * 1_024
  /// Bytes that are written to a socket in one go, 256 KiB by default.
  public var outputBytesPerTurnMax = 256 * 1_024

  /// Bytes that are read from a socket in one go, 32 KiB by default, so that the calls of one
  /// connection do not hold up those of another.
  public var inputBytesPerTurnMax = 32 * 1_024
  /// How long a connection's turn with input larger than 1 KiB is, 1 ms by default.
  ///
  /// The event loop looks at its sockets ten times in it, so that a call of another connection waits
  /// for about a tenth of it, twice at most.
  public var largeInputTimeMax: Duration = .milliseconds(1)
  /// The memory of what an event loop has read and not taken for lack of that time, 4 MiB by default;
  /// beyond it input is taken whatever the time is, and its connection then reads when there is room.
  public var waitingInputBytesMax = 4 * 1_024 * 1_024
  /// Requests that are incomplete or that no handler has taken: 12 MiB a connection, 24 MiB an event
  /// loop; beyond it the largest calls of the connection end with `resourceExhausted`.
  public var requestMemory = MemoryShare()
  /// Responses that wait to be sent: 12 MiB a connection, 24 MiB an event loop; beyond it no handler
  /// of the connection begins until the client has read.
  public var outputMemory = MemoryShare()

  /// How long a unary call may run, whatever its caller asks for, 10 minutes by default; nil sets no
  /// limit.
  public var unaryTimeoutMax: Duration? = .seconds(600)
  /// How long a new connection may take to show the HTTP/2 preface, 10 seconds by default.
  public var prefaceTimeout: Duration = .seconds(10)
  /// How long a connection without calls may stay, 30 minutes by default; nil sets no limit.
  public var idleTimeout: Duration? = .seconds(1_800)
  /// How long a connection may live before it is asked to go, within a tenth more or less; none by
  /// default (gRFC A9).
  public var connectionAgeMax: Duration?
  /// How long calls may go on after that; none by default sets no limit.
  public var connectionAgeGrace: Duration?
  /// Whether and when a silent client is asked if it is still there (gRFC A8).
  public var keepalive = ServerKeepalive()
  /// How long queued bytes may wait without a single one of them leaving, 30 seconds by default.
  ///
  /// Then their stream is reset. If no stream of the connection moves it gets GOAWAY and is closed as
  /// soon as no call is left, and if the socket takes nothing it is closed at once. It is looked at six
  /// times in this time, so that it takes up to a sixth longer.
  public var stalledOutputTimeout: Duration = .seconds(30)
  /// How long a call whose method takes one message may be without the rest of it and without any
  /// more bytes, 30 seconds by default; then it ends with `deadlineExceeded`.
  ///
  /// It is looked at six times in this time, so that it takes up to a sixth longer.
  public var stalledInputTimeout: Duration = .seconds(30)
  /// How many calls may run at once, and which have a lane of their own.
  public var admission = AdmissionConfiguration()
  /// Told of what somebody who runs the server should know of its connections, on their loops; it must
  /// not wait.
  public var onConnectionEvent: (@Sendable (ServerConnectionEvent) -> Void)?
  /// A number from 0 up to 1, for what must not happen to all connections at once.
  public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
  /// How long a graceful shutdown waits for the acknowledgement of its PING, 5 seconds by default.
  public var drainPingTimeout: Duration = .seconds(5)
  /// How long a graceful shutdown waits for running calls, 30 seconds by default; nil sets no limit.
  public var shutdownGrace: Duration? = .seconds(30)

  /// SETTINGS, PRIORITY, empty DATA and invalid frames, header lists that are too large, resets that
  /// the peer makes us send, PINGs beyond one and WINDOW_UPDATEs beyond two for each HEADERS or DATA
  /// frame sent: for each second of the connection's life, 100 by default, beyond `floodFramesBurst`.
  public var floodFramesPerSecond = 100
  /// Such frames that a peer may send in one burst, 1,000 by default; above both limits the
  /// connection ends with ENHANCE_YOUR_CALM.
  public var floodFramesBurst = 1_000

  /// The defaults.
  public init() {}
}
