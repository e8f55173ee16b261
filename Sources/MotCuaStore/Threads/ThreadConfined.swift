import Synchronization

/// A value that belongs to the first thread that uses it; others do not get at it.
///
/// `@unchecked Sendable` because the value itself is not: every access compares the thread first,
/// and the owner is set once, atomically.
final class ThreadConfined<Value>: @unchecked Sendable {
  private let value: Value
  private let owner = Atomic<UInt>(0)

  init(_ value: consuming sending Value) {
    self.value = value
  }

  /// Runs a body on the value; nil on another thread than the owner's.
  func ifOwner<Result>(_ body: (Value) -> Result) -> Result? {
    let current = ThreadIdentity.current.value
    let (isFirst, known) = owner.compareExchange(
      expected: 0,
      desired: current,
      ordering: .acquiringAndReleasing
    )
    guard isFirst || known == current else { return nil }
    return body(value)
  }
}
