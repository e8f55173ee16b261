import Foundation
import MotCuaDomain
import MotCuaServices
import MotCuaStore

/// The files of a server: the vault, the backups, and the collecting of what nobody needs.
struct ServerFiles: Sendable {
  /// Where the bytes of files lie.
  let vault: FileVault
  /// What makes backups.
  let backups: SQLiteBackupMaker
  private let collector: FileCollector

  /// How often is collected what nobody needs.
  private static let collectEvery: Duration = .seconds(3600)

  /// Opens the vault of a data folder whose store is open.
  init(store: SQLiteStore, folder: String, limits: FileLimits, backups: String) throws {
    vault = try FileVault(folder: folder, limits: limits)
    self.backups = SQLiteBackupMaker(store: store, vault: vault, folder: backups)
    collector = FileCollector(vault: vault, store: store)
  }

  /// Cancels a backup that runs, and ends the threads; before the store is closed.
  func close() {
    backups.close()
    vault.close()
  }

  /// Collects again and again until it is cancelled; a failure is logged and tried again later.
  func collect(_ clock: any WallClock, log: ServerLog) async throws {
    while true {
      do {
        let system = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let report = try await collector.run(now: clock.now(), fileSystemNow: system)
        if report != FileCollector.Report() {
          log.info("Collected \(report.files) files and \(report.contents) contents.")
        }
      } catch let error where !(error is CancellationError) {
        log.error("Files that nobody needs were not collected. \(error)")
      }
      try await Task.sleep(for: Self.collectEvery)
    }
  }
}
