package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension ReconcilePaymentsRequest: MutationRequest {}

extension MotCuaDossierService {
  /// Compares a provider's file with what is here; nothing is kept unless it is to confirm.
  package func reconcilePayments(
    _ requests: RequestMessages<ReconcilePaymentsRequest>,
    context: ServerContext
  ) async throws -> ReconcilePaymentsResponse {
    var intake = ProviderRowIntake()
    let stream = try await StreamedImport(
      requests,
      rowsMax: environment.limits.dossierRowsMax
    ) { message in
      for row in message.rows { intake.take(row) }
      return message.rows.count
    }
    let first = stream.first
    let taken = intake
    let confirmer = first.confirm ? actor(context) : nil
    let command: ReconcilePayments = try FieldReader.read { reader in
      let paid = reader.period(first.paid, "paid")
      if first.paid == nil { reader.refuse("paid", "It must be given.") }
      if first.provider == .unspecified { reader.refuse("provider", "It must be given.") }
      guard let paid, let provider = first.provider.model else { return nil }
      return ReconcilePayments(
        provider: provider,
        from: paid.start,
        before: paid.firstInstantAfter,
        rows: taken.rows,
        confirmer: confirmer
      )
    }
    var envelope = try environment.mutator.envelope(
      of: first,
      digest: stream.digest,
      context: context,
      needsRequestID: first.confirm
    )
    if !first.confirm { envelope.isValidateOnly = true }
    return try await environment.mutator.perform(command, as: envelope, context: context) {
      ReconcilePaymentsResponse($0, rejected: taken.rejected)
    }.response
  }
}

/// Judges the rows of a provider's file one by one.
private struct ProviderRowIntake: Sendable {
  private(set) var rows: [ReconcilePayments.Row] = []
  private(set) var rejected: [ReconciledRow] = []
  private var lines: [String: Int64] = [:]

  mutating func take(_ row: ProviderRow) {
    do throws(RPCError) {
      try row.validate()
      if let earlier = lines[row.transactionReference] {
        let error = RowError(row.line, "transaction_reference", .duplicateCode, otherLine: earlier)
        return reject(row, error)
      }
      lines[row.transactionReference] = row.line
      let paidAt = try FieldReader.readOptional { $0.instant(row.paidAt, "paid_at") }
      rows.append(
        ReconcilePayments.Row(
          line: row.line,
          merchantReference: row.merchantReference,
          transactionReference: row.transactionReference,
          amount: Money(dong: row.amountVnd),
          paidAt: paidAt,
          isRefunded: row.refunded
        )
      )
    } catch {
      reject(row, RowError(row.line, violating: error))
    }
  }

  private mutating func reject(_ row: ProviderRow, _ error: RowError) {
    rejected.append(
      ReconciledRow(
        line: row.line,
        verdict: .rejected,
        amountThereVnd: max(row.amountVnd, 0),
        reason: error.reason,
        message: error.message
      )
    )
  }
}

extension ReconcilePaymentsResponse {
  fileprivate init(_ findings: [ReconcilePayments.Finding], rejected: [ReconciledRow]) {
    self.init()
    rows = (findings.map { ReconciledRow($0) } + rejected).sorted {
      // What is missing in the file has no line and comes last.
      ($0.line == 0 ? .max : $0.line) < ($1.line == 0 ? .max : $1.line)
    }
    func count(_ verdict: ReconcileVerdict) -> Int32 {
      Int32(clamping: rows.count { $0.verdict == verdict })
    }
    matchedCount = count(.matched)
    missingHereCount = count(.missingHere)
    missingThereCount = count(.missingThere)
    amountDiffersCount = count(.amountDiffers)
    stateDiffersCount = count(.stateDiffers)
    confirmedCount = count(.confirmed)
    rejectedCount = count(.rejected)
    amountThereVnd = findings.reduce(0) { $0 + ($1.row?.amount.dong ?? 0) }
    amountHereVnd = findings.reduce(0) { $0 + ($1.payment?.amount.dong ?? 0) }
  }
}

extension ReconciledRow {
  fileprivate init(_ finding: ReconcilePayments.Finding) {
    self.init(
      line: finding.row?.line ?? 0,
      paymentCode: finding.payment?.code ?? "",
      amountHereVnd: finding.payment?.amount.dong ?? 0,
      amountThereVnd: finding.row?.amount.dong ?? 0,
      stateHere: MotCuaAPI.PaymentState(finding.payment?.state)
    )
    switch finding.verdict {
    case .matched: verdict = .matched
    case .missingHere: verdict = .missingHere
    case .missingThere: verdict = .missingThere
    case .amountDiffers: verdict = .amountDiffers
    case .confirmed: verdict = .confirmed
    case .stateDiffers(let error):
      verdict = .stateDiffers
      guard let error else { return }
      let outcome = RPCError(error)
      reason = outcome.reason ?? ""
      message = ErrorReason(word: reason)?.status.vietnamese ?? ""
    }
  }
}
