package import MotCuaDomain

/// A change of one figure by one step.
package struct FigureDelta: Sendable, Hashable {
  /// The agency for which it counts.
  package var agency: AgencyCode
  /// What it counts.
  package var key: RollupKey
  /// When it happened, or is foreseen to happen.
  package var at: Instant
  /// By how much.
  package var amount: Int64

  /// Makes the value from its parts.
  package init(agency: AgencyCode, key: RollupKey, at: Instant, amount: Int64) {
    self.agency = agency
    self.key = key
    self.at = at
    self.amount = amount
  }
}

/// One step as the statistics see it: which figures it changed, and what it made of the dossier.
package struct FigureEvent: Sendable, Hashable {
  /// The position in the commit order.
  package var sequence: Int64
  /// The number of the dossier.
  package var dossier: Int64
  /// The procedure of the dossier.
  package var procedure: ProcedureCode
  /// When it happened.
  package var at: Instant
  /// When it was entered; never earlier than the step before it in the commit order.
  package var enteredAt: Instant
  /// Which officer acted.
  package var officer: String?
  /// The state before; nil at birth.
  package var from: DossierState?
  /// The state after.
  package var to: DossierState
  /// The due instant after, where the step set or moved it.
  package var dueAfter: Instant?
  /// The first late instant after the step.
  package var lateFrom: Instant?
  /// What it changed.
  package var deltas: [FigureDelta]

  /// Makes the value from a step and what it changed.
  init(
    _ event: DossierEventRecord,
    dossier: Int64,
    procedure: ProcedureCode,
    enteredAt: Instant,
    deltas: [FigureDelta]
  ) {
    sequence = event.sequence
    self.dossier = dossier
    self.procedure = procedure
    at = event.at
    self.enteredAt = enteredAt
    officer = event.officer
    from = event.from
    to = event.to
    dueAfter = event.dueAfter
    lateFrom = event.lateFrom
    self.deltas = deltas
  }

  /// Makes the value from its parts.
  init(
    sequence: Int64,
    dossier: Int64,
    procedure: ProcedureCode,
    at: Instant,
    enteredAt: Instant,
    officer: String?,
    from: DossierState?,
    to: DossierState,
    dueAfter: Instant?,
    lateFrom: Instant?,
    deltas: [FigureDelta]
  ) {
    self.sequence = sequence
    self.dossier = dossier
    self.procedure = procedure
    self.at = at
    self.enteredAt = enteredAt
    self.officer = officer
    self.from = from
    self.to = to
    self.dueAfter = dueAfter
    self.lateFrom = lateFrom
    self.deltas = deltas
  }

  /// The instants under which it is listed apart from its position (decision 0056).
  ///
  /// Nobody looks for a change on an earlier day than that of the entry by the position, nor for one
  /// that is still to come within a day. What comes at a midnight is there from the first instant of
  /// its day on.
  static func strays(of deltas: [FigureDelta], enteredAt: Instant) -> Set<Instant> {
    let day = enteredAt.ictDate
    return deltas.reduce(into: []) { found, delta in
      let own = delta.at.ictDate
      let isMidnight = delta.at == Instant(ict: own, minute: 0)
      if own < day || (delta.at > enteredAt && !isMidnight) { found.insert(delta.at) }
    }
  }
}

extension FigureDelta {
  /// The figure that it changes: the one place that says on which day a change counts.
  func cell(of procedure: ProcedureCode) -> RollupCell {
    RollupCell(day: at.ictDate, agency: agency, procedure: procedure, key: key)
  }
}

extension FigureEvent {
  /// Whether the owner rated his dossier by it.
  package var isRating: Bool { deltas.contains { $0.key.measure == .rated } }

  /// What it changed, by day.
  var figures: [(cell: RollupCell, amount: Int64)] {
    deltas.map { ($0.cell(of: procedure), $0.amount) }
  }
}
