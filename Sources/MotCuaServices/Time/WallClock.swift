import Foundation
package import MotCuaDomain
import Synchronization

/// Where a server takes the time of day from: a parameter, so that tests and demonstrations decide.
package protocol WallClock: Sendable {
  /// The instant now.
  func now() -> Instant
}

/// The machine's clock.
package struct SystemWallClock: WallClock {
  /// Makes the clock.
  package init() {}

  /// The instant now.
  package func now() -> Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}

/// A clock that begins at a chosen instant and runs on at the machine's pace, for demonstrations.
package struct ShiftedWallClock: WallClock {
  private let shift: Int64
  private let base: any WallClock

  /// Starts at `start` now.
  package init(start: Instant, base: any WallClock = SystemWallClock()) {
    self.base = base
    shift = start - base.now()
  }

  /// The instant now.
  package func now() -> Instant { base.now() + shift }
}

/// A clock that stands still until it is set.
package final class ManualWallClock: WallClock {
  private let instant: Mutex<Instant>

  /// Stands at an instant.
  package init(_ start: Instant) {
    instant = Mutex(start)
  }

  /// The instant it stands at.
  package func now() -> Instant { instant.withLock { $0 } }

  /// Moves to an instant.
  package func set(_ new: Instant) {
    instant.withLock { $0 = new }
  }
}
