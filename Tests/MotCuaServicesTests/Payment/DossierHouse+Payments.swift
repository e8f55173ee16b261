import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore

extension DossierHouse {
  static let secret = "khoa-bi-mat-cua-cong-thanh-toan-32"

  /// Sets VIETTEL, for which the gateway speaks, live since a day.
  @discardableResult
  func openProvider(
    since: CivilDate = DossierHouse.day(1, 1),
    stage: MotCuaAPI.PaymentProviderStage = .live
  ) async throws -> PaymentProvider {
    try await dossiers.setPaymentProvider(
      SetPaymentProviderRequest(
        provider: PaymentProvider(
          code: .viettel,
          name: "Viettel Money",
          stages: [PaymentProviderPeriod(stage: stage, since: since.date)],
          principalId: String(Person.gateway.rawValue)
        ),
        secret: Self.secret
      ),
      options: by(.administrator)
    )
  }

  /// Asks for a payment until 12 August.
  func asked(_ code: String, amount: Int64 = 120_000, id: Int = 1) async throws -> Payment {
    try await dossiers.requestPayment(Payments.request(code, amount, id: id), options: by(.desk))
  }

  /// Opens a payment at VIETTEL.
  @discardableResult
  func opened(_ payment: Payment, id: Int = 2) async throws -> Payment {
    try await dossiers.createPayment(
      CreatePaymentRequest(code: payment.code, provider: .viettel, requestId: Requests.id(id)),
      options: by(.applicant)
    )
  }

  /// A gateway's callback, signed.
  func callback(
    _ reference: String,
    _ transaction: String,
    amount: Int64 = 120_000,
    id: Int,
    secret: String = DossierHouse.secret
  ) -> ConfirmPaymentRequest {
    let at = clock.now()
    let signed = PaymentSignature(
      provider: .viettel,
      merchantReference: reference,
      transactionReference: transaction,
      amount: Money(dong: amount),
      paidAt: at
    )
    return ConfirmPaymentRequest(
      merchantReference: reference,
      transactionReference: transaction,
      amountVnd: amount,
      paidAt: at.timestamp,
      signature: signed.signature(secret: Array(secret.utf8)),
      requestId: Requests.id(id)
    )
  }

  /// Sends a callback.
  @discardableResult
  func confirm(_ request: ConfirmPaymentRequest) async throws -> ConfirmPaymentResponse {
    try await dossiers.confirmPayment(request, options: by(.gateway))
  }

  /// Asks for a payment and has it paid at VIETTEL.
  func payOnline(_ code: String, _ amount: Int64) async throws {
    try await openProvider()
    let asked = try await asked(code, amount: amount, id: 801)
    try await opened(asked, id: 802)
    try await confirm(callback(asked.code, "T-1", amount: amount, id: 803))
  }

  func payment(_ code: String, as person: Person = .desk) async throws -> Payment {
    try await dossiers.getPayment(GetPaymentRequest(code: code), options: by(person))
  }

  func payments(of code: String, as person: Person = .desk) async throws -> [Payment] {
    try await dossiers.listPayments(
      ListPaymentsRequest(dossierCode: code),
      options: by(person)
    ).payments
  }
}

/// Requests about payments.
enum Payments {
  static func request(_ code: String, _ amount: Int64 = 120_000, id: Int) -> RequestPaymentRequest {
    RequestPaymentRequest(
      code: code,
      kind: .charge,
      name: "Lệ phí cấp giấy",
      amountVnd: amount,
      deadline: DossierHouse.day(8, 12).date,
      requestId: Requests.id(id)
    )
  }

  static func cash(_ code: String, _ amount: Int64 = 120_000, id: Int) -> ConfirmPaymentRequest {
    ConfirmPaymentRequest(
      code: code,
      amountVnd: amount,
      method: .cash,
      requestId: Requests.id(id)
    )
  }
}
