import Dispatch
import Synchronization

/// A value that belongs to the first thread that uses it; others do not get at it.
///
/// `@unchecked Sendable` because the value itself is not: every access compares the thread first,
/// and the owner is set once, atomically. Only `retire` comes from elsewhere: it first forbids
/// further use and then waits for the one that may be under way.
final class ThreadConfined<Value>: @unchecked Sendable {
  private let value: Value
  private let owner = Atomic<UInt>(0)
  private let isInUse = Atomic<Bool>(false)
  private let isRetired = Atomic<Bool>(false)

  init(_ value: consuming sending Value) {
    self.value = value
  }

  /// Runs a body on the value; nil on another thread than the owner's, and after `retire`.
  func ifOwner<Result>(_ body: (Value) -> Result) -> Result? {
    let current = ThreadIdentity.current.value
    let (isFirst, known) = owner.compareExchange(
      expected: 0,
      desired: current,
      ordering: .acquiringAndReleasing
    )
    guard isFirst || known == current else { return nil }
    // In this order on this side, and in the other on the other: one of them sees the other.
    isInUse.store(true, ordering: .sequentiallyConsistent)
    defer { isInUse.store(false, ordering: .sequentiallyConsistent) }
    guard !isRetired.load(ordering: .sequentiallyConsistent) else { return nil }
    return body(value)
  }

  /// Forbids further use, waits for the use under way, and runs a last body; the second call does
  /// nothing.
  func retire(_ body: (Value) -> Void) {
    guard !isRetired.exchange(true, ordering: .sequentiallyConsistent) else { return }
    while isInUse.load(ordering: .sequentiallyConsistent) {
      // A read inline is a matter of milliseconds.
      _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(1))
    }
    body(value)
  }
}
