import MotCuaDomain
import SQLiteEngine

/// A backup on disk: looked through whole, and restored into an empty data folder.
///
/// Nothing is restored of a backup in which anything is wrong.
package struct BackupFolder: Sendable {
  private let path: String

  /// Names a backup.
  package init(path: String) {
    self.path = path
  }

  /// Looks through every part: all sums, the database, its counts, and the chain of its audit.
  package func verify() throws(BackupError) -> BackupManifest {
    let manifest = try readManifest()
    let lines = try readSums(manifest)
    try verifyDatabase(manifest, files: lines.dropFirst().map(\.hash))
    for line in lines.dropFirst() {
      guard let sum = try FileCopy.sum(path + "/" + line.name) else {
        throw .damaged(part: line.name, reason: "it is missing")
      }
      guard sum.hash == line.hash else {
        throw .damaged(part: line.name, reason: "its bytes have changed")
      }
    }
    return manifest
  }

  /// Looks through the backup and puts all of it into a data folder that has no database.
  ///
  /// The database gets its name last, so a kill in between leaves a folder into which it can be
  /// restored again.
  package func restore(into folder: String) throws -> BackupManifest {
    try Files.makeFolder(folder)
    let lock = try FileLock(folder: folder)
    return try withExtendedLifetime(lock) { try restoreLocked(folder) }
  }

  private func restoreLocked(_ folder: String) throws -> BackupManifest {
    let configuration = StoreConfiguration(folder: folder)
    for suffix in ["", "-wal"] where Files.size(of: configuration.databasePath + suffix) != nil {
      throw BackupError.failed(
        "\(configuration.databasePath + suffix) is there: restore into an empty folder"
      )
    }
    let manifest = try verify()
    let vault = folder + "/files"
    try Folder.make(vault)
    for line in try readSums(manifest).dropFirst() {
      let shelf = vault + "/" + line.name.dropFirst("files/".count).prefix(2)
      try Folder.make(shelf)
      let place = folder + "/" + line.name
      Files.remove(place)
      try copy(line, to: place)
      try Folder.sync(shelf)
    }
    try Folder.sync(vault)
    // Figures of another database would be taken for this one's.
    Files.remove(configuration.databasePath + "-figures")
    Files.remove(configuration.temporaryPath)
    guard let database = try readSums(manifest).first else { return manifest }
    try copy(database, to: configuration.temporaryPath)
    try Files.linkExclusively(configuration.temporaryPath, configuration.databasePath)
    Files.remove(configuration.temporaryPath)
    try Files.sync(folder)
    return manifest
  }

  private func copy(_ line: SumLine, to place: String) throws(BackupError) {
    let copied = try FileCopy.copy(path + "/" + line.name, to: place)
    guard copied?.hash == line.hash else {
      throw .damaged(part: line.name, reason: "its bytes have changed")
    }
  }

  // MARK: The parts

  private struct SumLine {
    let name: String
    let hash: [UInt8]
  }

  private func readManifest() throws(BackupError) -> BackupManifest {
    let name = BackupManifest.name
    guard let bytes = try FileCopy.contents(of: path + "/" + name),
      let sum = try FileCopy.contents(of: path + "/" + BackupManifest.sumName)
    else { throw .damaged(part: name, reason: "it is missing: this is no backup") }
    guard sum == Array("\(BackupRun.hash(bytes))  \(name)\n".utf8) else {
      throw .damaged(part: name, reason: "its bytes have changed")
    }
    guard let manifest = try? BackupManifest(encoded: bytes) else {
      throw .damaged(part: name, reason: "it cannot be read")
    }
    guard manifest.format <= BackupManifest.formatKnown,
      manifest.schemaVersion <= Int(Schema.version)
    else { throw .failed("the backup was made by a later version of this program") }
    return manifest
  }

  /// The database first, then the files in the order of their hashes.
  private func readSums(_ manifest: BackupManifest) throws(BackupError) -> [SumLine] {
    let name = BackupManifest.sumsName
    guard let bytes = try FileCopy.contents(of: path + "/" + name, bytesMax: 1 << 30) else {
      throw .damaged(part: name, reason: "it is missing")
    }
    guard BackupRun.hash(bytes) == manifest.sumsSHA256 else {
      throw .damaged(part: name, reason: "its bytes have changed")
    }
    var lines: [SumLine] = []
    for text in bytes.split(separator: UInt8(ascii: "\n")) {
      let line = String(decoding: text, as: UTF8.self)
      let digits = String(line.prefix(64))
      let expected =
        lines.isEmpty
        ? BackupManifest.databaseName : "files/\(digits.prefix(2))/\(digits)"
      // No other name is ever read or written, whatever the file says.
      guard let hash = FileVault.hash(of: digits), line == "\(digits)  \(expected)" else {
        throw .damaged(part: name, reason: "it has a line of another form")
      }
      lines.append(SumLine(name: expected, hash: hash))
    }
    guard !lines.isEmpty else { throw .damaged(part: name, reason: "it is empty") }
    return lines
  }

  private func verifyDatabase(
    _ manifest: BackupManifest,
    files: [[UInt8]]
  ) throws(BackupError) {
    let name = BackupManifest.databaseName
    let place = path + "/" + name
    guard let size = Files.size(of: place) else {
      throw .damaged(part: name, reason: "it is missing")
    }
    guard size == manifest.databaseBytes else {
      throw .damaged(part: name, reason: "its size has changed")
    }
    // A damaged file may keep SQLite from opening it at all, and its sum says so in clearer words.
    let sum = try FileCopy.sum(place)
    let lines = try readSums(manifest)
    guard sum?.hash == lines.first?.hash else {
      throw .damaged(part: name, reason: "its bytes have changed")
    }
    let connection = try BackupRun.sql { () throws(SQLiteError) in
      let connection = try SQLiteConnection(path: place, mode: .readOnly)
      try connection.configure(.reader)
      return connection
    }
    let (owner, findings) = try BackupRun.sql { () throws(SQLiteError) in
      (try connection.applicationID, try connection.quickCheck())
    }
    guard owner == Int64(Schema.applicationID) else {
      throw .damaged(part: name, reason: "it belongs to another program")
    }
    if let finding = findings.first { throw .damaged(part: name, reason: finding) }
    var counted = try BackupCounts.manifest(of: connection, createdAt: Instant(milliseconds: 0))
    counted.createdAt = manifest.createdAt
    counted.databaseBytes = manifest.databaseBytes
    counted.sumsSHA256 = manifest.sumsSHA256
    guard counted == manifest else {
      throw .damaged(part: name, reason: "it does not hold what the manifest says")
    }
    guard try BackupCounts.hashes(in: place).map(\.hash) == files else {
      throw .damaged(
        part: BackupManifest.sumsName,
        reason: "it lists other files than the database"
      )
    }
    try verifyAudit(connection, manifest)
  }

  private func verifyAudit(
    _ connection: SQLiteConnection,
    _ manifest: BackupManifest
  ) throws(BackupError) {
    guard let hash = FileVault.hash(of: manifest.auditHash) else { return }
    let head = AuditHead(id: manifest.auditEntries, hash: hash)
    let verdict = try BackupCounts.audit(in: connection, head: head)
    if let broken = verdict.brokenID {
      throw .damaged(part: "audit", reason: "entry \(broken) does not follow from the one before")
    }
    if verdict.isCheckpointMissed {
      throw .damaged(part: "audit", reason: "its end is not the one that the manifest names")
    }
  }
}
