package import MotCuaDomain

/// Asks for what is missing, once in the life of a dossier: 1, 2 or 4 becomes 5.
package struct RequestSupplement: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// What is missing.
  package var reason: String
  /// The components asked for.
  package var componentCodes: [String]
  /// Whether paper is asked for.
  package var isPaperRequested: Bool
  /// The last day to answer; needed once the dossier was accepted.
  package var deadline: CivilDate?

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    reason: String,
    componentCodes: [String] = [],
    isPaperRequested: Bool = false,
    deadline: CivilDate? = nil
  ) {
    self.target = target
    self.reason = reason
    self.componentCodes = componentCodes
    self.isPaperRequested = isPaperRequested
    self.deadline = deadline
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    let dossier = try request(in: transaction)
    // What another system asked for is not judged here afterwards.
    guard !target.actor.isHistory, dossier.channel == .online,
      let supplement = dossier.supplement, supplement.isPaperRequested,
      !supplement.isPaperDeclared
    else { return dossier }
    try transaction.record(.paperDemanded, of: dossier, by: target.actor)
    return dossier
  }

  private func request(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.step(
      .requestSupplement,
      on: target,
      note: reason,
      prepare: { facts, _ in
        facts.reason = reason
        // The reason lists everything that is missing; codes only point at it.
        facts.requestedItems = max(componentCodes.count, reason.isEmpty ? 0 : 1)
        // Before acceptance nothing runs that a deadline would protect; afterwards the clock stands
        // still until the answer, and may not do so without end.
        let end = Self.end(of: deadline)
        facts.answerDeadline = end ?? (facts.isAccepted ? nil : facts.now + Instant.day)
      },
      change: { (dossier) throws(StoreError) in
        let content = try transaction.content(of: dossier)
        try content.checkComponents(componentCodes.map(Self.component))
        dossier.supplementCount += 1
        dossier.answerDueAt = Self.end(of: deadline)
        dossier.supplement = SupplementRecord(
          reason: reason,
          componentCodes: componentCodes,
          isPaperRequested: isPaperRequested,
          isPaperDeclared: isPaperDeclared(by: content),
          requestedAt: dossier.updatedAt,
          deadline: deadline,
          oldDueAt: dossier.dueAt
        )
      }
    )
  }

  /// The last day counts whole.
  private static func end(of deadline: CivilDate?) -> Instant? {
    deadline.map { Instant(ict: $0.addingDays(1), minute: 0) }
  }

  private static func component(_ code: String) -> ProvidedComponentRecord {
    ProvidedComponentRecord(code: code, source: .paper)
  }

  /// Paper after an online submission is declared when the procedure says so of a component asked
  /// for, or of any where none is named.
  private func isPaperDeclared(by content: ProcedureContent) -> Bool {
    content.components.contains { component in
      component.isPaperRequiredAfterOnline
        && (componentCodes.isEmpty || componentCodes.contains(component.code))
    }
  }
}
