// Two tasks change one number: under a contended Mutex (no argument), or bare (any argument).
// Scripts/sanitize runs both to see that the sanitizer finds the race, and only that.
import Synchronization

final class Shared: Sendable {
  let mutex = Mutex(())
  // An address instead of a pointer: the race is what the probe is for, and Swift would refuse it.
  let address = UInt(bitPattern: UnsafeMutablePointer<Int>.allocate(capacity: 1))

  func add() {
    UnsafeMutablePointer<Int>(bitPattern: address)?.pointee += 1
  }
}

let shared = Shared()
let isBare = CommandLine.arguments.count > 1
await withTaskGroup(of: Void.self) { group in
  for _ in 0..<2 {
    group.addTask {
      for _ in 0..<100_000 {
        if isBare { shared.add() } else { shared.mutex.withLock { _ in shared.add() } }
      }
    }
  }
}
