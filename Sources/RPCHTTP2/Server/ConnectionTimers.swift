import NIOCore
import RPCCore

/// The timers of one connection; there is one for all deadlines, set to the earliest of them.
///
/// Most calls end in the turn in which they begin, so a deadline is only noted at first and the
/// timer is set at the end of the turn if calls are left.
struct ConnectionTimers {
  var preface: Scheduled<Void>?
  var idle: Scheduled<Void>?
  var drain: Scheduled<Void>?
  var deadline: Scheduled<Void>?
  var keepalive: Scheduled<Void>?
  var age: Scheduled<Void>?
  var stall: Scheduled<Void>?
  var input: Scheduled<Void>?
  /// When the deadline timer fires, or `.max` if it is not set.
  var deadlineAt = UInt64.max
  /// The earliest deadline that was noted since the timer was set.
  var notedDeadline = UInt64.max
  /// Since when the connection has no call; of no meaning while it has one.
  var idleSince: UInt64 = 0
  /// Whether the final GOAWAY of a graceful shutdown is sent.
  var drainIsFinal = false

  mutating func note(_ deadline: Deadline) {
    notedDeadline = min(notedDeadline, deadline.uptimeNanoseconds)
  }

  mutating func cancelAll() {
    for timer in [preface, idle, drain, deadline, keepalive, age, stall, input] { timer?.cancel() }
    (preface, idle, drain, deadline) = (nil, nil, nil, nil)
    (keepalive, age, stall, input) = (nil, nil, nil, nil)
  }
}

extension HTTP2ServerConnection {
  func startTimers() {
    let limits = settings.configuration
    timers.preface = after(limits.prefaceTimeout) { connection in
      connection.note(.noPreface)
      connection.channelContext?.close(promise: nil)
    }
    timers.idleSince = now
    watchIdleness()
    watchSilence()
    watchAge()
  }

  /// Closes the connection gracefully when it has had no call for a while (gRFC A9).
  private func watchIdleness() {
    guard let timeout = settings.configuration.idleTimeout else { return }
    let due = Deadline(timeout: timeout, now: timers.idleSince)
    timers.idle = after(due.remaining(now: now)) { connection in
      // While there is a call the time has not even begun.
      if connection.liveCalls > 0 { connection.timers.idleSince = connection.now }
      guard Deadline(timeout: timeout, now: connection.timers.idleSince) <= due else {
        return connection.watchIdleness()
      }
      connection.note(.idle)
      connection.beginDrainNow("max_idle")
    }
  }

  func startDrainTimer() {
    timers.drain = after(settings.configuration.drainPingTimeout) { $0.finishDrain() }
  }

  /// Sets the deadline timer if a call that is left needs it earlier than it stands.
  func armDeadlines() {
    let noted = timers.notedDeadline
    guard noted != .max else { return }
    timers.notedDeadline = .max
    guard liveCalls > 0, noted < timers.deadlineAt else { return }
    setDeadlineTimer(noted)
  }

  private func setDeadlineTimer(_ instant: UInt64) {
    timers.deadline?.cancel()
    timers.deadlineAt = instant
    // A clock of 64 bits of nanoseconds never gets there.
    guard instant < UInt64(Int64.max) else { return }
    timers.deadline = executor.eventLoop.assumeIsolated().scheduleTask(
      deadline: .uptimeNanoseconds(instant)
    ) { self.deadlineTimerFired() }
  }

  private func deadlineTimerFired() {
    guard session != nil else { return }
    timers.deadlineAt = .max
    let next = sweepDeadlines(now: executor.now)
    if next != .max { setDeadlineTimer(next) }
  }

  func after(
    _ delay: Duration,
    _ action: @escaping (HTTP2ServerConnection) -> Void
  ) -> Scheduled<Void> {
    executor.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) {
      action(self)
    }
  }
}
