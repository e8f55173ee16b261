package import MotCuaDomain

/// Compares a provider's file with what is here.
package struct ReconcilePayments: StoreCommand {
  /// A row of the file.
  package struct Row: Sendable, Hashable {
    /// The line in the file.
    package var line: Int64
    /// The name under which the provider knows the payment.
    package var merchantReference: String
    /// The transaction.
    package var transactionReference: String
    /// The amount.
    package var amount: Money
    /// When it was paid.
    package var paidAt: Instant?
    /// Whether the money went back.
    package var isRefunded: Bool

    /// Makes the value from its parts.
    package init(
      line: Int64,
      merchantReference: String,
      transactionReference: String,
      amount: Money,
      paidAt: Instant? = nil,
      isRefunded: Bool = false
    ) {
      self.line = line
      self.merchantReference = merchantReference
      self.transactionReference = transactionReference
      self.amount = amount
      self.paidAt = paidAt
      self.isRefunded = isRefunded
    }
  }

  /// How a row agrees.
  package enum Verdict: Sendable, Hashable {
    /// It agrees.
    case matched
    /// It is not known here.
    case missingHere
    /// It is not in the file.
    case missingThere
    /// It has another amount.
    case amountDiffers
    /// It has another state; it was not to be confirmed, or could not be, as the error tells.
    case stateDiffers(StoreError?)
    /// Its money was recorded by this command, by a payment that is paid or is to go back.
    case confirmed
  }

  /// What became of a row, or of a payment that is missing in the file.
  package struct Finding: Sendable, Hashable {
    /// The row; nil where it is missing.
    package var row: Row?
    /// How it agrees.
    package var verdict: Verdict
    /// The payment here.
    package var payment: PaymentRecord?
  }

  /// The provider.
  package var provider: PaymentProviderCode
  /// The file covers what was paid from this instant on.
  package var from: Instant
  /// The file covers what was paid before this instant.
  package var before: Instant
  /// The rows, no two of one transaction.
  package var rows: [Row]
  /// Who confirms what the file says was paid; nil leaves all as it is.
  package var confirmer: Actor?
  /// How many payments may be missing in the file; where more are, all is refused.
  package var missingMax: Int

  /// The most payments that are told as missing: what a caller can still go through and one answer
  /// holds.
  package static let missingMax = 10_000
  private static let paymentsPerRead = 1_000

  /// Makes the value from its parts.
  package init(
    provider: PaymentProviderCode,
    from: Instant,
    before: Instant,
    rows: [Row],
    confirmer: Actor? = nil,
    missingMax: Int = Self.missingMax
  ) {
    self.provider = provider
    self.from = from
    self.before = before
    self.rows = rows
    self.confirmer = confirmer
    self.missingMax = missingMax
  }

  /// Makes the comparison, and the change where it is asked for.
  package func run(in transaction: some WriteTransaction) throws(StoreError) -> [Finding] {
    var findings: [Finding] = []
    var seen: Set<Int64> = []
    for row in rows {
      let finding = try compare(row, in: transaction)
      if let payment = finding.payment { seen.insert(payment.id) }
      findings.append(finding)
    }
    for payment in try missing(but: seen, in: transaction) {
      findings.append(Finding(verdict: .missingThere, payment: payment))
    }
    transaction.auditSubject = "payment provider \(provider.code)"
    return findings
  }

  /// All that was paid in the span and is not in the file.
  ///
  /// A part of it would pass for the whole, so a span with more than can be told is refused.
  private func missing(
    but seen: Set<Int64>,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> [PaymentRecord] {
    var missing: [PaymentRecord] = []
    var place: PaidPlace?
    while true {
      let paid = try transaction.payments(
        paidAt: provider,
        from: from,
        before: before,
        after: place,
        limit: Self.paymentsPerRead
      )
      guard let last = paid.last else { return missing }
      place = PaidPlace(last)
      missing += paid.filter { !seen.contains($0.id) }
      guard missing.count <= missingMax else {
        throw .invalidField(
          name: "paid",
          reason:
            "More than \(missingMax) payments of these days are not in the file; name fewer days."
        )
      }
    }
  }

  private func compare(
    _ row: Row,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Finding {
    let known = try transaction.payment(
      at: provider,
      transactionReference: row.transactionReference
    )
    guard let known else { return try take(row, in: transaction) }
    guard known.amount == row.amount else {
      return Finding(row: row, verdict: .amountDiffers, payment: known)
    }
    let agrees = row.isRefunded ? known.state == .refunded : known.state.holdsMoney
    return Finding(row: row, verdict: agrees ? .matched : .stateDiffers(nil), payment: known)
  }

  /// Tells of a transaction that is not known here, or records it where that is asked for: it pays
  /// what waits under the row's name, and whatever cannot pay is to go back.
  private func take(
    _ row: Row,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Finding {
    let named = try transaction.payment(merchantReference: row.merchantReference)
    guard let named, named.provider == provider else {
      return Finding(row: row, verdict: .missingHere)
    }
    if let confirmer, !row.isRefunded {
      return try confirm(row, named, by: confirmer, in: transaction)
    }
    // What it was paid with is another transaction.
    guard named.paidAt == nil else { return Finding(row: row, verdict: .missingHere) }
    let agrees = named.amount == row.amount
    return Finding(row: row, verdict: agrees ? .stateDiffers(nil) : .amountDiffers, payment: named)
  }

  private func confirm(
    _ row: Row,
    _ payment: PaymentRecord,
    by actor: Actor,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> Finding {
    let command = ConfirmPayment(
      source: .gateway(provider, merchantReference: row.merchantReference),
      actor: actor,
      transactionReference: row.transactionReference,
      amount: row.amount,
      paidAt: row.paidAt
    )
    do throws(StoreError) {
      let outcome = try transaction.part { () throws(StoreError) in
        try command.run(in: transaction)
      }
      return Finding(row: row, verdict: .confirmed, payment: outcome.payment)
    } catch {
      guard error.isRefusal else { throw error }
      return Finding(row: row, verdict: .stateDiffers(error), payment: payment)
    }
  }
}
