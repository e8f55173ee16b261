import HTTP2Engine
import NIOCore
import NIOTLS
import RPCCore

/// One connection of the client: a socket, its HTTP/2 session and the calls on it.
///
/// States: *connecting* (until the server's SETTINGS), *ready*, *leaving* (GOAWAY was seen: running
/// calls go on, new ones need another connection), *closed* (`session` is nil).
///
/// `@unchecked Sendable`: everything is confined to the event loop of the channel, which is also the
/// connector's.
final class HTTP2ClientConnection: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let subchannel: ClientSubchannel
  private let connector: ClientConnector
  private let configuration: HTTP2ClientConfiguration
  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) private(set) var session: HTTP2Session?
  @exclusivity(unchecked) private var channelContext: ChannelHandlerContext?
  /// A call with the stream of the attempt that runs here; a call may have gone on elsewhere.
  private struct Entry {
    let call: HTTP2ClientCall
    let stream: HTTP2StreamID
  }

  @exclusivity(unchecked) private var entries: [Entry?] = []
  @exclusivity(unchecked) private(set) var liveCalls = 0
  /// What the server's SETTINGS allow.
  @exclusivity(unchecked) private var streamsMax = 0
  @exclusivity(unchecked) private var headerListBytesMax = Int.max
  @exclusivity(unchecked) private var isInTurn = false
  @exclusivity(unchecked) private var flushIsScheduled = false
  @exclusivity(unchecked) private var isEnding = false
  private var goaway: HTTP2ErrorCode?
  /// The timer that looks whether the server was silent.
  @exclusivity(unchecked) private var keepalive: Scheduled<Void>?
  /// When the server has sent anything for the last time, if that is watched.
  @exclusivity(unchecked) private var lastReadAt: UInt64 = 0
  /// What ended the connection before it was ready, if it was TLS.
  private(set) var failure: TLSFailure?

  init(subchannel: ClientSubchannel) {
    self.subchannel = subchannel
    connector = subchannel.connector
    configuration = connector.configuration
  }

  // The channel.

  func channelActive(context: ChannelHandlerContext) {
    channelContext = context
    guard !isEnding else { return context.close(promise: nil) }
    do {
      session = try HTTP2Session(
        role: .client,
        configuration: configuration.session,
        memory: connector.executor.sessionMemory
      )
      flush()
    } catch {
      context.close(promise: nil)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    // TLS hands on what came with the end of its handshake, also while it closes; nothing of a server
    // that is not the one meant is looked at.
    guard let session, failure == nil else { return }
    if keepalive != nil { lastReadAt = connector.executor.now }
    isInTurn = true
    do {
      try connector.handover.inTurn {
        try buffer.withUnsafeReadableBytes { bytes in
          try session.receive(bytes) { handle($0, session) }
        }
      }
      isInTurn = false
    } catch {
      isInTurn = false
      tell(.failed(session.lastDiagnostic))
      context.close(promise: nil)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flush()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { outputIsWaiting() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    channelContext = nil
    keepalive?.cancel()
    let last = session
    session = nil
    let reason = goaway.map { ", after GOAWAY with \($0)" } ?? ""
    let error = RPCError(.unavailable, "The connection to the server is lost\(reason).")
    let lost = entries
    entries = []
    liveCalls = 0
    for case let entry? in lost where entry.call.stream == entry.stream {
      let wasSent = last?.hasSentHead(entry.stream) ?? false
      entry.call.connectionLost(error, wasSent: wasSent)
    }
    subchannel.closed(self)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted(let negotiated)? = event as? TLSUserEvent {
      failure = fault(of: .encrypted("", context), negotiated: negotiated)
      if failure != nil { context.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func fault(of server: PeerIdentity, negotiated: String?) -> TLSFailure? {
    guard negotiated == TLSMaterial.protocolName else { return .noHTTP2 }
    return server.certificate?.isGood(forHost: subchannel.serverName) == true ? nil : .otherName
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if failure == nil { failure = TLSFailure(error) }
    // A socket error ends the connection; its calls are told by the close.
    context.close(promise: nil)
  }

  // Events of the session.

  private func handle(_ event: HTTP2Event, _ session: HTTP2Session) {
    switch event {
    case .headers(let stream, .response, let block, let endStream):
      call(stream)?.receive(head: block, endStream: endStream)
      if endStream { stopRequest(stream, session) }
    case .headers(let stream, .trailers, let block, _):
      // Trailers end their stream (RFC 9113 §8.1).
      call(stream)?.receive(trailers: block)
      stopRequest(stream, session)
    case .headers: break
    case .headersTooLarge(let stream, _, _):
      call(stream)?.abort(
        RPCError(.resourceExhausted, "The server's header list is over the limit.")
      )
    case .data(let stream, let bytes, let endStream):
      if let call = call(stream) {
        call.receive(bytes, endStream: endStream)
      } else {
        session.consume(stream, bytes.count)
      }
      if endStream { stopRequest(stream, session) }
    case .closed(let stream, let code): remove(stream, code)
    case .writable(let stream): call(stream)?.reportRoom()
    case .settings: takeSettings(session)
    case .goaway(_, let code, let debugData):
      goaway = code
      noteGoaway(code, debugData)
      isEnding = true
      handBackUnsent()
      subchannel.left(self)
    case .goawaySent(_, let code):
      if code != .noError { tell(.failed(session.lastDiagnostic)) }
      isEnding = true
      subchannel.left(self)
    case .reset(_, let code): if code == .streamClosed { tell(.streamClosed) }
    case .ping, .settingsAcknowledged: break
    }
  }

  /// Gives up the rest of a request that the server has answered before it was complete.
  ///
  /// A server may leave it at that (RFC 9113 §8.1: it MAY ask for no more), and a stream of which one
  /// half stays open would take a place of both sides for ever.
  private func stopRequest(_ stream: HTTP2StreamID, _ session: HTTP2Session) {
    if session.isSending(stream) { session.submitReset(stream, .cancel) }
  }

  private func takeSettings(_ session: HTTP2Session) {
    let settings = session.remoteSettings
    streamsMax = settings.concurrentStreamsMax
    headerListBytesMax = settings.headerListBytesMax
    if keepalive == nil {
      lastReadAt = connector.executor.now
      watchSilence()
    }
    // Lowered while requests were about to leave: what is left in the session would wait there.
    if liveCalls > streamsMax { handBackUnsent() }
    subchannel.ready(self)
    connector.streamIsFree()
  }

  private func noteGoaway(_ code: HTTP2ErrorCode, _ debugData: UnsafeRawBufferPointer) {
    if code == .enhanceYourCalm, debugData.elementsEqual("too_many_pings".utf8) {
      subchannel.keepaliveTime = subchannel.keepaliveTime.map { $0 * 2 }
      tell(.tooManyPings(time: subchannel.keepaliveTime))
    } else if code != .noError {
      tell(.goaway(code))
    }
  }

  private func tell(_ kind: ClientConnectionEvent.Kind) {
    configuration.onConnectionEvent?(ClientConnectionEvent(server: subchannel.endpoint, kind: kind))
  }

  /// Gives calls of which nothing has left back to the connector, which may have another connection.
  private func handBackUnsent() {
    guard let session else { return }
    let error = RPCError(.unavailable, "The server takes no new calls.")
    for case let entry? in entries where !session.hasSentHead(entry.stream) {
      entries[Int(entry.stream.slot)] = nil
      liveCalls -= 1
      session.submitReset(entry.stream, .cancel)
      guard entry.call.stream == entry.stream else { continue }
      entry.call.connectionLost(error, wasSent: false)
    }
  }

  private func entry(_ stream: HTTP2StreamID) -> Entry? {
    let slot = Int(stream.slot)
    guard slot < entries.count, let entry = entries[slot], entry.stream == stream else {
      return nil
    }
    return entry
  }

  /// The call of a stream, unless it has gone on to another attempt.
  private func call(_ stream: HTTP2StreamID) -> HTTP2ClientCall? {
    guard let entry = entry(stream), entry.call.stream == stream else { return nil }
    return entry.call
  }

  private func remove(_ stream: HTTP2StreamID, _ code: HTTP2ErrorCode) {
    guard let entry = entry(stream) else { return }
    entries[Int(stream.slot)] = nil
    liveCalls -= 1
    connector.streamIsFree()
    guard entry.call.stream == stream else { return }
    entry.call.streamClosed(code, wasSent: session?.hasSentHead(stream) ?? true)
  }

  // What calls ask for.

  /// Whether a call can be begun here.
  var acceptsCalls: Bool { !isEnding && (session?.acceptsRequests ?? false) }

  /// Whether one call more is within the server's limit of streams.
  var hasFreeStream: Bool { liveCalls < streamsMax }

  /// Begins a call where there is a stream for it.
  func begin(_ call: HTTP2ClientCall, _ headers: HTTP2HeaderList) {
    guard let session else {
      let error = RPCError(.unavailable, "The connection to the server is lost.")
      return call.connectionLost(error, wasSent: false)
    }
    guard headers.listBytes <= headerListBytesMax else {
      return call.end(RPCError(.resourceExhausted, "The metadata is over the server's limit."))
    }
    do {
      let stream = try session.submitRequest(headers, endStream: false)
      let slot = Int(stream.slot)
      while entries.count <= slot { entries.append(nil) }
      entries[slot] = Entry(call: call, stream: stream)
      liveCalls += 1
      call.opened(self, stream)
    } catch {
      let error = RPCError(.unavailable, "The server takes no new calls.", cause: error)
      call.connectionLost(error, wasSent: false)
    }
  }

  /// What compresses and inflates messages.
  var gzip: GzipCodec { connector.executor.gzip }

  /// All calls that have a stream here.
  var runningCalls: [HTTP2ClientCall] { entries.compactMap { $0?.call } }

  func consume(_ stream: HTTP2StreamID, _ count: Int) {
    guard count > 0, let session else { return }
    session.consume(stream, count)
    outputIsWaiting()
  }

  func reset(_ stream: HTTP2StreamID) {
    session?.submitReset(stream, .cancel)
    outputIsWaiting()
  }

  /// Says good-bye; the connection closes when its calls have ended.
  func finish() {
    isEnding = true
    guard let session else {
      channelContext?.close(promise: nil)
      return
    }
    session.submitGoaway(.noError)
    outputIsWaiting()
  }

  /// Closes the connection at once.
  func close() {
    isEnding = true
    channelContext?.close(promise: nil)
  }

  // Keepalive (gRFC A8).

  /// Asks the server if it is there when it has sent nothing for a while, counted from the last byte
  /// that was read.
  private func watchSilence() {
    guard let time = subchannel.keepaliveTime else { return }
    let due = Deadline(timeout: time, now: lastReadAt)
    let left = due.remaining(now: connector.executor.now)
    keepalive = connector.after(TimeAmount(left)) { [self] in
      guard session != nil else { return }
      let mayPing = liveCalls > 0 || configuration.keepalive.pingsWithoutCalls
      guard mayPing else {
        // As if the server had spoken: a call that begins in this silence has a full time.
        lastReadAt = connector.executor.now
        return watchSilence()
      }
      guard Deadline(timeout: time, now: lastReadAt) <= due else { return watchSilence() }
      pingForKeepalive()
    }
  }

  private func pingForKeepalive() {
    session?.submitPing(Self.keepalivePing)
    outputIsWaiting()
    let askedAt = connector.executor.now
    keepalive = connector.after(TimeAmount(configuration.keepalive.timeout)) { [self] in
      if lastReadAt >= askedAt { watchSilence() } else { close() }
    }
  }

  private static let keepalivePing: UInt64 = 0x6d6f_7463_7561_0002

  // Output.

  /// Something is to be sent: at the end of this turn, or of the next if none is under way.
  func outputIsWaiting() {
    guard !isInTurn, !flushIsScheduled, session != nil else { return }
    flushIsScheduled = true
    connector.onLoop {
      self.flushIsScheduled = false
      self.flush()
    }
  }

  private func flush() {
    guard let session, let context = channelContext, !isInTurn else { return }
    isInTurn = true
    let written = write(session, context)
    isInTurn = false
    // May say at once that the channel is writable again, which asks for another flush.
    if let written, written > 0 { context.flush() }
    if written == nil || (isEnding && session.isFinished) {
      context.close(promise: nil)
    } else if let written, written >= configuration.outputBytesPerTurnMax {
      outputIsWaiting()
    }
  }

  /// The number of bytes written to the channel, or nil if the session has failed.
  private func write(_ session: HTTP2Session, _ context: ChannelHandlerContext) -> Int? {
    var written = 0
    let limit = configuration.outputBytesPerTurnMax
    while written < limit, session.wantsWrite, context.channel.isWritable {
      do {
        written += try connector.executor.drain(session) {
          context.write(wrapOutboundOut($0), promise: nil)
        }
      } catch {
        return nil
      }
      session.drainEvents { handle($0, session) }
    }
    return written
  }
}
