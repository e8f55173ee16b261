import MotCuaDomain

extension WriteTransaction {
  /// A procedure in the version that the caller saw, in a state that allows the action.
  func procedure(
    _ code: ProcedureCode,
    expectedEtag: String?,
    for action: ProcedureAction
  ) throws(StoreError) -> ProcedureRecord {
    guard let old = state.catalogue.procedure(code) else {
      throw .notFound(.procedure(code.text))
    }
    if let expectedEtag, expectedEtag != state.catalogue.etag(of: old) {
      throw .etagMismatch(current: old.etag)
    }
    let present = old.youngestContent.state
    guard action.target(from: present) != nil else {
      throw .precondition(.procedureState(action, present))
    }
    auditSubject = code.text
    return old
  }

  /// The day from which a further revision holds: neither past nor before the one before it.
  func effectiveDay(
    _ wish: CivilDate?,
    after old: ProcedureRecord
  ) throws(StoreError) -> CivilDate {
    let today = envelope.now.ictDate
    let earliest = max(today, old.youngestEffectiveFrom ?? today)
    guard let wish else { return earliest }
    guard wish >= earliest else {
      throw .invalidField(
        name: "effective_from",
        reason: "The day is past, or lies before that of the youngest revision."
      )
    }
    return wish
  }

  /// Makes the next revision of a procedure, or the first one.
  func revise(
    _ code: ProcedureCode,
    to content: ProcedureContent,
    effectiveFrom: CivilDate?
  ) throws(StoreError) -> ProcedureRecord {
    let today = envelope.now.ictDate
    let old = state.catalogue.procedure(code)?.effective(on: today)
    let revision = ProcedureRevisionRecord(
      revision: (old?.youngestRevision ?? 0) + 1,
      effectiveFrom: effectiveFrom,
      madeAt: envelope.now,
      principalID: envelope.principalID,
      content: content
    )
    var made = old ?? ProcedureRecord(code: code, content: content, createdAt: envelope.now)
    made.scheduled.append(revision)
    // The first revision is the present one whatever its day.
    made = made.effective(on: old == nil ? max(today, effectiveFrom ?? today) : today)
    made.updatedAt = envelope.now
    made.etag += 1
    state.catalogue.put(made)
    try persist(made, revision: revision)
    return made
  }
}
