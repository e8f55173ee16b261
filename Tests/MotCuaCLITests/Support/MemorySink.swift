import MotCuaCLI
import Synchronization

/// Keeps what is written, for tests that compare whole outputs.
final class MemorySink: TextSink {
  private let kept = Mutex("")

  /// Everything written so far.
  var text: String { kept.withLock { $0 } }

  /// Adds to what is kept; never fails.
  func write(_ text: String) throws(SinkError) {
    kept.withLock { $0 += text }
  }
}
