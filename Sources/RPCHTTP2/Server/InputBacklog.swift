import NIOCore

/// The connections of a loop whose input was read and waits for its turn, so that those who send much
/// do not hold up those who send little.
///
/// Input of up to ``smallBytes`` is taken as it comes: that is a call or a few. More is taken in
/// slices while its round of the loop has time for that, and the rest waits here: one connection
/// after the other has its turn of some rounds, and behind each round the loop looks at its sockets
/// again. What a turn has to say is written at its end. A connection whose input waits reads no more,
/// so that its peer has to wait too.
///
/// `@unchecked Sendable`: confined to the loop.
final class InputBacklog: @unchecked Sendable {
  /// Input of so many bytes is taken whatever the time is.
  static let smallBytes = 1_024
  /// So many rounds are a connection's turn, which ``HTTP2ServerConfiguration/largeInputTimeMax`` is
  /// long: each round costs a look at the sockets, and each turn a write to one and cold caches.
  static let roundsOfTurnMax = 10
  /// How long the loop sleeps between two rounds where it has no pipe; without it the loop would not
  /// look at its sockets, for tasks that are due go first.
  private static let pause = TimeAmount.microseconds(5)

  private var waiting = CircularBuffer<HTTP2ServerConnection>()
  /// How many rounds the first that waits has had of its turn.
  private var roundsOfTurn = 0
  /// Those that do not read until there is room, although nothing of theirs waits.
  private var roomless = CircularBuffer<HTTP2ServerConnection>()
  private var isScheduled = false
  private var pipe: SelfPipe?
  /// How much memory what waits takes, in bytes.
  private(set) var bytes = 0

  /// When that was read which has waited longest; nil if nothing waits.
  var oldest: UInt64? { waiting.lazy.compactMap { $0.waitingInput?.since }.min() }

  /// Whether more may wait.
  func hasRoom(_ settings: ServerSettings) -> Bool {
    bytes < settings.configuration.waitingInputBytesMax
  }

  /// Notes that more, or less, waits.
  func change(by more: Int) { bytes += more }

  /// Lets a connection wait that has input left.
  func add(_ connection: HTTP2ServerConnection) {
    waiting.append(connection)
    schedule(connection.executor, connection.settings)
  }

  /// Lets a connection read when there is room for what it reads.
  func waitForRoom(_ connection: HTTP2ServerConnection) {
    roomless.append(connection)
    schedule(connection.executor, connection.settings)
  }

  /// Opens what makes the rounds of waiting input cheap on a loop with sockets; without it, or where
  /// descriptors are short, the loop sleeps a little between two of them.
  func openPipe(_ executor: LoopExecutor, _ settings: ServerSettings) async {
    let pipe = await SelfPipe.open(on: executor.eventLoop) { [weak executor] in
      if let executor { executor.backlog.run(executor, settings) }
    }
    executor.eventLoop.execute { self.pipe = pipe }
  }

  /// Forgets all that wait, because the loop ends.
  func removeAll() {
    pipe = nil
    waiting.removeAll()
    roomless.removeAll()
  }

  private func schedule(_ executor: LoopExecutor, _ settings: ServerSettings) {
    guard !isScheduled else { return }
    isScheduled = true
    if let pipe, pipe.look() { return }
    // Behind the tasks that are queued, which may take longer than the pause.
    executor.runLater {
      executor.eventLoop.scheduleTask(in: Self.pause) { self.run(executor, settings) }
    }
  }

  /// Gives the first that waits as long as a round may be, and what it leaves of that to the next.
  private func run(_ executor: LoopExecutor, _ settings: ServerSettings) {
    isScheduled = false
    let end = executor.now + settings.inputRoundNanoseconds
    repeat {
      guard let connection = waiting.first else { break }
      roundsOfTurn += 1
      let isDone = connection.takeWaitingInput(until: end)
      guard isDone || roundsOfTurn >= Self.roundsOfTurnMax else { break }
      roundsOfTurn = 0
      waiting.removeFirst()
      if !isDone { waiting.append(connection) }
      connection.endWaitingTurn()
    } while executor.now < end
    letRead(settings)
    if !waiting.isEmpty || !roomless.isEmpty { schedule(executor, settings) }
  }

