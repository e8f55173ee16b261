import HTTP2Engine
import RPCCore

/// What a connection makes the server hold, and what of it the loop knows.
struct ConnectionMemory {
  /// Bytes of requests that are incomplete or that no handler has taken.
  var requestBytes = 0
  /// Calls whose handlers wait for the one message of their requests.
  var unfinishedCalls = 0
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
      executor.load.queue.endRound(now: executor.now, admission)
    }
  }

  // Requests.

  /// Tells the loop what has changed, and ends the largest calls if the connection holds too much.
  func settleRequestMemory() {
    let bytes = memory.requestBytes
    if bytes != memory.requestBytesCounted {
      executor.load.requestBytes += bytes - memory.requestBytesCounted
      memory.requestBytesCounted = bytes
    }
    let share = settings.configuration.requestMemory
    if bytes > share.connectionBytesMin,
      bytes > share.allowance(loopBytes: executor.load.requestBytes)
    {
      endLargestCalls(share)
    }
    watchInput()
  }

  private func endLargestCalls(_ share: MemoryShare) {
    let admission = settings.configuration.admission
    let calls = openCalls.filter { !$0.isOver }.sorted { $0.requestMemory > $1.requestMemory }
    for call in calls {
      guard memory.requestBytes > share.allowance(loopBytes: executor.load.requestBytes) else {
        break
      }
      call.end(
        admission.refusal(.tooMuchMemory, random: settings.configuration.random())
      )
      executor.load.requestBytes += memory.requestBytes - memory.requestBytesCounted
      memory.requestBytesCounted = memory.requestBytes
    }
  }

  // Messages that do not come.

  /// Looks after a while whether incomplete messages go on, if there are any.
  func watchInput() {
    guard timers.input == nil, memory.unfinishedCalls > 0 else { return }
    timers.input = after(settings.configuration.stalledInputTimeout / 2) { connection in
      connection.timers.input = nil
      for call in connection.openCalls where call.isInputStalled() { call.end(.inputStalled) }
      connection.watchInput()
    }
  }

  // Responses.

  /// Whether so much waits for the client that no more is to be begun.
  func mustWaitForOutput() -> Bool {
    guard let queued = session?.queuedBytes, queued > 0 else { return false }
    let share = settings.configuration.outputMemory
    guard queued > share.connectionBytesMin else { return false }
    return queued > share.allowance(loopBytes: executor.load.outputBytes)
  }

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
    guard let session else { return }
    let bytes = session.queuedBytes
    if bytes != memory.outputBytesCounted {
      executor.load.outputBytes += bytes - memory.outputBytesCounted
      memory.outputBytesCounted = bytes
    }
    guard !waitingCalls.isEmpty, !mustWaitForOutput() else { return }
    executor.runLater { self.startWaitingCalls() }
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
    executor.load.requestBytes -= memory.requestBytesCounted
    executor.load.outputBytes -= memory.outputBytesCounted
    memory = ConnectionMemory()
    waitingCalls = []
  }
}
