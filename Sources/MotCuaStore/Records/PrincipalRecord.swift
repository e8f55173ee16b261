package import MotCuaDomain

/// Someone who calls, with what he may see.
package struct PrincipalRecord: Sendable, Hashable {
  /// The number given by the store; 0 before it is stored.
  package var id: Int64
  /// What kind of caller it is.
  package var kind: PrincipalKind
  /// The name, for people.
  package var name: String
  /// The agencies in scope; what empty means depends on the kind.
  package var agencies: [AgencyCode]
  /// The code of the officer, for that kind.
  package var officer: String?
  /// The duties, for that kind.
  package var duties: [OfficerDuty]
  /// The identity number whose dossiers he sees, for applicants.
  package var subjectID: String?
  /// Whether all his tokens are refused.
  package var isDisabled: Bool
  /// When it was created.
  package var createdAt: Instant
  /// The number of its changes; 0 before it is stored.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    id: Int64 = 0,
    kind: PrincipalKind,
    name: String,
    agencies: [AgencyCode] = [],
    officer: String? = nil,
    duties: [OfficerDuty] = [],
    subjectID: String? = nil,
    isDisabled: Bool = false,
    createdAt: Instant = Instant(milliseconds: 0),
    etag: Int64 = 0
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.agencies = agencies
    self.officer = officer
    self.duties = duties
    self.subjectID = subjectID
    self.isDisabled = isDisabled
    self.createdAt = createdAt
    self.etag = etag
  }
}
