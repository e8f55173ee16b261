import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  func append(
    _ step: FeedEvent,
    _ deltas: [FigureDelta],
    to dossier: Int64
  ) throws(StoreError) {
    let event = step.event
    let entered = max(state.lastEnteredAt, envelope.now, event.at)
    let figures = FigureDeltas.encode(deltas, procedure: step.procedure, at: event.at, codes: codes)
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT INTO dossier_event(province_id, dossier_id, number, action, from_state, to_state,
          at, agency_id, principal_id, actor_kind, officer, note, due_before, due_after,
          late_from, division, assignee, step_due_day, step_number, agency_before, agency_after,
          entered_at, figures, resolver_id, desk_id, holder_before, table_version)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(dossier).bind(event.number).bind(event.action.rawValue)
      .bind(event.from?.rawValue).bind(event.to.rawValue).bind(event.at)
      .bind(codes.assign(event.agency)).bind(event.principalID).bind(event.actorKind.rawValue)
      .bind(event.officer).bind(event.note).bind(event.dueBefore).bind(event.dueAfter)
      .bind(event.lateFrom).bind(event.division.isEmpty ? nil : event.division)
      .bind(event.assignee).bind(event.stepDueDate)
      .bind(event.stepNumber == 0 ? nil : event.stepNumber)
      .bind(event.agencyBefore.map(codes.assign)).bind(event.agencyAfter.map(codes.assign))
      .bind(entered).bind(figures).bind(codes.assign(step.agency))
      .bind(step.desk.map(codes.assign)).bind(codes.assign(step.previousHolder))
      .bind(event.tableVersion).run()
    }
    state.lastSequence = connection.lastInsertedID
    state.lastEnteredAt = entered
    var told = step
    told.event.sequence = state.lastSequence
    steps.append(told)
    for stray in FigureEvent.strays(of: deltas, enteredAt: entered) {
      try storing { () throws(SQLiteError) in
        try connection.statement(
          "INSERT INTO figure_stray(province_id, at, sequence) VALUES(?, ?, ?)"
        )
        .bind(province).bind(stray).bind(state.lastSequence).run()
      }
    }
  }
}
