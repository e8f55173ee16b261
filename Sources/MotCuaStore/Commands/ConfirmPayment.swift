package import MotCuaDomain

/// Records that money came, and lets the dossier go on where it is what was asked for.
///
/// Nothing that a gateway says came is forgotten: what cannot pay becomes a payment of its own that
/// is to go back. What it says twice changes nothing.
package struct ConfirmPayment: StoreCommand {
  /// Which payment.
  package enum Source: Sendable, Hashable {
    /// The one that a provider knows under a name.
    case gateway(PaymentProviderCode, merchantReference: String)
    /// One at the desk, paid in this manner.
    case desk(PaymentCode, PaymentMethod)
  }

  /// What became of the money.
  package enum Verdict: Sendable, Hashable {
    /// It paid what was asked for.
    case paid
    /// It was known.
    case repeated
    /// It is to go back: it came too late, or a second time.
    case refundDue
    /// It is to go back, for it is another amount; the payment still waits.
    case amountDiffers
  }

  /// What became of the money, and the payment that has it.
  package struct Outcome: Sendable, Hashable {
    /// What was done.
    package var verdict: Verdict
    /// The payment that has the money.
    package var payment: PaymentRecord
  }

  /// Which payment.
  package var source: Source
  /// Who acts.
  package var actor: Actor
  /// The transaction; empty only at the desk.
  package var transactionReference: String
  /// The amount that came.
  package var amount: Money
  /// When it was paid; nil is the instant of the request.
  package var paidAt: Instant?
  /// When it was noted; nil is the instant of the request.
  package var at: Instant?

  /// Makes the value from its parts.
  package init(
    source: Source,
    actor: Actor,
    transactionReference: String,
    amount: Money,
    paidAt: Instant? = nil,
    at: Instant? = nil
  ) {
    self.source = source
    self.actor = actor
    self.transactionReference = transactionReference
    self.amount = amount
    self.paidAt = paidAt
    self.at = at
  }

  /// Makes the change.
  package func run(in transaction: some WriteTransaction) throws(StoreError) -> Outcome {
    switch source {
    case .gateway(let provider, let reference):
      try takeFromGateway(provider, reference, in: transaction)
    case .desk(let code, let method):
      try takeAtDesk(code, method, in: transaction)
    }
  }

  private func takeAtDesk(
    _ code: PaymentCode,
    _ method: PaymentMethod,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Outcome {
    let found = try transaction.payment(code, by: actor, etag: nil, at: at)
    var payment = found.payment
    if let provider = payment.provider, !transactionReference.isEmpty,
      try transaction.payment(at: provider, transactionReference: transactionReference) != nil
    {
      throw .alreadyExists(.transaction(transactionReference))
    }
    payment.method = method
    return try pay(
      payment,
      fee: transactionReference,
      by: actor.over(found.dossier),
      in: transaction
    )
  }

  private func takeFromGateway(
    _ provider: PaymentProviderCode,
    _ reference: String,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Outcome {
    let known = try transaction.payment(at: provider, transactionReference: transactionReference)
    if let known {
      guard known.amount == amount else {
        throw .refused(.amountDiffers(asked: known.amount, paid: amount))
      }
      transaction.auditSubject = known.code
      let isWrong = known.refundCause == .amountDiffers
      return Outcome(verdict: isWrong ? .amountDiffers : .repeated, payment: known)
    }
    guard let named = try transaction.payment(merchantReference: reference),
      named.provider == provider
    else { throw .precondition(.paymentNotYetKnown) }
    // What the server had to do before this instant is done first: money may come a second late.
    let dossier = try transaction.current(
      DossierTarget(code: named.dossier, actor: everywhere),
      at: transaction.envelope.now
    )
    let payee = actor.over(dossier)
    guard var payment = try transaction.payment(merchantReference: reference) else {
      throw .precondition(.paymentNotYetKnown)
    }
    guard amount == payment.amount else {
      return try takeExcess(of: payment, .amountDiffers, by: payee, in: transaction)
    }
    guard payment.state.isOpen || payment.closedAt != nil, payment.paidAt == nil else {
      return try takeExcess(of: payment, .paidBefore, by: payee, in: transaction)
    }
    payment.method = .online
    return try pay(
      payment,
      fee: "\(provider.code)/\(transactionReference)",
      by: payee,
      in: transaction
    )
  }

  /// Pays what was asked for; where nobody waits any more the money goes back.
  private func pay(
    _ waiting: PaymentRecord,
    fee reference: String,
    by payee: Actor,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Outcome {
    var payment = waiting
    payment.state = try transaction.evaluate(
      .confirm,
      in: waiting.state,
      by: payee,
      for: .confirmPayment
    )
    payment.transactionReference = transactionReference.isEmpty ? nil : transactionReference
    let now = at ?? transaction.envelope.now
    payment.confirmedAt = now
    payment.paidAt = paidAt ?? now
    if payment.state == .paid {
      try resume(payment, fee: reference, in: transaction)
    } else {
      payment.refundCause = .late
    }
    try transaction.save(&payment)
    return Outcome(verdict: payment.state == .paid ? .paid : .refundDue, payment: payment)
  }

  private func resume(
    _ payment: PaymentRecord,
    fee reference: String,
    in transaction: some WriteTransaction
  ) throws(StoreError) {
    let fee = DossierFeeRecord(
      kind: payment.kind,
      name: payment.name,
      amount: payment.amount,
      method: payment.method,
      transactionReference: reference
    )
    var added: [DossierFeeRecord] = []
    let dossier = try transaction.step(
      .confirmPayment,
      on: DossierTarget(code: payment.dossier, actor: everywhere, at: at),
      note: payment.code,
      prepare: { facts, _ in
        facts.amount = payment.amount
        facts.amountPaid = amount
      },
      change: { (dossier) throws(StoreError) in
        let known = dossier.fees.count
        try transaction.record([fee], in: &dossier)
        added = Array(dossier.fees[known...])
      }
    )
    try transaction.add(added, to: dossier.id)
  }

  /// Keeps money that cannot pay as a payment of its own.
  private func takeExcess(
    of payment: PaymentRecord,
    _ cause: RefundCause,
    by payee: Actor,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Outcome {
    var excess = PaymentRecord(
      dossierID: payment.dossierID,
      dossier: payment.dossier,
      number: try transaction.payments(of: payment.dossierID).count + 1,
      state: try transaction.evaluate(
        .recordExcess,
        in: nil,
        by: payee,
        for: .confirmPayment
      ),
      timing: payment.timing,
      kind: payment.kind,
      name: payment.name,
      amount: amount,
      requestedAt: transaction.envelope.now
    )
    excess.provider = payment.provider
    excess.method = .online
    excess.transactionReference = transactionReference
    excess.paidAt = paidAt ?? transaction.envelope.now
    excess.confirmedAt = transaction.envelope.now
    excess.refundCause = cause
    excess.insteadOf = payment.number
    excess.id = try transaction.insert(excess)
    transaction.auditSubject = excess.code
    return Outcome(
      verdict: cause == .amountDiffers ? .amountDiffers : .refundDue,
      payment: excess
    )
  }

  /// The actor, whom the payment's name has led to its dossier: a gateway sees none by itself.
  private var everywhere: Actor {
    var actor = actor
    if case .gateway = source { actor.scope = .all }
    return actor
  }
}
