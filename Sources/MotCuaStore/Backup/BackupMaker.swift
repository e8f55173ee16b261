package import MotCuaDomain

/// Makes backups while the store works.
package protocol BackupMaker: Sendable {
  /// Makes a backup under a name, and tells how far it is; the last element carries the backup.
  ///
  /// It fails with `BackupError`. Who stops listening before the end gets no backup.
  func makeBackup(
    named name: String,
    now: Instant
  ) -> AsyncThrowingStream<BackupProgress, any Error>
}

/// How far a backup is.
package struct BackupProgress: Sendable, Hashable {
  /// What a backup is at; the numbers are the contract's.
  package enum Phase: Int, Sendable, Hashable {
    case database = 1
    case check = 2
    case files = 3
    case done = 4
  }

  /// What is being done.
  package var phase: Phase
  /// The bytes of the phase that are done.
  package var doneBytes: Int64
  /// The bytes of the phase.
  package var totalBytes: Int64
  /// The backup, when it is complete and durable.
  package var backup: BackupRecord?
}

/// A backup that is complete.
package struct BackupRecord: Sendable, Hashable {
  /// The name of its folder.
  package var name: String
  /// When it was begun.
  package var createdAt: Instant
  /// What it says of itself.
  package var manifest: BackupManifest
  /// The SHA-256 of the manifest in hexadecimal digits.
  package var manifestHash: String
}

/// Why there is no backup, or why it cannot be restored.
package enum BackupError: Error, Sendable, Hashable {
  /// A backup of this name is there.
  case nameTaken
  /// Another one is being made.
  case running
  /// The bytes of a stored file are gone or have changed; its hash.
  case damagedFile(String)
  /// Nobody waits for it any more, or the server ends.
  case cancelled
  /// SQLite or the file system failed; the sentence is for the operator.
  case failed(String)
  /// A part of a backup is missing or damaged; which, and how.
  case damaged(part: String, reason: String)
}

extension BackupError {
  init(_ error: FileError) {
    switch error {
    case .damaged(let hash): self = .damagedFile(hash)
    case .storage(let reason): self = .failed(reason)
    default: self = .failed("\(error)")
    }
  }
}

extension BackupError: CustomStringConvertible {
  /// What is wrong, for the operator.
  package var description: String {
    switch self {
    case .nameTaken: "a backup of this name is there already"
    case .running: "another backup is being made"
    case .damagedFile(let hash): "the stored file \(hash) is gone or has changed"
    case .cancelled: "the backup was cancelled"
    case .failed(let reason): reason
    case .damaged(let part, let reason): "\(part): \(reason)"
    }
  }
}
