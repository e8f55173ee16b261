#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The monotonic clock by which deadlines are kept; a parameter, so that tests decide on the time.
public protocol CallClock: Sendable {
  /// Nanoseconds since a fixed but unknown instant.
  var uptimeNanoseconds: UInt64 { get }

  /// Waits until the clock shows at least `instant`.
  ///
  /// - Throws: `CancellationError` if the task is cancelled first.
  func sleep(until instant: UInt64) async throws
}

/// The monotonic clock of this machine.
public struct SystemCallClock: CallClock {
  /// Uses the machine's clock.
  public init() {}

  /// Nanoseconds of `CLOCK_MONOTONIC`.
  public var uptimeNanoseconds: UInt64 {
    var time = timespec()
    // It fails only for a clock that does not exist.
    let result = clock_gettime(CLOCK_MONOTONIC, &time)
    precondition(result == 0, "clock_gettime has refused the monotonic clock.")
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Sleeps without a thread.
  public func sleep(until instant: UInt64) async throws {
    let now = uptimeNanoseconds
    guard instant > now else { return }
    try await Task.sleep(for: .nanoseconds(Int64(clamping: instant - now)), clock: .suspending)
  }
}
