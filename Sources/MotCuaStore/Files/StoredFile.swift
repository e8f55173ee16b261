import Crypto
import Synchronization

/// The bytes of a file, open to be read by one caller, chunk after chunk.
package final class StoredFile: Sendable {
  private let vault: FileVault
  private let file: OpenFile
  /// The SHA-256 that they must have.
  package let hash: [UInt8]
  /// The count of bytes.
  package let size: Int64
  private let state = Mutex((sum: SHA256(), summed: Int64(0)))

  init(_ vault: FileVault, file: OpenFile, hash: [UInt8], size: Int64) {
    self.vault = vault
    self.file = file
    self.hash = hash
    self.size = size
  }

  /// The next chunk from a place; empty at the end.
  package func chunk(at offset: Int64) async throws(FileError) -> [UInt8] {
    let count = Int(min(Int64(vault.limits.chunkBytes), size - offset))
    guard count > 0 else { return [] }
    return try await vault.workers.run { [self] () throws(FileError) in
      let bytes = try file.bytes(from: offset, count: count)
      guard bytes.count == count else { throw .damaged(hash: FileVault.name(of: hash)) }
      state.withLock { state in
        guard state.summed == offset else { return }
        state.sum.update(data: bytes)
        state.summed += Int64(count)
      }
      return bytes
    }
  }

  /// Whether everything was read from the beginning on and has the sum that it must have.
  package var isIntact: Bool {
    state.withLock { $0.summed == size && Array($0.sum.finalize()) == hash }
  }
}
