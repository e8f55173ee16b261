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
  /// The dossiers that one import may have: each is a history to be replayed.
  package var dossierRowsMax: Int
  /// The dossiers that one bulk transition may name.
  package var bulkRowsMax: Int
  /// The rows that an import reports as not taken.
  package var rowErrorsMax: Int

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
}
