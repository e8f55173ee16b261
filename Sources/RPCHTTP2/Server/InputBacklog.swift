import NIOCore

/// The connections of a loop whose input was read and waits for its turn, so that those who send much
/// do not hold up those who send little.
///
/// Input of up to ``smallBytes`` is taken as it comes: that is a call or a few. More is taken in
/// slices while its round of the loop has time for that, and the rest waits here: one connection
/// after the other has a while, and behind each round of these the loop looks at its sockets again.
/// A connection whose input waits reads no more, so that its peer has to wait too.
///
/// `@unchecked Sendable`: confined to the loop.
final class InputBacklog: @unchecked Sendable {
  /// Input of so many bytes is taken whatever the time is.
  static let smallBytes = 1_024
  /// Of larger input so many bytes are taken at most before the time is looked at.
  private static let sliceBytesMax = 4_096
  private static let sliceBytesMin = 256
  /// How long the loop looks at its sockets between two rounds of waiting input, where they have
  /// nothing; without it the loop would not look, for tasks that are due go first.
  private static let pause = TimeAmount.microseconds(30)

  /// So many bytes are taken before the time is looked at again: fewer where they cost more.
  private(set) var sliceBytes = sliceBytesMax
  private var waiting = CircularBuffer<HTTP2ServerConnection>()
  private var isScheduled = false
  /// How many bytes wait.
  var bytes = 0

  /// When that was read which has waited longest; nil if nothing waits.
  var oldest: UInt64? { waiting.lazy.compactMap { $0.waitingInput?.since }.min() }

  /// Notes how long a slice has taken of the time of a round, so that the next ones take a part of it.
  func noteSlice(_ nanoseconds: UInt64, of round: UInt64) {
    if nanoseconds > round / 4 {
      sliceBytes = max(sliceBytes / 2, Self.sliceBytesMin)
    } else if nanoseconds < round / 16 {
      sliceBytes = min(sliceBytes * 2, Self.sliceBytesMax)
    }
  }

  /// Lets a connection wait that has input left.
  func add(_ connection: HTTP2ServerConnection) {
    waiting.append(connection)
    schedule(connection.executor, connection.settings)
  }

  private func schedule(_ executor: LoopExecutor, _ settings: ServerSettings) {
    guard !isScheduled else { return }
    isScheduled = true
    executor.eventLoop.scheduleTask(in: Self.pause) {
      self.isScheduled = false
      self.run(executor, settings)
    }
  }

  /// Gives those that wait a while each, as long as a round may be.
  private func run(_ executor: LoopExecutor, _ settings: ServerSettings) {
    var now = executor.now
    let (oldest, end) = (oldest, now + settings.inputRoundNanoseconds)
    let isRound = !executor.load.queue.isInRound
    if isRound { executor.load.queue.beginRound(now: now) }
    repeat {
      guard let connection = waiting.popFirst() else { break }
      let isDone = connection.takeWaitingInput(until: now + settings.inputRoundNanoseconds / 2)
      if !isDone { waiting.append(connection) }
      now = executor.now
    } while now < end
    if isRound {
      executor.load.queue.endRound(now: now, oldest: oldest, settings.admission)
    }
    if !waiting.isEmpty { schedule(executor, settings) }
  }
}

/// What a connection has read and not taken.
struct WaitingInput {
  /// The bytes.
  var buffer: ByteBuffer
  /// When the first of them was there at the latest.
  let since: UInt64
}

/// Taking input a while at a time.
extension HTTP2ServerConnection: ChannelOutboundHandler {
  /// Reads from the socket, unless what was read before waits.
  func read(context: ChannelHandlerContext) {
    guard waitingInput == nil else {
      readIsHeld = true
      return
    }
    context.read()
  }

  /// Takes input that is more than a slice while its round has time for it, and lets the rest wait;
  /// false if the session has ended by it. Called inside a turn.
  func takeMuch(_ buffer: ByteBuffer) -> Bool {
    if var waiting = waitingInput {
      // What comes of one record of TLS comes in parts.
      waitingInput = nil
      executor.backlog.bytes += waiting.buffer.writeImmutableBuffer(buffer)
      waitingInput = waiting
      return true
    }
    var buffer = buffer
    let hasRoom = executor.backlog.bytes < settings.configuration.waitingInputBytesMax
    let end = executor.load.queue.roundBegan + settings.inputRoundNanoseconds
    guard (hasRoom && now >= end) || takeSlices(&buffer, until: hasRoom ? end : .max) else {
      return false
    }
    if session != nil, buffer.readableBytes > 0 {
      waitingInput = WaitingInput(buffer: buffer, since: inputArrivedAt)
      executor.backlog.bytes += buffer.readableBytes
      executor.backlog.add(self)
    }
    return true
  }

  /// Takes of the waiting input for a while; false if some still waits.
  func takeWaitingInput(until end: UInt64) -> Bool {
    guard var waiting = waitingInput else { return true }
    dropWaitingInput()
    inputArrivedAt = waiting.since
    guard turn({ takeSlices(&waiting.buffer, until: end) }) else { return true }
    if session != nil, waiting.buffer.readableBytes > 0 {
      waitingInput = waiting
      executor.backlog.bytes += waiting.buffer.readableBytes
    }
    endTurn()
    guard waitingInput == nil else { return false }
    if readIsHeld {
      readIsHeld = false
      // May give new input at once, which waits anew.
      channelContext?.read()
    }
    return true
  }

  /// Forgets what waits.
  func dropWaitingInput() {
    guard let waiting = waitingInput else { return }
    executor.backlog.bytes -= waiting.buffer.readableBytes
    waitingInput = nil
  }

  /// Takes slices until an instant, one in any case; false if the session has ended by it.
  private func takeSlices(_ buffer: inout ByteBuffer, until end: UInt64) -> Bool {
    repeat {
      let begun = now
      let isGood = buffer.readWithUnsafeReadableBytes { bytes in
        let slice = bytes.prefix(executor.backlog.sliceBytes)
        return (slice.count, take(UnsafeRawBufferPointer(rebasing: slice)))
      }
      guard isGood else { return false }
      renewTime()
      executor.backlog.noteSlice(now - min(now, begun), of: settings.inputRoundNanoseconds)
    } while buffer.readableBytes > 0 && session != nil && now < end
    return true
  }
}
