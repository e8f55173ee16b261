public import RPCCore

/// A clock that stands still, so that no deadline passes however slow the machine is; for tests.
public struct StoppedCallClock: CallClock {
  /// Nanoseconds that it shows for ever.
  public let uptimeNanoseconds: UInt64

  /// Stands at an instant.
  public init(uptimeNanoseconds: UInt64 = 0) {
    self.uptimeNanoseconds = uptimeNanoseconds
  }

  /// Waits for the end of the task, unless the instant has come already.
  public func sleep(until instant: UInt64) async throws {
    guard instant > uptimeNanoseconds else { return }
    for await _ in AsyncStream(Never.self, { _ in }) {}
    try Task.checkCancellation()
  }
}
