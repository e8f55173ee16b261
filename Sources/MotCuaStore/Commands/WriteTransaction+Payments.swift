import MotCuaDomain

extension WriteTransaction {
  /// Asks the table of payments whether an actor may do with a payment what is a step of its dossier too;
  /// its refusal is the command's.
  func evaluate(
    _ action: PaymentAction,
    in state: PaymentState?,
    by actor: Actor,
    for step: DossierAction
  ) throws(StoreError) -> PaymentState {
    do {
      let actor = actor.domainActor(for: step)
      return try PaymentTable.current.evaluate(action, in: state, by: actor)
    } catch {
      switch error {
      case .illegalAction(let action, let state, let allowed):
        throw .precondition(.paymentState(action, state, allowed: allowed))
      case .actorNotPermitted: throw actor.refusal(of: step)
      }
    }
  }

  /// A payment as a caller finds it, and its dossier: what the server had to do before is done.
  func payment(
    _ code: PaymentCode,
    by actor: Actor,
    etag: Int64?,
    at: Instant? = nil
  ) throws(StoreError) -> (payment: PaymentRecord, dossier: DossierRecord) {
    guard let found = try dossier(code.dossier, in: actor.scope),
      try payments(of: found.id).contains(where: { $0.number == code.number })
    else { throw .notFound(.payment(code.text)) }
    let target = DossierTarget(code: found.code, actor: actor)
    let dossier = try current(target, at: at ?? envelope.now)
    guard let payment = try payments(of: dossier.id).first(where: { $0.number == code.number })
    else { throw .notFound(.payment(code.text)) }
    if let etag, etag != payment.etag { throw .etagMismatch(current: payment.etag) }
    return (payment, dossier)
  }

  /// Stores what has become of a payment.
  func save(_ payment: inout PaymentRecord) throws(StoreError) {
    payment.etag += 1
    try update(payment)
    auditSubject = payment.code
  }

  /// Does to the payments of a dossier what a step of it means for them.
  ///
  /// What is still awaited when its last day has passed expires; when the dossier ends without
  /// having been of use to its owner, what is awaited is cancelled and what was paid goes back.
  func settlePayments(
    of dossier: DossierRecord,
    after move: DossierTransition
  ) throws(StoreError) {
    let isOver = dossier.state == .refused || dossier.state == .withdrawn
    guard isOver || move.action == .expirePayment else { return }
    for payment in try payments(of: dossier.id) {
      var payment = payment
      switch payment.state {
      case .requested, .pending:
        let isExpiry = move.action == .expirePayment
        let action: PaymentAction = isExpiry ? .expire : .cancel
        payment.state = try evaluate(action, in: payment.state, by: .server, for: move.action)
        payment.closedAt = dossier.updatedAt
        payment.closingReason = move.action.vietnameseName
      case .paid where isOver:
        payment.state = try evaluate(
          .declareRefund,
          in: payment.state,
          by: .server,
          for: move.action
        )
        payment.refundCause = .dossierEnded
      default: continue
      }
      payment.etag += 1
      try update(payment)
    }
  }

  /// What is still to be paid of the fees that are due by a step, those that come with it counted
  /// in; nothing where the procedure does not say when a fee is due.
  ///
  /// It is worked out kind by kind. An exemption without an amount settles its kind whole, one with
  /// an amount settles that much; a payment of 0 settles nothing.
  func unpaid(
    of dossier: DossierRecord,
    with fees: [DossierFeeRecord],
    due timings: [FeeTiming]
  ) throws(StoreError) -> Money {
    let channel = try content(of: dossier).channels.first { $0.channel == dossier.channel }
    var missing = Money.zero
    for kind in FeeKind.allCases {
      let asked = (channel?.fees ?? []).filter { fee in
        fee.kind == kind && fee.timing.map(timings.contains) == true
      }
      let due = asked.reduce(Money.zero) { $0 + ($1.amount ?? .zero) }
      let known = (dossier.fees + fees).filter { $0.kind == kind }
      let isExempt = known.contains { $0.isExempt && $0.amount == .zero }
      let settled = known.reduce(Money.zero) { $0 + $1.amount }
      if !isExempt, settled < due { missing = missing + Money(dong: due.dong - settled.dong) }
    }
    return missing
  }
}
