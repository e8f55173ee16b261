import MotCuaDomain

extension WriteTransaction {
  /// Does to the clocks of a dossier what a transition says.
  func setClocks(
    _ move: DossierTransition,
    _ new: inout DossierRecord,
    from old: DossierRecord,
    by actor: Actor,
    pauses: inout [PauseRecord]
  ) throws(StoreError) {
    switch move.clock {
    case .unchanged, .startAcceptance: break
    case .extend:
      try setDueDate(&new, pauses: pauses)
    case .recompute:
      try recompute(&new, pauses: pauses)
    case .reopen:
      // From here on: what was told before of the end stays told. The due date stays too.
      new.finishedAt = nil
      new.closingReason = ""
    case .startProcessing:
      try startProcessing(&new, by: actor)
    case .pause:
      new.clockStoppedAt = new.updatedAt
      let pause = PauseRecord(
        state: new.state,
        from: new.updatedAt,
        resumesTo: old.state,
        dueBefore: old.dueAt
      )
      try save(pause, of: new.id, replacingLast: false)
    case .resume:
      try endPause(&new, pauses: &pauses)
      // A later pause for money moves the due date too, and not what the supplement made of it.
      if old.state == .supplementRequested { new.supplement?.newDueAt = new.dueAt }
    case .end:
      // A pause ends with the handling: what it cost still moves the due date, so that a dossier
      // which was in time when it stopped is not late because nobody came back to it.
      if old.clockStoppedAt != nil { try endPause(&new, pauses: &pauses) }
      if new.receivedAt != nil { new.finishedAt = new.updatedAt }
      if new.state == .refused || new.state == .withdrawn { new.closedAt = new.updatedAt }
    }
    if move.to == .returned { new.returnedAt = new.updatedAt }
  }

  /// Works the limit that runs or stands out anew by the calendar in force.
  func recompute(
    _ new: inout DossierRecord,
    pauses: [PauseRecord]
  ) throws(StoreError) {
    if new.receivedAt != nil {
      try setDueDate(&new, pauses: pauses)
    } else {
      try setAcceptanceDue(&new, pauses: pauses)
    }
  }

  /// Starts the processing clock: the official reception.
  func startProcessing(_ new: inout DossierRecord, by actor: Actor) throws(StoreError) {
    let stated = DossierLimit.stated(
      in: try content(of: new),
      caseCode: new.caseCode,
      channel: new.channel
    )
    if let stated, stated.limit.unit != .other {
      guard new.typedDueDate == nil else { throw .precondition(.dueDateNotAllowed) }
      new.limit = stated
    } else if let typed = new.typedDueDate {
      try checkTyped(typed, in: new, by: actor)
    }
    new.receivedAt = new.updatedAt
    if new.origin != nil { new.origin?.reception = new.agency }
    try setDueDate(&new, pauses: [])
  }

  /// Refuses a typed day that is over; today counts until the office closes.
  private func checkTyped(
    _ day: CivilDate,
    in dossier: DossierRecord,
    by actor: Actor
  ) throws(StoreError) {
    let now = dossier.updatedAt
    let closing = engine(for: dossier.hoursAgency).hours.closing
    let isOver =
      actor.isHistory ? day < now.ictDate : Instant(ict: day, minute: closing) <= now
    if isOver { throw .precondition(.dueDateNotAllowed) }
    try checkWorkingDay(day, by: actor)
  }

  /// Refuses a day of rest as the end of a limit: by Civil Code 2015, article 148 no limit ends
  /// there.
  ///
  /// What an older system promised stands.
  func checkWorkingDay(_ day: CivilDate, by actor: Actor) throws(StoreError) {
    guard !actor.isHistory else { return }
    do {
      if try state.calendar.isWorkingDay(day) { return }
    } catch {
      throw .refused(.dueDate(error))
    }
    throw .precondition(.dueDateNotAllowed)
  }

  /// What its procedure says of a dossier: the revision under which it was filed, for what was
  /// promised then holds, whatever the procedure says now.
  func content(of dossier: DossierRecord) throws(StoreError) -> ProcedureContent {
    if let present = state.catalogue.procedure(dossier.procedure),
      present.revision == dossier.procedureRevision
    {
      return present.content
    }
    guard
      let content = try procedureRevision(dossier.procedure, dossier.procedureRevision)
    else { throw .precondition(.procedureNotFound(dossier.procedure)) }
    return content
  }

  private func endPause(
    _ new: inout DossierRecord,
    pauses: inout [PauseRecord]
  ) throws(StoreError) {
    guard var pause = pauses.popLast(), pause.to == nil else {
      throw .refused(.originUnknown)
    }
    pause.to = new.updatedAt
    pauses.append(pause)
    new.clockStoppedAt = nil
    if new.receivedAt != nil {
      try setDueDate(&new, pauses: pauses)
    } else {
      try setAcceptanceDue(&new, pauses: pauses)
    }
    pauses[pauses.count - 1].dueAfter = new.dueAt
    try save(pauses[pauses.count - 1], of: new.id, replacingLast: true)
  }

  private func setDueDate(
    _ new: inout DossierRecord,
    pauses: [PauseRecord]
  ) throws(StoreError) {
    guard let received = new.receivedAt else { return }
    let due = try DossierLimit.dueDate(
      of: new,
      receivedAt: received,
      pauses: pauses,
      engine: engine(for: new.hoursAgency)
    )
    new.dueAt = due.due
    new.lateFrom = due.lateFrom
    new.calendarVersion = due.calendarVersion
  }

  /// Sets until when the desk has to answer: 8 working hours, the pauses left out.
  func setAcceptanceDue(
    _ new: inout DossierRecord,
    pauses: [PauseRecord]
  ) throws(StoreError) {
    let closed = pauses.compactMap { pause in
      pause.to.map { ClockPause(from: pause.from, to: $0) }
    }
    do {
      new.acceptanceDueAt = try engine(for: new.hoursAgency)
        .acceptanceDue(submittedAt: new.submittedAt, pauses: closed).due
    } catch {
      throw .refused(.dueDate(error))
    }
  }

  /// The engine for the hours of an agency, by the calendar in force.
  func engine(for agency: AgencyCode) -> DueDateEngine {
    DossierLimit.engine(for: state.directory.agency(agency), calendar: state.calendar)
  }
}
