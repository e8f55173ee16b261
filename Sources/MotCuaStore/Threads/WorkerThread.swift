import Dispatch

/// A thread that runs one body to its end.
///
/// SQLite never runs on Swift's cooperative pool: a blocking call there would take a core's place.
/// A serial queue whose only block does not return has a thread of its own; `pthread_create` itself
/// crashes the data race checker of swift 6.3.1.
enum WorkerThread {
  /// Starts a thread.
  static func start(name: String, _ run: @escaping @Sendable () -> Void) {
    DispatchQueue(label: name).async(execute: run)
  }
}
