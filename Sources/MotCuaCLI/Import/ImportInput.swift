/// The rows of a file that is to be imported, and those that cannot even be read.
package struct ImportInput<Message: Sendable>: Sendable {
  /// One row with about the number of bytes it takes on the wire.
  package struct Row: Sendable {
    /// The row in the contract's terms.
    package let message: Message
    /// About how many bytes it takes.
    package let byteCount: Int

    /// Joins a row with its size.
    package init(message: Message, byteCount: Int) {
      self.message = message
      self.byteCount = byteCount
    }
  }

  /// The rows to send.
  package let rows: [Row]
  /// The rows that are reported without being sent.
  package let faults: [InputFault]

  /// Joins good rows with bad ones.
  package init(rows: [Row], faults: [InputFault]) {
    self.rows = rows
    self.faults = faults
  }

  /// The rows in messages of at most 500 and about 512 KiB, well under every limit of the wire.
  package var batches: [[Message]] {
    var batches: [[Message]] = []
    var batch: [Message] = []
    var bytes = 0
    for row in rows {
      if batch.count == 500 || (!batch.isEmpty && bytes + row.byteCount > 512 << 10) {
        batches.append(batch)
        batch = []
        bytes = 0
      }
      batch.append(row.message)
      bytes += row.byteCount
    }
    return batch.isEmpty ? batches : batches + [batch]
  }
}
