/// Tasks that wait for the same: usually none or one.
///
/// A second reader or writer of one call is against the rule, but must not leave the first asleep for
/// ever. All are woken together and look for themselves.
struct Waiters {
  private var first: UnsafeContinuation<Void, Never>?
  /// Nil for none, which costs less than an empty list to let go.
  private var others: [UnsafeContinuation<Void, Never>]?

  var isEmpty: Bool { first == nil }

  mutating func append(_ continuation: UnsafeContinuation<Void, Never>) {
    if first == nil {
      first = continuation
    } else if others?.append(continuation) == nil {
      others = [continuation]
    }
  }

  /// All that wait; nobody waits afterwards.
  mutating func take() -> Waiters {
    defer { self = Waiters() }
    return self
  }

  func resume() {
    first?.resume()
    for continuation in others ?? [] { continuation.resume() }
  }
}
