/// The limits that the server works under, as `GetServerInfo` tells them.
package struct ServiceLimits: Sendable, Hashable {
  /// The largest message where a method says nothing else, in bytes.
  package var messageBytesMax: Int
  /// The number of waiting writes above which further ones are shed.
  package var writeQueueMax: Int
  /// The rows of both sorts that one import of procedures may have.
  package var procedureRowsMax: Int
  /// The rows that one import of agencies may have.
  package var agencyRowsMax: Int
  /// The rows that one import of officers may have.
  package var officerRowsMax = 20_000
  /// The rows that one import of offerings may have.
  package var offeringRowsMax = 100_000
  /// The dossiers that one import may have: each is a history to be replayed.
  package var dossierRowsMax: Int
  /// The dossiers that one bulk transition may name.
  package var bulkRowsMax: Int
  /// The rows that an import reports as not taken.
  package var rowErrorsMax: Int
  /// Look-ups that one address may make at once.
  package var trackCallerBurst = 60
  /// The time after which an address regains a look-up.
  package var trackCallerInterval: Duration = .seconds(1)
  /// Wrong look-ups of one dossier's code that may be made at once, from whatever addresses.
  package var trackCodeBurst = 10
  /// The time after which a code regains one.
  package var trackCodeInterval: Duration = .seconds(60)
  /// Addresses and codes that are remembered.
  package var trackBucketsMax = 100_000
  /// Streams of the live feed and of summaries, of all callers.
  package var watchStreamsMax = 2000
  /// Streams of one caller.
  package var watchStreamsPerPrincipalMax = 200
  /// Steps that may wait for a stream that is read too slowly, behind those that are being sent.
  package var watchWaitingEventsMax = 4096
  /// How many steps back a stream may be resumed.
  package var watchResumeEventsMax = 10_000_000
  /// The longest silence of a stream.
  package var watchHeartbeat: Duration = .seconds(5)
  /// The time between two rounds in which steps are handed out: what is committed meanwhile goes
  /// together.
  package var watchRound: Duration = .milliseconds(10)
  /// The time between two summaries of one stream.
  package var watchSummaryInterval: Duration = .seconds(1)
  /// All limits of the server by their names, for `GetServerInfo`.
  package var shown: [ShownLimit] = []

  /// Makes the value from its parts.
  package init(
    messageBytesMax: Int = 4 << 20,
    writeQueueMax: Int = 4096,
    procedureRowsMax: Int = 100_000,
    agencyRowsMax: Int = 10_000,
    dossierRowsMax: Int = 2000,
    bulkRowsMax: Int = 500,
    rowErrorsMax: Int = 1000
  ) {
    self.messageBytesMax = messageBytesMax
    self.writeQueueMax = writeQueueMax
    self.procedureRowsMax = procedureRowsMax
    self.agencyRowsMax = agencyRowsMax
    self.dossierRowsMax = dossierRowsMax
    self.bulkRowsMax = bulkRowsMax
    self.rowErrorsMax = rowErrorsMax
  }

  /// Shows another value of a limit than the one that was set.
  package mutating func show(_ name: String, _ value: Int64) {
    shown = shown.map { limit in
      guard limit.name == name else { return limit }
      return ShownLimit(name: name, unit: limit.unit, value: value, source: limit.source)
    }
  }
}
