import CSQLite

/// How many frames the write-ahead log has after the last commit of this connection.
///
/// On the heap at one address, because SQLite keeps the pointer.
final class LogGauge {
  private let count: UnsafeMutablePointer<Int32>

  init() {
    count = .allocate(capacity: 1)
    count.initialize(to: 0)
  }

  deinit { count.deallocate() }

  var frames: Int { Int(count.pointee) }

  /// Replaces whatever hook there was: so automatic checkpoints end here too.
  func attach(to handle: OpaquePointer) {
    sqlite3_wal_hook(handle, Self.note, count)
  }

  private static let note:
    @convention(c) (
      UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, Int32
    ) -> Int32 = { context, _, _, frames in
      context?.assumingMemoryBound(to: Int32.self).pointee = frames
      return SQLITE_OK
    }
}
