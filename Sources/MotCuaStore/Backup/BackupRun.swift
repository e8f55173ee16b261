import Crypto
import MotCuaDomain
import SQLiteEngine

/// Makes one backup, on a thread of its own: the database as of one commit, and every file that it
/// names, into a folder under a temporary name, which gets its own when all of it is durable.
///
/// The database is copied by SQLite's backup interface from a read-only connection that holds one
/// read transaction: the copy is of one state, the writer goes on, and nobody but the writer
/// checkpoints (sqlite.org/wal.html, "WAL-reset bug"). The log cannot be reset meanwhile, so it
/// grows by what is written; this is the price.
struct BackupRun {
  private static let stepPages = 1024
  private static let pageBytes: Int64 = 4096

  let databasePath: String
  let vault: FileVault
  /// The folder under its temporary name.
  let folder: String
  let createdAt: Instant
  let isCancelled: @Sendable () -> Bool
  let report: (BackupProgress) -> Void

  /// Makes the whole; gives the manifest and the sum of its bytes.
  func run() throws(BackupError) -> (manifest: BackupManifest, hash: String) {
    try filing { () throws(FileError) in try Folder.make(folder) }
    try copyDatabase()
    var sums = ""
    var manifest = try examine()
    let path = folder + "/" + BackupManifest.databaseName
    guard let sum = try FileCopy.sum(path, tick) else { throw .failed("\(path) is gone") }
    manifest.databaseBytes = sum.size
    sums += "\(FileVault.name(of: sum.hash))  \(BackupManifest.databaseName)\n"
    try copyFiles(manifest, &sums)
    try FileCopy.write(Array(sums.utf8), to: folder + "/" + BackupManifest.sumsName)
    manifest.sumsSHA256 = Self.hash(Array(sums.utf8))
    return (manifest, try seal(manifest))
  }

  private func seal(_ manifest: BackupManifest) throws(BackupError) -> String {
    let bytes: [UInt8]
    do {
      bytes = try manifest.encoded()
    } catch {
      throw .failed("the manifest cannot be encoded: \(error)")
    }
    let hash = Self.hash(bytes)
    try FileCopy.write(bytes, to: folder + "/" + BackupManifest.name)
    let line = "\(hash)  \(BackupManifest.name)\n"
    try FileCopy.write(Array(line.utf8), to: folder + "/" + BackupManifest.sumName)
    try filing { () throws(FileError) in try Folder.sync(folder) }
    return hash
  }

  static func hash(_ bytes: [UInt8]) -> String {
    FileVault.name(of: Array(SHA256.hash(data: bytes)))
  }

  private func tick(_ bytes: Int64) throws(BackupError) {
    if isCancelled() { throw .cancelled }
  }

  // MARK: The database

  private func copyDatabase() throws(BackupError) {
    let path = folder + "/" + BackupManifest.databaseName
    let isComplete = try Self.sql { () throws(SQLiteError) in
      let source = try SQLiteConnection(path: databasePath, mode: .readOnly)
      try source.configure(.reader, cacheBytes: 8 << 20)
      let target = try SQLiteConnection(path: path, mode: .create)
      try target.configure(.builder)
      let isComplete = try source.snapshot { () throws(SQLiteError) in
        try copyPages(from: source, to: target)
      }
      try source.close()
      // One file without a log: it can be copied, burnt on a disk and opened where nobody may write.
      if isComplete { try target.execute("PRAGMA journal_mode=DELETE") }
      try target.close()
      return isComplete
    }
    guard isComplete else { throw .cancelled }
    try filing { () throws(FileError) in
      guard let file = try OpenFile.read(path) else { throw .storage("\(path) is gone") }
      try file.sync()
    }
  }

  /// - Returns: false where it was cancelled.
  private func copyPages(
    from source: SQLiteConnection,
    to target: SQLiteConnection
  ) throws(SQLiteError) -> Bool {
    // The first statement takes the snapshot.
    let total = try source.pageCount * Self.pageBytes
    let copy = try SQLiteBackup(from: source, to: target)
    var hasMore = true
    while hasMore {
      if isCancelled() { return false }
      hasMore = try copy.step(pages: Self.stepPages)
      let rest = Int64(copy.remainingPages) * Self.pageBytes
      report(BackupProgress(phase: .database, doneBytes: total - rest, totalBytes: total))
    }
    return true
  }

  /// Looks through the copy and counts what is in it.
  private func examine() throws(BackupError) -> BackupManifest {
    report(BackupProgress(phase: .check, doneBytes: 0, totalBytes: 0))
    let path = folder + "/" + BackupManifest.databaseName
    let connection = try Self.sql { () throws(SQLiteError) in
      let connection = try SQLiteConnection(path: path, mode: .readOnly)
      try connection.configure(.reader)
      return connection
    }
    let findings = try Self.sql { () throws(SQLiteError) in try connection.quickCheck() }
    if let finding = findings.first {
      throw .damaged(part: BackupManifest.databaseName, reason: finding)
    }
    return try BackupCounts.manifest(of: connection, createdAt: createdAt)
  }

  static func sql<Value>(_ body: () throws(SQLiteError) -> Value) throws(BackupError) -> Value {
    do throws(SQLiteError) {
      return try body()
    } catch {
      throw .failed(error.description)
    }
  }

  // MARK: The files

  private func copyFiles(
    _ manifest: BackupManifest,
    _ sums: inout String
  ) throws(BackupError) {
    try filing { () throws(FileError) in try Folder.make(folder + "/files") }
    var done: Int64 = 0
    let hashes = try BackupCounts.hashes(in: folder + "/" + BackupManifest.databaseName)
    var shelf = ""
    for (hash, size) in hashes {
      let name = FileVault.name(of: hash)
      let place = "files/\(name.prefix(2))"
      if place != shelf {
        if !shelf.isEmpty { try sync(shelf) }
        shelf = place
        try filing { () throws(FileError) in try Folder.make(folder + "/" + place) }
      }
      let copied = try FileCopy.copy(
        vault.path(of: hash),
        to: "\(folder)/\(place)/\(name)",
        tick
      )
      guard let copied, copied.hash == hash, copied.size == size else { throw .damagedFile(name) }
      sums += "\(name)  \(place)/\(name)\n"
      done += size
      report(BackupProgress(phase: .files, doneBytes: done, totalBytes: manifest.fileBytes))
    }
    if !shelf.isEmpty { try sync(shelf) }
    try sync("files")
  }

  private func sync(_ name: String) throws(BackupError) {
    try filing { () throws(FileError) in try Folder.sync(folder + "/" + name) }
  }
}
