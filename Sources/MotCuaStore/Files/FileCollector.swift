package import MotCuaDomain

/// Removes what nobody needs: files that no dossier names, and bytes that no file names.
///
/// It never removes what is about to be named, nor anything while a backup runs. The age of bytes is
/// told by the file system's clock, the age of files by the server's.
package struct FileCollector: Sendable {
  /// What one run has removed.
  package struct Report: Sendable, Hashable {
    /// Files that no dossier named in time.
    package var files: Int
    /// Bytes in the vault that no file named.
    package var contents: Int

    /// A run that has removed so many of each.
    package init(files: Int = 0, contents: Int = 0) {
      self.files = files
      self.contents = contents
    }
  }

  private static let batch = 256
  private let vault: FileVault
  private let store: any Store

  /// Collects in a vault what its store does not name.
  package init(vault: FileVault, store: any Store) {
    self.vault = vault
    self.store = store
  }

  /// Runs once.
  ///
  /// - Parameters:
  ///   - now: the server's instant.
  ///   - fileSystemNow: the present instant of the file system's clock.
  /// - Returns: what was removed.
  /// - Throws: `StoreError` or `FileError`.
  package func run(now: Instant, fileSystemNow: Instant) async throws -> Report {
    var report = Report()
    let old = now - vault.limits.unattachedMilliseconds
    while try await store.unattachedFileCount(before: old) > 0 {
      let envelope = MutationEnvelope(principalID: 0, method: "collect", now: now)
      let forgotten = try await store.perform(ForgetFiles(before: old), as: envelope) { _ in [] }
      guard let count = forgotten.outcome, count > 0 else { break }
      report.files += count
    }
    let oldest = (fileSystemNow - vault.limits.orphanMilliseconds).milliseconds
    for folder in try await vault.shelves() {
      let hashes = try await vault.contents(of: folder, before: oldest)
      for start in stride(from: 0, to: hashes.count, by: Self.batch) {
        let some = Array(hashes[start..<min(start + Self.batch, hashes.count)])
        for hash in try await store.unknownHashes(among: some) {
          report.contents += try await vault.remove(hash, before: oldest) ? 1 : 0
        }
      }
    }
    return report
  }
}

extension FileVault {
  /// The folders in which bytes lie.
  func shelves() async throws(FileError) -> [String] {
    try await workers.run { [root] () throws(FileError) in
      try Folder.names(root).filter { $0.count == 2 }.sorted()
    }
  }

  /// The hashes of the bytes in a folder that have lain there since before an instant.
  func contents(of shelf: String, before oldest: Int64) async throws(FileError) -> [[UInt8]] {
    try await workers.run { [root] () throws(FileError) in
      try Folder.names("\(root)/\(shelf)").sorted().compactMap { name in
        guard let changed = Folder.changedAt("\(root)/\(shelf)/\(name)"), changed < oldest else {
          return nil
        }
        return Self.hash(of: name)
      }
    }
  }

  /// Removes bytes, unless they are about to be named, were touched since, or a backup runs.
  func remove(_ hash: [UInt8], before oldest: Int64) async throws(FileError) -> Bool {
    let path = path(of: hash)
    return try await workers.run { [self] () throws(FileError) in
      var isOld = false
      return removing(hash) {
        isOld = Folder.changedAt(path).map { $0 < oldest } == true
        if isOld { Files.remove(path) }
      } && isOld
    }
  }

  /// The hash of a name in the vault; nil for any other name.
  static func hash(of name: String) -> [UInt8]? {
    let digits = name.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
    guard name.utf8.count == 64, digits.count == 64, name.lowercased() == name else { return nil }
    return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
