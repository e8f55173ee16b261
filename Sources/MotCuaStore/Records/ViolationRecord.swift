package import MotCuaDomain

/// What a rule about paper leaves on record; it never changes.
package struct ViolationRecord: Sendable, Hashable {
  /// The number given by the store; it grows.
  package var id: Int64
  /// What happened.
  package var kind: ViolationKind
  /// When.
  package var at: Instant
  /// The agency that resolves the dossier.
  package var agency: AgencyCode
  /// The officer who acted.
  package var officer: String?
  /// Who answered for the agency then.
  package var head: String?
  /// The procedure.
  package var procedure: ProcedureCode
  /// The dossier; nil for an attempt, from which none came.
  package var dossier: DossierCode?
  /// The way by which the dossier came, or was to come, in.
  package var channel: Channel
  /// The exemption that lifted the rule; empty for none.
  package var exemption: String

  /// Makes the value from its parts.
  package init(
    id: Int64 = 0,
    kind: ViolationKind,
    at: Instant,
    agency: AgencyCode,
    officer: String? = nil,
    head: String? = nil,
    procedure: ProcedureCode,
    dossier: DossierCode? = nil,
    channel: Channel,
    exemption: String = ""
  ) {
    self.id = id
    self.kind = kind
    self.at = at
    self.agency = agency
    self.officer = officer
    self.head = head
    self.procedure = procedure
    self.dossier = dossier
    self.channel = channel
    self.exemption = exemption
  }
}
