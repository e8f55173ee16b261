import Crypto
import Synchronization

/// The bytes of all files, each under its SHA-256: `files/ab/ab…`.
///
/// What lies there is complete, durable and never changes; the same bytes lie there once. What is
/// still coming in lies in `files/incoming` and is gone after a restart. The database says who may
/// have which bytes, and is written after the bytes are durable; bytes that no file names are
/// removed after an hour. One vault for each data folder, whose lock the store holds.
package final class FileVault: Sendable {
  /// The limits.
  package let limits: FileLimits

  let workers: FileWorkers
  let root: String
  private let state = Mutex(State())

  private struct State {
    var uploads = 0
    var uploadsByUploader: [String: Int] = [:]
    var lastUpload: Int64 = 0
    /// Bytes that are about to be named, by their hash.
    var pins: [[UInt8]: Int] = [:]
    /// Those who need that nothing is removed: backups.
    var holds = 0
  }

  /// Opens the vault of a data folder, and removes what was still coming in when the last one ended.
  package init(
    folder: String,
    limits: FileLimits,
    threads: Int = 2
  ) throws(FileError) {
    self.limits = limits
    root = folder + "/files"
    for path in [root, root + "/incoming"] { try Folder.make(path) }
    for name in try Folder.names(root + "/incoming") { Files.remove(root + "/incoming/" + name) }
    try Folder.sync(folder)
    workers = FileWorkers(threads: threads)
  }

  /// Takes no more work; uploads that are under way fail.
  package func close() { workers.close() }

  /// Begins an upload; end it by `finish`, and in any case by `release`.
  ///
  /// `uploader` is whoever uploads, in any words that are his alone.
  package func begin(by uploader: String = "") async throws(FileError) -> FileUpload {
    let number = state.withLock { state -> Int64? in
      let own = state.uploadsByUploader[uploader] ?? 0
      guard state.uploads < limits.uploadsMax, own < limits.uploadsPerUploaderMax else {
        return nil
      }
      state.uploads += 1
      state.uploadsByUploader[uploader] = own + 1
      state.lastUpload += 1
      return state.lastUpload
    }
    guard let number else { throw .overloaded }
    let path = root + "/incoming/\(number)"
    do throws(FileError) {
      let file = try await workers.run { () throws(FileError) in try OpenFile.create(path) }
      return FileUpload(self, by: uploader, path: path, file: file)
    } catch {
      endUpload(by: uploader)
      throw error
    }
  }

  /// The bytes of a hash, to be read; their number must be the one that is known.
  package func open(hash: [UInt8], size: Int64) async throws(FileError) -> StoredFile {
    let path = path(of: hash)
    let file = try await workers.run { () throws(FileError) in
      guard let file = try OpenFile.read(path), try file.size() == size else {
        throw .damaged(hash: Self.name(of: hash))
      }
      return file
    }
    return StoredFile(self, file: file, hash: hash, size: size)
  }

  /// Where the bytes of a hash lie.
  func path(of hash: [UInt8]) -> String {
    let name = Self.name(of: hash)
    return "\(root)/\(name.prefix(2))/\(name)"
  }

  static func name(of hash: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  // MARK: What must not be removed

  func pin(_ hash: [UInt8]) { state.withLock { $0.pins[hash, default: 0] += 1 } }

  func unpin(_ hash: [UInt8]) {
    state.withLock { state in
      let count = (state.pins[hash] ?? 1) - 1
      state.pins[hash] = count > 0 ? count : nil
    }
  }

  func endUpload(by uploader: String) {
    state.withLock { state in
      state.uploads -= 1
      let own = (state.uploadsByUploader[uploader] ?? 1) - 1
      state.uploadsByUploader[uploader] = own > 0 ? own : nil
    }
  }

  /// Whether one upload, and no other, is about to name the bytes of a hash.
  func isPinnedOnce(_ hash: [UInt8]) -> Bool { state.withLock { $0.pins[hash] == 1 } }

  /// Keeps everything that lies here until the same number of `release`.
  func hold() { state.withLock { $0.holds += 1 } }

  /// Ends a `hold`.
  func release() { state.withLock { $0.holds -= 1 } }

  /// Runs a body that removes bytes, unless they are about to be named, but for by so many who do not
  /// want them any more, or a backup may need them.
  @discardableResult
  func removing(_ hash: [UInt8], pinnedBy own: Int = 0, _ body: () -> Void) -> Bool {
    state.withLock { state in
      guard state.holds == 0, state.pins[hash] ?? 0 == own else { return false }
      body()
      return true
    }
  }
}
