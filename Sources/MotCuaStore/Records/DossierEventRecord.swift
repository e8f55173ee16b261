package import MotCuaDomain

/// One step of a dossier: history and outbox event, never changed.
package struct DossierEventRecord: Sendable, Hashable {
  /// The position in the commit order of the province.
  package var sequence: Int64
  /// The dossier.
  package var code: DossierCode
  /// The step in the dossier, from 1.
  package var number: Int
  /// What was done.
  package var action: DossierAction
  /// The state before; nil at birth.
  package var from: DossierState?
  /// The state after.
  package var to: DossierState
  /// When.
  package var at: Instant
  /// The agency that has the dossier in hand after the step.
  package var agency: AgencyCode
  /// Who called.
  package var principalID: Int64
  /// What kind of caller that was.
  package var actorKind: PrincipalKind
  /// Which officer acted.
  package var officer: String?
  /// The reason or remark.
  package var note: String
  /// The due instant before, where the step set or moved it.
  package var dueBefore: Instant?
  /// The due instant after, where the step set or moved it.
  package var dueAfter: Instant?
  /// The first late instant after the step.
  package var lateFrom: Instant?
  /// The division to which the step handed it; empty where it handed it to none.
  package var division: String
  /// The officer to whom the step handed it.
  package var assignee: String?
  /// The last day that the step set for the next one.
  package var stepDueDate: CivilDate?
  /// To which of the procedure's internal steps it was handed, from 1; 0 where none was named.
  package var stepNumber: Int
  /// The agency that resolved it before, where the step gave it to another.
  package var agencyBefore: AgencyCode?
  /// The agency that resolves it after, where the step gave it to that one.
  package var agencyAfter: AgencyCode?
  /// The version of the table of transitions by which the step was judged.
  package var tableVersion: Int

  /// Makes the value from its parts.
  package init(
    sequence: Int64 = 0,
    code: DossierCode,
    number: Int,
    action: DossierAction,
    from: DossierState? = nil,
    to: DossierState,
    at: Instant,
    agency: AgencyCode,
    principalID: Int64,
    actorKind: PrincipalKind,
    officer: String? = nil,
    note: String = "",
    dueBefore: Instant? = nil,
    dueAfter: Instant? = nil,
    lateFrom: Instant? = nil,
    division: String = "",
    assignee: String? = nil,
    stepDueDate: CivilDate? = nil,
    stepNumber: Int = 0,
    agencyBefore: AgencyCode? = nil,
    agencyAfter: AgencyCode? = nil,
    tableVersion: Int
  ) {
    self.sequence = sequence
    self.code = code
    self.number = number
    self.action = action
    self.from = from
    self.to = to
    self.at = at
    self.agency = agency
    self.principalID = principalID
    self.actorKind = actorKind
    self.officer = officer
    self.note = note
    self.dueBefore = dueBefore
    self.dueAfter = dueAfter
    self.lateFrom = lateFrom
    self.division = division
    self.assignee = assignee
    self.stepDueDate = stepDueDate
    self.stepNumber = stepNumber
    self.agencyBefore = agencyBefore
    self.agencyAfter = agencyAfter
    self.tableVersion = tableVersion
  }
}
