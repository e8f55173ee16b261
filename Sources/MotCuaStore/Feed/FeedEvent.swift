package import MotCuaDomain

/// One step of a dossier with what decides who sees it.
///
/// All of it is fixed when the step is committed, so that whoever reads the step again later sees
/// what those saw who were there.
package struct FeedEvent: Sendable, Hashable {
  /// The step, with its position.
  package var event: DossierEventRecord
  /// The procedure of the dossier.
  package var procedure: ProcedureCode
  /// The agency that resolves it.
  package var agency: AgencyCode
  /// The desk that received it, where that is another.
  package var desk: AgencyCode?
  /// The key of its owner, the text of an ``OwnerKey``.
  package var owner: String
  /// The agency that had it in hand before the step; that after it at birth.
  package var previousHolder: AgencyCode

  /// Makes the value from its parts.
  package init(
    event: DossierEventRecord,
    procedure: ProcedureCode,
    agency: AgencyCode,
    desk: AgencyCode? = nil,
    owner: String = "",
    previousHolder: AgencyCode
  ) {
    self.event = event
    self.procedure = procedure
    self.agency = agency
    self.desk = desk
    self.owner = owner
    self.previousHolder = previousHolder
  }

  /// A step that has just led from one state of a dossier to another.
  init(_ event: DossierEventRecord, of dossier: DossierRecord, from old: DossierRecord?) {
    self.init(
      event: event,
      procedure: dossier.procedure,
      agency: dossier.agency,
      desk: dossier.desk,
      owner: dossier.applicant.ownerKey.text,
      previousHolder: old?.responsibleAgency ?? event.agency
    )
  }
}
