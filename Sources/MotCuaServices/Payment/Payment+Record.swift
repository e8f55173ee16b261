package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension MotCuaAPI.PaymentState: MappedEnum {
  package typealias Model = MotCuaDomain.PaymentState
}

extension MotCuaAPI.PaymentProviderCode: MappedEnum {
  package typealias Model = MotCuaStore.PaymentProviderCode
}

extension MotCuaAPI.PaymentProviderStage: MappedEnum {
  package typealias Model = MotCuaStore.PaymentProviderStage
}

extension MotCuaAPI.RefundCause: MappedEnum {
  package typealias Model = MotCuaStore.RefundCause
}

extension Payment {
  /// A payment on the wire.
  package init(_ record: PaymentRecord) {
    self.init(
      code: record.code,
      dossierCode: record.dossier.text,
      state: MotCuaAPI.PaymentState(record.state),
      timing: MotCuaAPI.FeeTiming(record.timing),
      kind: MotCuaAPI.FeeKind(record.kind),
      name: record.name,
      amountVnd: record.amount.dong,
      deadline: record.deadline?.date,
      requestedAt: record.requestedAt.timestamp
    )
    provider = MotCuaAPI.PaymentProviderCode(record.provider)
    merchantReference = record.merchantReference ?? ""
    openedAt = record.openedAt?.timestamp
    method = MotCuaAPI.PaymentMethod(record.method)
    transactionReference = record.transactionReference ?? ""
    paidAt = record.paidAt?.timestamp
    confirmedAt = record.confirmedAt?.timestamp
    refundCause = MotCuaAPI.RefundCause(record.refundCause)
    insteadOf = record.insteadOf.map { "\(record.dossier.text)-TT\($0)" } ?? ""
    refundedAt = record.refundedAt?.timestamp
    refundReference = record.refundReference ?? ""
    closedAt = record.closedAt?.timestamp
    closingReason = record.closingReason
    etag = Etag.text(record.etag)
  }
}

extension ConfirmPaymentResponse {
  /// What became of money, on the wire.
  init(_ outcome: ConfirmPayment.Outcome) {
    self.init(outcome: ConfirmPaymentOutcome(outcome.verdict), payment: Payment(outcome.payment))
  }
}

extension ConfirmPaymentOutcome {
  fileprivate init(_ verdict: ConfirmPayment.Verdict) {
    switch verdict {
    case .paid: self = .paid
    case .repeated: self = .repeated
    case .refundDue: self = .refundDue
    case .amountDiffers: self = .amountDiffers
    }
  }
}

extension PaymentProvider {
  /// A provider on the wire, without its secret.
  init(_ record: PaymentProviderRecord, on day: CivilDate) {
    self.init(
      code: MotCuaAPI.PaymentProviderCode(record.code),
      name: record.name,
      stages: record.stages.map {
        PaymentProviderPeriod(
          stage: MotCuaAPI.PaymentProviderStage($0.stage),
          since: $0.since.date
        )
      },
      principalId: record.principalID.map(String.init) ?? "",
      hasSecret: !record.secret.isEmpty,
      stage: MotCuaAPI.PaymentProviderStage(record.stage(on: day)),
      etag: Etag.text(record.etag)
    )
  }
}
