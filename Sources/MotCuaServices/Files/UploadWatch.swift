import MotCuaAPI
import RPCCore
import Synchronization

/// Ends an upload that brings no byte for long, so that nobody keeps a place by saying nothing.
///
/// Two states: *waiting* since an instant for the next bytes, or *writing* those that came, which is
/// not the sender's time. Messages without bytes change nothing.
final class UploadWatch: Sendable {
  private let clock: any CallClock
  private let silenceMax: UInt64
  /// Since when bytes are waited for; nil while some are written.
  private let waitingSince: Mutex<UInt64?>

  /// Waits from here on.
  init(clock: any CallClock, silentMilliseconds: Int64) {
    self.clock = clock
    silenceMax = UInt64(max(silentMilliseconds, 0)) * 1_000_000
    waitingSince = Mutex(clock.uptimeNanoseconds)
  }

  /// Writes bytes that have come.
  func writing(_ body: () async throws -> Void) async throws {
    waitingSince.withLock { $0 = nil }
    try await body()
    let now = clock.uptimeNanoseconds
    waitingSince.withLock { $0 = now }
  }

  /// Runs a body that reads an upload.
  ///
  /// - Throws: what the body throws, or UPLOAD_STALLED when it has waited too long for a byte.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await self.waitForSilence()
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else {
        throw RPCError(reason: .uploadStalled)
      }
      return value
    }
  }

  private func waitForSilence() async throws {
    while true {
      let seen = waitingSince.withLock { $0 }
      try await clock.sleep(until: (seen ?? clock.uptimeNanoseconds) + silenceMax)
      if let seen, waitingSince.withLock({ $0 }) == seen { return }
    }
  }
}
