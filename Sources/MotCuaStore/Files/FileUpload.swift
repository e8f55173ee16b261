import Crypto
import Synchronization

/// One file on its way in, used by one caller, call after call.
package final class FileUpload: Sendable {
  /// What has come in, complete and checked.
  package struct Content: Sendable, Hashable {
    /// The SHA-256.
    package let hash: [UInt8]
    /// The count of bytes.
    package let size: Int64
    /// What they are.
    package let kind: FileKind
  }

  private let vault: FileVault
  private let uploader: String
  private let path: String
  private let file: OpenFile
  private let state = Mutex(State())

  private struct State {
    var sum = SHA256()
    var size: Int64 = 0
    var pinned: [UInt8]?
    var isReleased = false
  }

  init(_ vault: FileVault, by uploader: String, path: String, file: OpenFile) {
    self.vault = vault
    self.uploader = uploader
    self.path = path
    self.file = file
  }

  /// How many bytes have come in.
  package var size: Int64 { state.withLock { $0.size } }

  /// Adds the next bytes; returns when they are written.
  package func append(_ bytes: [UInt8]) async throws(FileError) {
    let limit = vault.limits.fileBytesMax
    guard size + Int64(bytes.count) <= limit else { throw .tooLarge(bytesMax: limit) }
    guard !bytes.isEmpty else { return }
    try await vault.workers.run { [self] () throws(FileError) in
      try file.append(bytes)
      state.withLock { state in
        state.sum.update(data: bytes)
        state.size += Int64(bytes.count)
      }
    }
  }

  /// Checks what has come in; nothing is kept yet.
  package func finish(hash expected: [UInt8], size stated: Int64) async throws(FileError) -> Content
  {
    let (hash, size) = state.withLock { (Array($0.sum.finalize()), $0.size) }
    guard size > 0 else { throw .empty }
    guard size == stated, hash == expected else { throw .sumMismatch }
    let kind = try await vault.workers.run { [file] () throws(FileError) in
      try FileSniffer.kind(of: file, size: size)
    }
    guard let kind else { throw .kindNotAllowed }
    return Content(hash: hash, size: size, kind: kind)
  }

  /// Makes the bytes durable and puts them in their place; they stay there for as long as nobody
  /// calls `release`, and for ever once a file names them.
  package func keep(_ content: Content) async throws(FileError) {
    vault.pin(content.hash)
    state.withLock { $0.pinned = content.hash }
    let place = vault.path(of: content.hash)
    try await vault.workers.run { [self] () throws(FileError) in
      try file.sync()
      let folder = String(place.dropLast(65))
      if try Folder.make(folder) { try Folder.sync(vault.root) }
      // The same bytes may lie there already. A rename over them would be as good, for nobody can
      // tell them apart; so it also mends a place where the disk has eaten them.
      try Folder.rename(path, to: place)
      try Folder.sync(folder)
    }
  }

  /// Takes back what `keep` has put in its place, where no file came to name it.
  ///
  /// What another upload or an earlier file has of the same bytes stays: nothing is removed that was
  /// ever pinned by another meanwhile. `isNamed` asks whether any file names the bytes.
  package func takeBack(_ content: Content, unless isNamed: () async throws -> Bool) async throws {
    // Who pins them from here on puts bytes of his own in the place, and those are not removed.
    guard vault.isPinnedOnce(content.hash), try await !isNamed() else { return }
    let place = vault.path(of: content.hash)
    _ = try await vault.workers.run { [self] () throws(FileError) in
      vault.removing(content.hash, pinnedBy: 1) {
        if file.lies(at: place) { Files.remove(place) }
      }
    }
  }

  /// Ends the upload: what has no name yet may be removed.
  package func release() {
    let (isFirst, pinned) = state.withLock { state -> (Bool, [UInt8]?) in
      defer { state.isReleased = true }
      return (!state.isReleased, state.pinned)
    }
    guard isFirst else { return }
    if let pinned { vault.unpin(pinned) }
    vault.endUpload(by: uploader)
    let path = path
    vault.workers.later { Files.remove(path) }
  }

  deinit { release() }
}
