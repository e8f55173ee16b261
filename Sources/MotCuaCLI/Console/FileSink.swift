import Foundation

/// Writes straight to a file descriptor of this process.
///
/// There is no buffer, so that output and errors keep their order and nothing is lost at an exit;
/// callers hand over whole lines.
package struct FileSink: TextSink {
  private let descriptor: Int32

  /// Writes to a descriptor that stays open.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Writes all of the text, also where the system takes it in pieces.
  package func write(_ text: String) throws(SinkError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EPIPE: throw .readerGone
      default: throw .failed(errno: errno)
      }
    }
  }
}
