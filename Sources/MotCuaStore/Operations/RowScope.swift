package import MotCuaDomain

/// Which dossiers a caller sees; part of every query, so that pages and counts agree.
///
/// What lies outside is not found, as if it did not exist.
package enum RowScope: Sendable, Hashable {
  /// All of the province.
  case all
  /// Those that these agencies resolve or have in hand, or their desks received.
  case agencies(Set<AgencyCode>)
  /// Those whose owner has this key, the text of an ``OwnerKey``.
  case owner(String)

  /// Whether it is one owner's.
  var isOwner: Bool {
    if case .owner = self { true } else { false }
  }

  /// Whether a dossier lies inside.
  package func covers(_ dossier: DossierRecord) -> Bool {
    switch self {
    case .all: true
    case .agencies(let codes):
      codes.contains(dossier.agency) || dossier.desk.map(codes.contains) == true
        || dossier.handling.agency.map(codes.contains) == true
    case .owner(let key): dossier.applicant.ownerKey.text == key
    }
  }
}
