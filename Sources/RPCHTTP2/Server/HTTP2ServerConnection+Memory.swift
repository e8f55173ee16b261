import HTTP2Engine
import RPCCore
import Synchronization

/// What a connection makes the server hold, and what of it the loop knows.
struct ConnectionMemory {
  /// Bytes of requests that are incomplete or that no handler has taken.
  var requestBytes = 0
  /// Calls whose handlers wait for the one message of their requests.
  var unfinishedCalls = 0
  /// Bytes of messages whose handlers wait for room; such a message is in the session's queue too.
  var writerBytes = 0
  /// What the loop's sum has of the bytes of requests.
  var requestBytesCounted = 0
  /// What the loop's sum has of responses that wait to be sent.
  var outputBytesCounted = 0
}

/// Keeping what one client holds within its share.
extension HTTP2ServerConnection {
  /// Notes that the loop has turned to its sockets; its tasks come when it has seen all of them.
  func beginRound() {
    guard !executor.load.queue.isInRound else { return }
    executor.load.queue.beginRound(now: now)
    let (executor, admission) = (executor, settings.configuration.admission)
    executor.runLater {
      executor.load.queue.endRound(now: executor.now, oldest: executor.backlog.oldest, admission)
    }
  }

  // Requests.

  /// Tells the loop what has changed, and ends the largest calls if the connection holds too much.
  func settleRequestMemory() {
    countRequestMemory(memory.requestBytes)
    if memory.requestBytes > settings.configuration.requestMemory.connectionBytesMin,
      memory.requestBytes > requestAllowance
    {
      endLargestCalls()
    }
    watchInput()
  }

  private func countRequestMemory(_ bytes: Int) {
    let more = bytes - memory.requestBytesCounted
    guard more != 0 else { return }
    memory.requestBytesCounted = bytes
    executor.load.requestBytes += more
    settings.memory.requestBytes.add(more, ordering: .relaxed)
  }

  private var requestAllowance: Int {
    settings.configuration.requestMemory.allowance(
      loopBytes: executor.load.requestBytes,
      serverBytes: settings.memory.requestBytes.load(ordering: .relaxed)
    )
  }

  private func endLargestCalls() {
    let calls = openCalls.filter { !$0.isOver }.sorted { $0.requestMemory > $1.requestMemory }
    for call in calls {
      guard memory.requestBytes > requestAllowance else { break }
      call.end(executor.refusals.memory.next(settings))
      countRequestMemory(memory.requestBytes)
    }
  }

  // Messages that do not come.

  /// Looks after a while whether incomplete messages go on, if there are any.
  func watchInput() {
    guard timers.input == nil, memory.unfinishedCalls > 0 else { return }
    let interval = settings.configuration.stalledInputTimeout / StallWatch.looks
    timers.input = after(interval) { connection in
      connection.timers.input = nil
      for call in connection.openCalls where call.isInputStalled() { call.end(.inputStalled) }
      connection.watchInput()
    }
  }

  // Responses.

  /// Whether so much waits for the client that no more is to be begun.
  func mustWaitForOutput() -> Bool {
    guard session != nil else { return false }
    let queued = outputBytes
    guard queued > 0 else { return false }
    let share = settings.configuration.outputMemory
    guard queued > share.connectionBytesMin else { return false }
    return queued
      > share.allowance(
        loopBytes: executor.load.outputBytes,
        serverBytes: settings.memory.outputBytes.load(ordering: .relaxed)
      )
  }

  /// What answers hold: what is queued, and the messages that waiting handlers still have in hand.
  private var outputBytes: Int { (session?.queuedBytes ?? 0) + memory.writerBytes }

  /// Begins a call when the client has read.
  func startLater(_ call: HTTP2ServerCall) {
    // Calls that were reset in the meantime leave holes.
    if waitingCalls.count >= settings.configuration.handlersPerConnectionMax {
      waitingCalls.removeAll(where: \.isOver)
    }
    waitingCalls.append(call)
  }

  /// Tells the loop what waits to be sent, and begins calls that have waited for room.
  func settleOutputMemory() {
    guard session != nil else { return }
    countOutputMemory(outputBytes)
    guard !waitingCalls.isEmpty, !mustWaitForOutput() else { return }
    executor.runLater { self.startWaitingCalls() }
  }

  private func countOutputMemory(_ bytes: Int) {
    let more = bytes - memory.outputBytesCounted
    guard more != 0 else { return }
    memory.outputBytesCounted = bytes
    executor.load.outputBytes += more
    settings.memory.outputBytes.add(more, ordering: .relaxed)
  }

  private func startWaitingCalls() {
    var started = 0
    while started < waitingCalls.count, session != nil, !mustWaitForOutput() {
      waitingCalls[started].startNow()
      executor.runners.runReady(on: executor)
      started += 1
    }
    waitingCalls.removeFirst(min(started, waitingCalls.count))
    if started > 0 { outputIsWaiting() }
  }

  /// The connection is gone and holds nothing any more.
  func releaseMemory() {
    countRequestMemory(0)
    countOutputMemory(0)
    // Handlers that wait are woken now and take what they have in hand off themselves.
    let writerBytes = memory.writerBytes
    memory = ConnectionMemory()
    memory.writerBytes = writerBytes
    waitingCalls = []
  }
}
