import Dispatch
package import MotCuaDomain
import Synchronization

/// Makes backups of an open store and its vault, one at a time, each into a folder of its own.
///
/// Close it before the store.
package final class SQLiteBackupMaker: BackupMaker {
  private let store: SQLiteStore
  private let vault: FileVault
  private let folder: String
  private let state = Mutex(State())
  private let running = DispatchGroup()

  private struct State {
    var isRunning = false
    var isClosed = false
  }

  private static let partialPrefix = ".partial-"

  /// Makes backups in a folder, which is made at the first one; what an earlier process left there
  /// half done is removed.
  package init(store: SQLiteStore, vault: FileVault, folder: String) {
    self.store = store
    self.vault = vault
    self.folder = folder
    for name in (try? Folder.names(folder)) ?? [] where name.hasPrefix(Self.partialPrefix) {
      Folder.remove(folder + "/" + name)
    }
  }

  /// Cancels the backup that is being made, and waits for its end.
  package func close() {
    state.withLock { $0.isClosed = true }
    running.wait()
  }

  /// Makes a backup under a name.
  package func makeBackup(
    named name: String,
    now: Instant
  ) -> AsyncThrowingStream<BackupProgress, any Error> {
    // Progress that nobody has read yet may be skipped; the last element never is.
    AsyncThrowingStream(bufferingPolicy: .bufferingNewest(8)) { continuation in
      let isAlone = state.withLock { state in
        guard !state.isRunning, !state.isClosed else { return false }
        state.isRunning = true
        return true
      }
      guard isAlone else { return continuation.finish(throwing: BackupError.running) }
      let isUnwanted = CancelFlag()
      continuation.onTermination = { _ in isUnwanted.set() }
      running.enter()
      WorkerThread.start(name: "motcua.backup") { [self] in
        defer { running.leave() }
        do throws(BackupError) {
          let record = try run(name, now, isUnwanted) { continuation.yield($0) }
          end()
          continuation.yield(
            BackupProgress(phase: .done, doneBytes: 0, totalBytes: 0, backup: record)
          )
          continuation.finish()
        } catch {
          end()
          continuation.finish(throwing: error)
        }
      }
    }
  }

  private func end() { state.withLock { $0.isRunning = false } }

  private func run(
    _ name: String,
    _ now: Instant,
    _ isUnwanted: CancelFlag,
    _ report: @escaping (BackupProgress) -> Void
  ) throws(BackupError) -> BackupRecord {
    do throws(StoreOpenError) {
      try Files.makeFolder(folder)
    } catch {
      throw .failed(error.description)
    }
    let place = folder + "/" + name
    guard Files.size(of: place) == nil else { throw .nameTaken }
    let partial = folder + "/" + Self.partialPrefix + name
    Folder.remove(partial)
    vault.hold()
    defer { vault.release() }
    let run = BackupRun(
      databasePath: store.configuration.databasePath,
      vault: vault,
      folder: partial,
      createdAt: now,
      isCancelled: { [self] in isUnwanted.isSet || state.withLock { $0.isClosed } },
      report: report
    )
    do throws(BackupError) {
      let made = try run.run()
      try filing { () throws(FileError) in
        try Folder.rename(partial, to: place)
        try Folder.sync(folder)
      }
      return BackupRecord(
        name: name,
        createdAt: now,
        manifest: made.manifest,
        manifestHash: made.hash
      )
    } catch {
      Folder.remove(partial)
      throw error
    }
  }
}

/// A flag that is set once and seen by all threads.
final class CancelFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  var isSet: Bool { flag.load(ordering: .acquiring) }

  func set() { flag.store(true, ordering: .releasing) }
}