  /// Lets as many connections read as there is room for.
  private func letRead(_ settings: ServerSettings) {
    let configuration = settings.configuration
    let room = configuration.waitingInputBytesMax - bytes
    // One in any case where nothing waits, or nobody would ever read with little room.
    let least = waiting.isEmpty ? 1 : 0
    for _ in 0..<max(room / configuration.inputBytesPerTurnMax, least) {
      guard let connection = roomless.popFirst() else { return }
      connection.hasRoomNow()
    }
  }
}

/// How many bytes of a connection are taken before the time is looked at again: fewer where they cost
/// much, as those of calls do, and more where they cost little, as those of large messages.
struct InputSlice {
  /// Some eighty calls: no more are taken at a time, however cheap was what came before them.
  private static let bytesMax = 8_192
  private static let bytesMin = 256

  private(set) var bytes = 2_048

  /// Notes how long a slice has taken of the time of a round, so that the next takes a part of it.
  mutating func note(_ nanoseconds: UInt64, of round: UInt64) {
    if nanoseconds > round {
      bytes = max(Int(clamping: UInt64(bytes) * round / nanoseconds), Self.bytesMin)
    } else if nanoseconds < round / 4 {
      bytes = min(bytes * 2, Self.bytesMax)
    }
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
  /// Reads from the socket, unless what was read before waits or there is no room for more.
  func read(context: ChannelHandlerContext) {
    guard waitingInput == nil, !waitsForRoom else {
      readIsHeld = true
      return
    }
    context.read()
  }

  private func readIfHeld() {
    guard readIsHeld, waitingInput == nil, !waitsForRoom else { return }
    readIsHeld = false
    // May give new input at once, which waits anew.
    channelContext?.read()
  }

  /// There is room for what the connection reads.
  func hasRoomNow() {
    waitsForRoom = false
    readIfHeld()
  }

  /// Takes input that is more than a call or a few while its round has time for it, and lets the rest
  /// wait; false if the session has ended by it.
  ///
  /// Called inside a turn.
  func takeMuch(_ buffer: ByteBuffer) -> Bool {
    if var waiting = waitingInput {
      // What comes of one record of TLS comes in parts.
      dropWaitingInput()
      waiting.buffer.writeImmutableBuffer(buffer)
      keep(waiting)
      return true
    }
    var buffer = buffer
    guard executor.backlog.hasRoom(settings) else {
      if !waitsForRoom {
        waitsForRoom = true
        executor.backlog.waitForRoom(self)
      }
      return takeSlices(&buffer, until: .max)
    }
    let end = executor.load.queue.roundBegan + settings.inputRoundNanoseconds
    guard now >= end || takeSlices(&buffer, until: end) else { return false }
    if session != nil, buffer.readableBytes > 0 {
      keep(WaitingInput(buffer: buffer, since: inputArrivedAt))
      executor.backlog.add(self)
    }
    return true
  }

  /// Takes of the waiting input for a while; false if some still waits.
  func takeWaitingInput(until end: UInt64) -> Bool {
    guard var waiting = waitingInput else { return true }
    dropWaitingInput()
    inputArrivedAt = waiting.since
    let isGood = turn { takeSlices(&waiting.buffer, until: end) }
    // The next round is another time, although of the same turn.
    renewTime()
    if isGood, session != nil, waiting.buffer.readableBytes > 0 { keep(waiting) }
    return waitingInput == nil
  }

  /// Writes what is to be said behind all rounds of a turn; also for a session that has failed, for its
  /// socket is closed when TLS has said goodbye.
  func endWaitingTurn() {
    endTurn()
    readIfHeld()
  }

  private func keep(_ waiting: WaitingInput) {
    waitingInput = waiting
    executor.backlog.change(by: waiting.buffer.storageCapacity)
  }

  /// Forgets what waits.
  func dropWaitingInput() {
    guard let waiting = waitingInput else { return }
    executor.backlog.change(by: -waiting.buffer.storageCapacity)
    waitingInput = nil
  }

  /// Takes slices until an instant, one in any case; false if the session has ended by it.
  private func takeSlices(_ buffer: inout ByteBuffer, until end: UInt64) -> Bool {
    repeat {
      let begun = now
      let isGood = buffer.readWithUnsafeReadableBytes { bytes in
        let slice = bytes.prefix(inputSlice.bytes)
        return (slice.count, take(UnsafeRawBufferPointer(rebasing: slice)))
      }
      renewTime()
      guard isGood else { return false }
      inputSlice.note(now - min(now, begun), of: settings.inputRoundNanoseconds)
    } while buffer.readableBytes > 0 && session != nil && now < end
    return true
  }
}
