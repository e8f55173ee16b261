package import MotCuaDomain

/// A place in a list of dossiers: what it is sorted by, then the id.
package struct DossierKey: Sendable, Hashable {
  /// The late instant of the last dossier of the page, where the list is sorted by it.
  package var lateFrom: Instant?
  /// The id of the last dossier of the page.
  package var id: Int64

  /// Makes the value from its parts.
  package init(
    lateFrom: Instant? = nil,
    id: Int64
  ) {
    self.lateFrom = lateFrom
    self.id = id
  }
}
