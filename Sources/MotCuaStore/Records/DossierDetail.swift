/// A dossier with everything that belongs to it.
package struct DossierDetail: Sendable, Hashable {
  /// The dossier.
  package var dossier: DossierRecord
  /// What was handed in.
  package var components: [ProvidedComponentRecord]
  /// Its steps, the oldest first.
  package var events: [DossierEventRecord]
  /// Its pauses.
  package var pauses: [PauseRecord]

  /// Makes the value from its parts.
  package init(
    dossier: DossierRecord,
    components: [ProvidedComponentRecord] = [],
    events: [DossierEventRecord] = [],
    pauses: [PauseRecord] = []
  ) {
    self.dossier = dossier
    self.components = components
    self.events = events
    self.pauses = pauses
  }
}
