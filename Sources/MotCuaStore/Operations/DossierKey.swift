package import MotCuaDomain

/// A place in a list of dossiers: what it is sorted by, then the id.
package struct DossierKey: Sendable, Hashable {
  /// The late instant or that of reception of the last dossier of the page, where the list is sorted
  /// by it.
  ///
  /// A name is none of it: a place may be written into a token, so it is looked up by the id.
  package var at: Instant?
  /// The id of the last dossier of the page.
  package var id: Int64

  /// Makes the value from its parts.
  package init(
    at: Instant? = nil,
    id: Int64
  ) {
    self.at = at
    self.id = id
  }

  /// The place of a dossier in an order.
  init(_ order: DossierOrder, _ dossier: DossierRecord) {
    switch order {
    case .submitted, .applicantName: self.init(id: dossier.id)
    case .due: self.init(at: dossier.lateFrom, id: dossier.id)
    case .received: self.init(at: dossier.receivedAt, id: dossier.id)
    }
  }
}
