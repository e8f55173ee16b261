package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaAdminService {
  /// Makes a backup and tells how far it is; a caller that goes away gets none.
  package func createBackup(
    _ request: CreateBackupRequest,
    responses: ResponseWriter<CreateBackupResponse>,
    context: ServerContext
  ) async throws {
    guard let backups = environment.backups else { throw RPCError(reason: .storeUnavailable) }
    let now = environment.clock.now()
    let name = request.name.isEmpty ? now.ictStamp : request.name
    do {
      for try await progress in backups.makeBackup(named: name, now: now) {
        try await responses.write(CreateBackupResponse(progress))
      }
    } catch let error as BackupError {
      throw RPCError(error, name: name)
    }
  }
}

extension CreateBackupResponse {
  /// How far a backup is, on the wire.
  init(_ progress: BackupProgress) {
    self.init(
      phase: BackupPhase(rawValue: Int32(progress.phase.rawValue)),
      doneBytes: progress.doneBytes,
      totalBytes: progress.totalBytes,
      backup: progress.backup.map { MotCuaAPI.Backup($0) }
    )
  }
}

extension MotCuaAPI.Backup {
  /// A backup on the wire.
  init(_ record: BackupRecord) {
    self.init(
      name: record.name,
      createTime: record.createdAt.timestamp,
      commitPosition: record.manifest.commitPosition,
      dossiers: record.manifest.dossiers,
      auditEntries: record.manifest.auditEntries,
      databaseBytes: record.manifest.databaseBytes,
      files: record.manifest.files,
      fileBytes: record.manifest.fileBytes,
      manifestSha256: record.manifestHash
    )
  }
}

extension RPCError {
  /// What a call ends with when no backup was made.
  init(_ error: BackupError, name: String) {
    switch error {
    case .nameTaken:
      self.init(reason: .alreadyExists, metadata: ["resource": "backup", "name": name])
    case .running:
      self.init(reason: .backupRunning)
    case .damagedFile:
      self.init(reason: .fileDamaged, cause: error)
    case .cancelled:
      self.init(reason: .cancelled, cause: error)
    case .failed, .damaged:
      self.init(reason: .storeUnavailable, cause: error)
    }
  }
}
