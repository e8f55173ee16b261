import MotCuaAPI
import MotCuaServices

extension DryHouse {
  /// Good requests about payments and shipments, and what they need.
  func moneyRequests() async throws -> [String: (any MutationRequest, Person)] {
    let provider = PaymentProvider(
      code: .viettel,
      stages: [PaymentProviderPeriod(stage: .live, since: DossierHouse.day(1, 1).date)],
      principalId: String(Person.gateway.rawValue)
    )
    let setProvider = SetPaymentProviderRequest(provider: provider, secret: DossierHouse.secret)
    _ = try await dossiers.setPaymentProvider(setProvider, options: by(.administrator))
    let asked = try await dossiers.requestPayment(
      Payments.request(try await start(), id: 1),
      options: by(.desk)
    )
    let late = try await dossiers.requestPayment(
      Payments.request(try await start(), id: 2),
      options: by(.desk)
    )
    _ = try await dossiers.confirmPayment(Payments.cash(late.code, id: 3), options: by(.desk))
    _ = try await dossiers.withdrawDossier(
      WithdrawDossierRequest(code: late.dossierCode),
      options: by(.applicant)
    )
    let code = try await start()
    let shipment = RecordShipmentRequest(
      code: code,
      direction: .inbound,
      carrier: "VNPOST",
      trackingNumber: "EB1VN"
    )
    _ = try await dossiers.recordShipment(shipment, options: by(.desk))
    var other = shipment
    other.trackingNumber = "EB2VN"
    return [
      "SetPaymentProvider": (setProvider, .administrator),
      "RequestPayment": (Payments.request(code, id: 4), .desk),
      "CreatePayment": (
        CreatePaymentRequest(code: asked.code, provider: .viettel), .applicant
      ),
      "ConfirmPayment": (Payments.cash(asked.code, id: 5), .desk),
      "CancelPayment": (CancelPaymentRequest(code: asked.code, reason: "Nhầm"), .desk),
      "RefundPayment": (
        RefundPaymentRequest(code: late.code, refundReference: "HT-1", amountVnd: 120_000), .desk
      ),
      "ReconcilePayments": (
        ReconcilePaymentsRequest(
          provider: .viettel,
          paid: StatisticsTests.period((8, 1), (8, 31)),
          confirm: true
        ), .supervisor
      ),
      "RecordShipment": (other, .desk),
      "UpdateShipment": (
        UpdateShipmentRequest(carrier: "VNPOST", trackingNumber: "EB1VN", state: .collected),
        .postman
      ),
    ]
  }
}
