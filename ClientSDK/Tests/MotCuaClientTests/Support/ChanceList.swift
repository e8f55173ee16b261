import Synchronization

/// Gives numbers in their order, then zeros.
final class ChanceList: Sendable {
  private let rest: Mutex<[UInt64]>

  init(_ numbers: [UInt64]) {
    rest = Mutex(numbers)
  }

  /// The next number.
  @Sendable func next() -> UInt64 {
    rest.withLock { $0.isEmpty ? 0 : $0.removeFirst() }
  }
}
