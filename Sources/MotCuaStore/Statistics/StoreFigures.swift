/// How the store fares, for the operator.
package struct StoreFigures: Sendable, Hashable {
  /// The number of dossiers.
  package var dossiers: Int64
  /// The last position of the outbox.
  package var lastSequence: Int64
  /// The changes that wait for the writer.
  package var waitingCommands: Int
  /// The commits since the start.
  package var commits: Int64
  /// The changes committed since the start.
  package var commands: Int64
  /// The frames in the write-ahead log.
  package var logFrames: Int
  /// The bytes of the database file.
  package var fileBytes: Int64
  /// Reads of a lane that had to go to the pool because they came from another thread.
  package var offLaneReads: Int64

  /// The bytes of the write-ahead log: a header, and for each frame its own header and a page of
  /// 4,096 bytes (SQLite file format, "WAL File Format").
  package var logBytes: Int64 { logFrames == 0 ? 0 : 32 + Int64(logFrames) * (24 + 4096) }

  /// Makes the value from its parts.
  package init(
    dossiers: Int64,
    lastSequence: Int64,
    waitingCommands: Int,
    commits: Int64,
    commands: Int64,
    logFrames: Int,
    fileBytes: Int64,
    offLaneReads: Int64
  ) {
    self.dossiers = dossiers
    self.lastSequence = lastSequence
    self.waitingCommands = waitingCommands
    self.commits = commits
    self.commands = commands
    self.logFrames = logFrames
    self.fileBytes = fileBytes
    self.offLaneReads = offLaneReads
  }
}
