import Synchronization

/// Keeps what is written, for tests that compare whole outputs.
package final class MemorySink: TextSink {
  private let kept = Mutex("")

  /// Starts empty.
  package init() {}

  /// Everything written so far.
  package var text: String { kept.withLock { $0 } }

  /// Adds to what is kept; never fails.
  package func write(_ text: String) throws(SinkError) {
    kept.withLock { $0 += text }
  }
}
