package import MotCuaDomain

/// An agency as it is stored.
package struct AgencyRecord: Sendable, Hashable {
  /// The code by which the agency is known; dossier codes begin with its QCVN 102 form.
  package var code: AgencyCode
  /// The code in the other legal shape.
  package var otherCode: AgencyCode?
  /// The full name, in NFC.
  package var name: String
  /// The customary short name.
  package var shortName: String
  /// The level of government.
  package var level: AgencyLevel
  /// What it does.
  package var kind: AgencyKind
  /// The agency above.
  package var parent: AgencyCode?
  /// The code of the officer who answers for it.
  package var headOfficer: String?
  /// The first day; nil since ever.
  package var validFrom: CivilDate?
  /// The last day; nil is open.
  package var validTo: CivilDate?
  /// The account that receives fees.
  package var account: BeneficiaryAccountRecord?
  /// The e-wallet that receives fees.
  package var eWallet: String
  /// Own opening hours; empty means the usual ones.
  package var workingHours: [OpenSpanRecord]
  /// What becomes of paper with procedures at level 3 or 4, here and below.
  package var paperPolicies: [PaperPolicyRecord]
  /// When it was created.
  package var createdAt: Instant
  /// When it was last changed.
  package var updatedAt: Instant
  /// The number of its changes; 0 before it is stored.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    code: AgencyCode,
    otherCode: AgencyCode? = nil,
    name: String,
    shortName: String = "",
    level: AgencyLevel,
    kind: AgencyKind = .resolving,
    parent: AgencyCode? = nil,
    headOfficer: String? = nil,
    validFrom: CivilDate? = nil,
    validTo: CivilDate? = nil,
    account: BeneficiaryAccountRecord? = nil,
    eWallet: String = "",
    workingHours: [OpenSpanRecord] = [],
    paperPolicies: [PaperPolicyRecord] = [],
    createdAt: Instant = Instant(milliseconds: 0),
    updatedAt: Instant = Instant(milliseconds: 0),
    etag: Int64 = 0
  ) {
    self.code = code
    self.otherCode = otherCode
    self.name = name
    self.shortName = shortName
    self.level = level
    self.kind = kind
    self.parent = parent
    self.headOfficer = headOfficer
    self.validFrom = validFrom
    self.validTo = validTo
    self.account = account
    self.eWallet = eWallet
    self.workingHours = workingHours
    self.paperPolicies = paperPolicies
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.etag = etag
  }
}
