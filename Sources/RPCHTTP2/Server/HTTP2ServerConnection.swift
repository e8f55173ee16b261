import HTTP2Engine
import NIOCore
import NIOTLS
import RPCCore
import Synchronization

/// One connection of the server: a socket, its HTTP/2 session and the calls on it.
///
/// States: *open*, *draining* (a graceful shutdown has begun), *closed* (`session` is nil; handlers
/// may still run to their end). A turn takes the bytes that are there, or as many as it has time for,
/// hands the events to the calls and writes the output once.
///
/// `@unchecked Sendable`: everything but `beginDrain` and `close` is confined to the event loop of
/// the channel; those two switch to it.
final class HTTP2ServerConnection: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let settings: ServerSettings
  let executor: LoopExecutor
  let registry: ConnectionRegistry
  /// The session; nil before the channel is active and after it is closed.
  ///
  /// It owns everything that a late completion could touch, so asking for it is the check for
  /// liveness.
  private(set) var session: HTTP2Session?
  var channelContext: ChannelHandlerContext?
  /// Who is at the other end; complete when TLS is.
  var peer = PeerIdentity(address: "")

  /// Whether nothing of the client has been let in yet.
  var isGated = true
  /// Whether the client was told that it speaks another protocol.
  var isRefused = false
  /// Whether TLS is there and has not agreed on HTTP/2.
  var lacksALPN = false

  /// Calls by the slots of their streams.
  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) private var calls: [HTTP2ServerCall?] = []
  @exclusivity(unchecked) private(set) var liveCalls = 0
  private(set) var handlersRunning = 0
  private(set) var streamHandlersRunning = 0
  @exclusivity(unchecked) var memory = ConnectionMemory()
  /// Calls that wait for the client to read.
  var waitingCalls: [HTTP2ServerCall] = []

  /// What was read and waits for a turn that has time for it.
  @exclusivity(unchecked) var waitingInput: WaitingInput?
  /// How much of it is taken before the time is looked at.
  @exclusivity(unchecked) var inputSlice = InputSlice()
  /// When the input that is being taken was there at the latest.
  @exclusivity(unchecked) var inputArrivedAt: UInt64 = 0
  /// Whether the channel would read if no input waited, and there were room for more.
  var readIsHeld = false
  /// Whether it does not read because there is no room for waiting input.
  var waitsForRoom = false

  private var isInTurn = false
  private var flushIsScheduled = false
  private var turnTime: UInt64?
  @exclusivity(unchecked) var timers = ConnectionTimers()
  var flood = FloodGuard()
  var strikes = PingStrikes()
  /// When the client has sent anything for the last time.
  @exclusivity(unchecked) private(set) var lastReadAt: UInt64 = 0
  /// Bytes that the channel was given.
  private(set) var bytesWritten = 0
  /// Whether the socket takes any of them, and the client any body.
  var socketStall = StallWatch()
  var bodyStall = StallWatch()
  /// Whether the socket is closed as soon as the output has left, whatever still runs.
  var closesAfterOutput = false
  var goawayReason: StaticString = ""
  var news = ConnectionNews()
  var isDraining = false
  /// Whether either side has said GOAWAY, so that the session may be finished.
  private(set) var isEnding = false

  init(settings: ServerSettings, executor: LoopExecutor, registry: ConnectionRegistry) {
    self.settings = settings
    self.executor = executor
    self.registry = registry
  }

  /// Whether the caller is on the connection's loop.
  var isOnLoop: Bool { executor.eventLoop.inEventLoop }

  /// The loop's time, read once a turn.
  var now: UInt64 {
    if let turnTime { return turnTime }
    let time = executor.now
    if isInTurn { turnTime = time }
    return time
  }

  /// Reads the time again, for turns that take long.
  func renewTime() { turnTime = nil }

  // The channel.

  func handlerAdded(context: ChannelHandlerContext) {
    channelContext = context
    if context.channel.isActive { activate(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    activate(context)
    context.fireChannelActive()
  }

  private func activate(_ context: ChannelHandlerContext) {
    guard session == nil else { return }
    peer = PeerIdentity(address: context.channel.remoteAddress.map(Self.text) ?? "unknown")
    do {
      session = try HTTP2Session(
        role: .server,
        configuration: settings.session,
        memory: executor.sessionMemory
      )
    } catch {
      context.close(promise: nil)
      return
    }
    if let refusal = registry.add(self) {
      note(refusal)
      tellEnd()
      session = nil
      context.close(promise: nil)
      return
    }
    lastReadAt = now
    startTimers()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted(let negotiated)? = event as? TLSUserEvent {
      lacksALPN = negotiated != TLSMaterial.protocolName
      peer = .encrypted(peer.address, context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  private static func text(_ address: SocketAddress) -> String {
    guard let host = address.ipAddress, let port = address.port else { return address.description }
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    guard session != nil, !isRefused else { return }
    if isGated {
      guard buffer.withUnsafeReadableBytes({ passesGate($0, context) }) else { return }
    }
    beginRound()
    turn {
      lastReadAt = now
      inputArrivedAt = executor.load.queue.arrival(now: now)
      guard buffer.readableBytes <= InputBacklog.smallBytes, waitingInput == nil else {
        return takeMuch(buffer)
      }
      return buffer.withUnsafeReadableBytes { take($0) }
    }
  }

  /// Takes input in a turn; false if the session has ended by it, which ends the connection.
  @discardableResult
  func turn(_ input: () -> Bool) -> Bool {
    isInTurn = true
    let isGood = input()
    isInTurn = false
    if !isGood { fail() }
    return isGood
  }

  /// Hands bytes to the session and runs what is ready by them; false if the session has ended.
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let session else { return true }
    var isGood = true
    do {
      try session.receive(bytes) { handle($0, session) }
    } catch {
      // Only a list that is far too large ends a session so; anything else that it throws is no flood.
      note(error.code == .enhanceYourCalm ? .flood : .protocolError)
      isGood = false
    }
    // All that arrived together, so that a runner is woken once.
    executor.runners.runReady(on: executor)
    return isGood
  }

  func channelReadComplete(context: ChannelHandlerContext) { endTurn() }

  /// Writes what is to be said behind the input of a turn, and looks at what has changed by it.
  func endTurn() {
    guard let session, !isGated else { return }
    let counters = session.counters
    if !flood.allows(counters, limits: settings.configuration, now: { self.now }) {
      note(.flood)
      session.terminate(.enhanceYourCalm)
    }
    tellRefusals(counters.streamsRefused)
    if isDraining, timers.drain == nil { announceDrain() }
    flush()
    settleRequestMemory()
    armDeadlines()
    turnTime = nil
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { outputIsWaiting() }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    closed()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A socket error ends the connection and nothing else; its calls are cancelled by the close.
    if isGated, TLSFailure(error) != nil { note(.encryption) }
    context.close(promise: nil)
  }

  // Events of the session.

  private func handle(_ event: HTTP2Event, _ session: HTTP2Session) {
    switch event {
    case .headers(let stream, .request, let block, let endStream):
      begin(stream, block, endStream: endStream, session)
    case .headers(let stream, _, _, let endStream):
      // Trailers of a request say nothing in gRPC but that it is complete.
      call(stream)?.receive(UnsafeRawBufferPointer(start: nil, count: 0), endStream: endStream)
    case .headersTooLarge(let stream, .request, let endStream):
      refuse(stream, .headerFieldsTooLarge, nil, endStream: endStream, session)
    case .headersTooLarge(let stream, _, _):
      session.submitReset(stream, .enhanceYourCalm)
    case .data(let stream, let bytes, let endStream):
      if let call = call(stream) {
        call.receive(bytes, endStream: endStream)
      } else {
        session.consume(stream, bytes.count)
      }
    case .closed(let stream, _): remove(stream)
    case .writable(let stream): call(stream)?.wakeWriter()
    case .ping(isAck: false, _): receivePing(session)
    case .ping(_, let payload): receivePingAcknowledgement(payload)
    case .settings: timers.preface?.cancel()
    // The notice of a shutdown: requests may be under way for a round trip more. The PING is sent
    // behind it and not with it, because nghttp2 lets PINGs go first.
    case .goawaySent(lastStreamNumber: .max, _): pingForDrain()
    case .goaway: isEnding = true
    case .goawaySent(_, let code):
      isEnding = true
      note(code: code)
    case .reset, .settingsAcknowledged: break
    }
  }

  private func begin(
    _ stream: HTTP2StreamID,
    _ block: HTTP2HeaderBlock,
    endStream: Bool,
    _ session: HTTP2Session
  ) {
    if executor.load.queue.isStanding, refusesWaiter(stream, block, endStream: endStream, session) {
      return
    }
    let head = RequestHead(block, settings)
    guard let handler = head.servable else {
      return refuse(stream, head, endStream: endStream, session)
    }
    switch obstacle(to: handler) {
    case nil: break
    case .handlersOfConnection?:
      session.submitReset(stream, .refusedStream)
      observeRefused(head, Obstacle.handlersError)
      return
    case .admission?:
      return refuseForLackOfRoom(stream, head, endStream: endStream, session)
    }
    if head.timeoutNanoseconds == 0 {
      refuse(stream, .deadlinePassed, head, endStream: endStream, session)
      return
    }
    let call = makeCall(stream, head, handler)
    keep(call)
    memory.requestBytes += call.requestMemory
    if call.waitsForMessage { memory.unfinishedCalls += 1 }
    observeStarted(call)
    call.begin()
    if endStream { call.receive(UnsafeRawBufferPointer(start: nil, count: 0), endStream: true) }
  }

  private func makeCall(
    _ stream: HTTP2StreamID,
    _ head: RequestHead,
    _ handler: MethodHandler
  ) -> HTTP2ServerCall {
    let cap = handler.kind == .unary ? settings.unaryTimeoutMax : nil
    let timeout = min(head.timeoutNanoseconds ?? .max, cap ?? .max)
    // What a call has waited for the loop is taken off.
    let (instant, isBeyondClock) = inputArrivedAt.addingReportingOverflow(timeout)
    let deadline = isBeyondClock ? nil : Deadline(uptimeNanoseconds: instant)
    let context = ServerContext(
      handler: handler,
      metadata: head.metadata,
      deadline: deadline,
      lane: executor.lane,
      peer: peer
    )
    if let deadline { timers.note(deadline) }
    return HTTP2ServerCall(
      stream: stream,
      context: context,
      connection: self,
      encodings: (accepted: head.acceptsGzip, sent: head.sendsGzip),
      messageBytesMax: handler.descriptor.messageBytesMax ?? settings.receivedMessageBytesMax,
      metadataBytes: head.metadataBytes,
      startedAt: settings.isObserved ? now : 0
    )
  }

  private func call(_ stream: HTTP2StreamID) -> HTTP2ServerCall? {
    let slot = Int(stream.slot)
    return slot < calls.count ? calls[slot] : nil
  }

  private func keep(_ call: HTTP2ServerCall) {
    let slot = Int(call.stream.slot)
    while calls.count <= slot { calls.append(nil) }
    calls[slot] = call
    liveCalls += 1
    executor.gauges.openStreams.change(by: 1)
  }

  private func remove(_ stream: HTTP2StreamID) {
    guard let call = call(stream) else { return }
    calls[Int(stream.slot)] = nil
    liveCalls -= 1
    if liveCalls == 0 { timers.idleSince = now }
    executor.gauges.openStreams.change(by: -1)
    call.streamClosed()
    memory.requestBytes -= call.requestMemory
  }

  /// All calls that have a stream.
  var openCalls: [HTTP2ServerCall] { calls.compactMap { $0 } }

  /// Ends all calls whose deadline has passed and returns the earliest of the others.
  func sweepDeadlines(now: UInt64) -> UInt64 {
    var earliest = UInt64.max
    for case let call? in calls {
      guard let deadline = call.context.deadline, !call.isOver else { continue }
      if deadline.hasPassed(now: now) {
        call.deadlinePassed()
      } else {
        earliest = min(earliest, deadline.uptimeNanoseconds)
      }
    }
    return earliest
  }

  // What calls ask for.

  func consume(_ stream: HTTP2StreamID, _ count: Int) {
    guard count > 0, let session else { return }
    session.consume(stream, count)
    outputIsWaiting()
  }

  /// Tells a peer whose answer is complete to send no more (RFC 9113 §8.1).
  func stopUpload(_ stream: HTTP2StreamID) {
    guard let session else { return }
    session.submitReset(stream, .noError, afterOutput: true)
  }

  func handlerStarted(_ kind: MethodDescriptor.Kind) {
    handlersRunning += 1
    executor.gauges.runningHandlers.change(by: 1)
    if kind.hasStream {
      streamHandlersRunning += 1
      executor.load.streamHandlers += 1
    } else {
      executor.load.unaryHandlers += 1
    }
  }

  func handlerEnded(_ kind: MethodDescriptor.Kind) {
    handlersRunning -= 1
    executor.gauges.runningHandlers.change(by: -1)
    if kind.hasStream {
      streamHandlersRunning -= 1
      executor.load.streamHandlers -= 1
    } else {
      executor.load.unaryHandlers -= 1
    }
    if session == nil, handlersRunning == 0 { registry.remove(self) }
  }

  // Output.

  /// Something is to be sent: at the end of this turn, or of the next if none is under way.
  func outputIsWaiting() {
    guard !isInTurn, !flushIsScheduled, session != nil else { return }
    flushIsScheduled = true
    executor.runLater {
      self.flushIsScheduled = false
      self.flush()
      self.armDeadlines()
      self.turnTime = nil
    }
  }

  /// Writes what is to be sent while the channel takes it, up to the limit of a turn.
  func flush() {
    guard let session, let context = channelContext, !isInTurn, !isRefused else { return }
    isInTurn = true
    let written = write(session, context)
    isInTurn = false
    // May say at once that the channel is writable again, which asks for another flush.
    if let written, written > 0 { context.flush() }
    guard let written else { return fail() }
    bytesWritten &+= written
    settleOutputMemory()
    if written > 0 || session.queuedBytes > 0 { watchStalls() }
    if (isEnding && session.isFinished) || (closesAfterOutput && !session.wantsWrite) {
      context.close(promise: nil)
    } else if written >= settings.configuration.outputBytesPerTurnMax {
      outputIsWaiting()
    }
  }

  /// The number of bytes written to the channel, or nil if the session has failed.
  private func write(_ session: HTTP2Session, _ context: ChannelHandlerContext) -> Int? {
    var written = 0
    let limit = settings.configuration.outputBytesPerTurnMax
    while written < limit, session.wantsWrite, context.channel.isWritable {
      do {
        written += try executor.drain(session) { context.write(wrapOutboundOut($0), promise: nil) }
      } catch {
        return nil
      }
      // What was sent has ended streams and made room, which may have made more to send.
      session.drainEvents { handle($0, session) }
    }
    return written
  }

  /// The session is beyond repair: the socket is closed, and what was still to be said is not.
  private func fail() {
    guard let context = channelContext else { return }
    note(.protocolError)
    context.close(promise: nil)
  }

  private func closed() {
    guard let session else { return }
    // What was refused in the round in which it ends counts too.
    tellRefusals(session.counters.streamsRefused)
    self.session = nil
    dropWaitingInput()
    tellEnd()
    timers.cancelAll()
    // The engine announces nothing when it is let go, so the calls are told here.
    for case let call? in calls { call.streamClosed() }
    releaseMemory()
    calls = []
    executor.gauges.openStreams.change(by: -liveCalls)
    liveCalls = 0
    channelContext = nil
    if handlersRunning == 0 { registry.remove(self) }
  }
}
