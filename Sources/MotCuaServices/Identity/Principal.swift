package import MotCuaDomain
package import MotCuaStore

/// Who makes a call, in the context of every call.
package struct Principal: Sendable, Hashable {
  /// The number of the principal in the store; 0 for the public.
  package let id: Int64
  /// What kind of caller it is.
  package let kind: PrincipalKind
  /// The name, for people.
  package let name: String
  /// The agencies in scope, those below them not named; what empty means depends on the kind.
  package let agencies: [AgencyCode]
  /// The code of the officer whom the history names.
  package let officer: String?
  /// The duties of an officer; of one who is posted, those that he holds anywhere.
  package let duties: Set<OfficerDuty>
  /// What a posted officer sees and may do today; nil for whoever goes by his own agencies and duties.
  package let powers: OfficerPowers?
  /// Under what an applicant's dossiers are his, the text of an ``OwnerKey``; of an assistant his identity
  /// number.
  package let subjectID: String?
  /// Whether a connected system speaks for this caller.
  package let isAsserted: Bool

  /// By which identity number a dossier must name this caller as the owner's helper before he acts
  /// in the owner's place: empty for an assistant who has none, nil for whoever is no assistant.
  var helper: String? { kind == .assistant ? subjectID ?? "" : nil }

  /// Makes the value from its parts.
  package init(
    id: Int64,
    kind: PrincipalKind,
    name: String,
    agencies: [AgencyCode] = [],
    officer: String? = nil,
    duties: Set<OfficerDuty> = [],
    powers: OfficerPowers? = nil,
    subjectID: String? = nil,
    isAsserted: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.agencies = agencies
    self.officer = officer
    self.duties = powers?.duties ?? duties
    self.powers = powers
    self.subjectID = subjectID
    self.isAsserted = isAsserted
  }

  /// Anyone without a token.
  package static let `public` = Principal(id: 0, kind: .public, name: "")

  /// A principal that the store knows, with what the postings of its officer give today.
  package init(_ record: PrincipalRecord, powers: OfficerPowers? = nil) {
    self.init(
      id: record.id,
      kind: record.kind,
      name: record.name,
      agencies: record.agencies,
      officer: record.officer,
      duties: powers == nil ? Set(record.duties) : [],
      powers: powers,
      subjectID: record.kind == .applicant
        ? record.subjectID.map { OwnerKey(guessing: $0).text } : record.subjectID
    )
  }

  /// The applicant for whom this connected system speaks; what he does is on the system's record.
  package func speaking(for applicant: AssertedApplicant) -> Principal {
    Principal(
      id: id,
      kind: .applicant,
      name: name,
      subjectID: OwnerKey(applicant.identityKind, applicant.identityNumber).text,
      isAsserted: true
    )
  }

  /// Whether a repeated request of this caller must be recognisable: systems repeat by themselves.
  package var mustSendRequestID: Bool { kind == .system || kind == .postalOperator || isAsserted }
}
