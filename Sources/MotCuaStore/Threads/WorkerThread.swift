private import Foundation

/// A thread that runs one body to its end.
///
/// SQLite never runs on Swift's cooperative pool: a blocking call there would take a core's place.
/// Nor on a dispatch queue: a block that never returns keeps one of the 255 threads that libdispatch
/// has for a process, and with some dozens of stores in one process nothing would start any more.
/// `pthread_create` itself crashes the data race checker of swift 6.3.1.
enum WorkerThread {
  /// Starts a thread.
  static func start(name: String, _ run: @escaping @Sendable () -> Void) {
    let thread = Thread(block: run)
    thread.name = name
    thread.start()
  }
}
