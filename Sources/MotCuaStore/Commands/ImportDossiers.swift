package import MotCuaDomain

/// Takes over dossiers of an older system by replaying their history; each is refused alone.
package struct ImportDossiers: StoreCommand {
  /// How a dossier came in there.
  package enum Birth: Sendable {
    /// Online.
    case submit(SubmitDossier)
    /// At the desk or by post.
    case receive(ReceiveDossier)
    /// Refused at the desk.
    case refuseAtDesk(RefuseDossierAtDesk)

    fileprivate func run(in transaction: some WriteTransaction) throws(StoreError) -> DossierRecord
    {
      switch self {
      case .submit(let birth): try birth.run(in: transaction)
      case .receive(let birth): try birth.run(in: transaction)
      case .refuseAtDesk(let birth): try birth.run(in: transaction)
      }
    }
  }

  /// A step of a history; the dossier's code is known when it is made.
  package struct Step: Sendable {
    /// When it was made.
    package var at: Instant
    /// By whom.
    package var actor: Actor
    /// What was done.
    package var make: @Sendable (DossierTarget) -> DossierStep

    /// Makes the value from its parts.
    package init(
      at: Instant,
      actor: Actor,
      make: @escaping @Sendable (DossierTarget) -> DossierStep
    ) {
      self.at = at
      self.actor = actor
      self.make = make
    }
  }

  /// One dossier with its history.
  package struct Life: Sendable {
    /// The older system.
    package var source: String
    /// The dossier's code there.
    package var code: String
    /// How it came in.
    package var birth: Birth
    /// What happened then, in order.
    package var steps: [Step]

    /// Makes the value from its parts.
    package init(source: String, code: String, birth: Birth, steps: [Step]) {
      self.source = source
      self.code = code
      self.birth = birth
      self.steps = steps
    }
  }

  /// What became of one dossier.
  package enum LifeOutcome: Sendable, Hashable {
    /// It was taken over under this code.
    case taken(DossierCode)
    /// It was known already under this code, and left as it is.
    case known(DossierCode)
    /// This event of it, from 0, breaks a rule; nothing of it was taken.
    case refused(StoreError, event: Int)
  }

  /// The dossiers.
  package var lives: [Life]

  /// Makes the value from its parts.
  package init(lives: [Life]) {
    self.lives = lives
  }

  /// Makes the change.
  package func run(in transaction: some WriteTransaction) throws(StoreError) -> [LifeOutcome] {
    var outcomes: [LifeOutcome] = []
    for life in lives { outcomes.append(try take(life, in: transaction)) }
    transaction.auditSubject = "\(lives.count) dossiers"
    return outcomes
  }

  private func take(
    _ life: Life,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> LifeOutcome {
    if let known = try transaction.dossier(source: life.source, externalCode: life.code) {
      return .known(known)
    }
    var event = 0
    do throws(StoreError) {
      let code = try transaction.part { () throws(StoreError) in
        let code = try life.birth.run(in: transaction).code
        for step in life.steps {
          event += 1
          let target = DossierTarget(code: code, actor: step.actor, at: step.at)
          _ = try step.make(target).run(in: transaction)
        }
        return code
      }
      return .taken(code)
    } catch {
      guard error.isRefusal else { throw error }
      return .refused(error, event: event)
    }
  }
}
