/// Wakes the application's tasks that wait for a loop's news; those of one turn together.
///
/// A task that is woken may need a thread of the pool that sleeps, and to wake that costs more than the
/// rest of a small call. Of tasks that come at once the first wakes a thread, which finds the others;
/// of tasks that come one by one, with the work of the loop between them, each may find it asleep again.
///
/// `@unchecked Sendable`: confined to the loop.
final class ClientWakeups: @unchecked Sendable {
  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) private var waiting: [Waiters] = []
  @exclusivity(unchecked) private var isHeld = false

  /// Wakes tasks now, or when the turn is over that is under way.
  func wake(_ waiters: Waiters) {
    guard !waiters.isEmpty else { return }
    guard isHeld else { return waiters.resume() }
    waiting.append(waiters)
  }

  /// Runs a turn and then wakes whoever it has news for, however it ends.
  func inTurn(_ turn: () throws -> Void) rethrows {
    isHeld = true
    defer { release() }
    try turn()
  }

  private func release() {
    isHeld = false
    for waiters in waiting { waiters.resume() }
    waiting.removeAll(keepingCapacity: true)
  }
}
