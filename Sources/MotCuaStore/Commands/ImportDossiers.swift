package import MotCuaDomain

/// Takes over dossiers of an older system by replaying their history; each is refused alone, and each
/// that is taken has its own audit entry.
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

  /// What was done in a step.
  package enum Deed: Sendable {
    /// One of the dossier; its code is known when it is made.
    case step(@Sendable (DossierTarget) -> DossierStep)
    /// One of a payment.
    case payment(HistoricPayment)
  }

  /// A step of a history.
  package struct Step: Sendable {
    /// Where it stands in the row, `events[2]`.
    package var path: String
    /// When it was made.
    package var at: Instant
    /// By whom.
    package var actor: Actor
    /// What was done.
    package var deed: Deed

    /// Makes the value from its parts.
    package init(path: String = "events", at: Instant, actor: Actor, deed: Deed) {
      self.path = path
      self.at = at
      self.actor = actor
      self.deed = deed
    }

    fileprivate func run(
      of code: DossierCode,
      in transaction: some WriteTransaction
    ) throws(StoreError) {
      let target = DossierTarget(code: code, actor: actor, at: at)
      switch deed {
      case .step(let make): _ = try make(target).run(in: transaction)
      case .payment(let payment): try payment.run(on: target, at: at, in: transaction)
      }
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
    /// What went by post, with all its steps; its dossier's code is known when it is born.
    package var shipments: [@Sendable (DossierCode) -> ShipmentRecord]

    /// Makes the value from its parts.
    package init(
      source: String,
      code: String,
      birth: Birth,
      steps: [Step],
      shipments: [@Sendable (DossierCode) -> ShipmentRecord] = []
    ) {
      self.source = source
      self.code = code
      self.birth = birth
      self.steps = steps
      self.shipments = shipments
    }
  }

  /// What became of one dossier.
  package enum LifeOutcome: Sendable, Hashable {
    /// It was taken over under this code.
    case taken(DossierCode)
    /// It was known already under this code, and left as it is.
    case known(DossierCode)
    /// What stands there in it, such as `events[2]`, breaks a rule; nothing of it was taken.
    case refused(StoreError, path: String)
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
    var path = "events[0]"
    do throws(StoreError) {
      let code = try transaction.part { () throws(StoreError) in
        let born = try life.birth.run(in: transaction)
        for step in life.steps {
          path = step.path
          try step.run(of: born.code, in: transaction)
        }
        for (index, shipment) in life.shipments.enumerated() {
          path = "shipments[\(index)]"
          try put(shipment(born.code), of: born, in: transaction)
        }
        let steps = life.steps.count + 1
        try transaction.audit(born.code, "\(steps) steps of a history", byServer: false)
        return born.code
      }
      return .taken(code)
    } catch {
      guard error.isRefusal else { throw error }
      return .refused(error, path: path)
    }
  }

  /// What a delivery meant for the dossier is among its events.
  private func put(
    _ shipment: ShipmentRecord,
    of dossier: DossierRecord,
    in transaction: some WriteTransaction
  ) throws(StoreError) {
    let known = try transaction.shipment(
      by: shipment.carrier,
      trackingNumber: shipment.trackingNumber
    )
    guard known == nil else { throw .alreadyExists(.shipment) }
    var made = shipment
    made.dossierID = dossier.id
    _ = try transaction.insert(made)
  }
}
