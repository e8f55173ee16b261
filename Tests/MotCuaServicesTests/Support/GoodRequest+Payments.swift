import MotCuaAPI
import MotCuaServices

extension GoodRequest {
  /// What is done about payments and shipments.
  static let money: [String: GoodRequest] = [
    "SetPaymentProvider": GoodRequest(.administrator) { _ in liveProvider },
    "RequestPayment": GoodRequest(.desk) { Payments.request(try await $0.started(), id: 4) },
    "CreatePayment": GoodRequest(.applicant) { house in
      _ = try await house.dossiers.setPaymentProvider(
        liveProvider,
        options: house.by(.administrator)
      )
      return CreatePaymentRequest(code: try await house.asked().code, provider: .viettel)
    },
    "ConfirmPayment": GoodRequest(.desk) { Payments.cash(try await $0.asked().code, id: 5) },
    "CancelPayment": GoodRequest(.desk) {
      CancelPaymentRequest(code: try await $0.asked().code, reason: "Nhầm")
    },
    "RefundPayment": GoodRequest(.desk) { house in
      let late = try await house.asked()
      _ = try await house.dossiers.confirmPayment(
        Payments.cash(late.code, id: 3),
        options: house.by(.desk)
      )
      _ = try await house.dossiers.withdrawDossier(
        WithdrawDossierRequest(code: late.dossierCode),
        options: house.by(.applicant)
      )
      return RefundPaymentRequest(code: late.code, refundReference: "HT-1", amountVnd: 120_000)
    },
    "ReconcilePayments": GoodRequest(.supervisor) { house in
      _ = try await house.dossiers.setPaymentProvider(
        liveProvider,
        options: house.by(.administrator)
      )
      return ReconcilePaymentsRequest(
        provider: .viettel,
        paid: StatisticsTests.period((8, 1), (8, 31)),
        confirm: true
      )
    },
    "RecordShipment": GoodRequest(.desk) { shipment(try await $0.started()) },
    "UpdateShipment": GoodRequest(.postman) { house in
      _ = try await house.dossiers.recordShipment(
        shipment(try await house.started()),
        options: house.by(.desk)
      )
      return UpdateShipmentRequest(carrier: "VNPOST", trackingNumber: "EB1VN", state: .collected)
    },
  ]

  private static let liveProvider = SetPaymentProviderRequest(
    provider: PaymentProvider(
      code: .viettel,
      stages: [PaymentProviderPeriod(stage: .live, since: DossierHouse.day(1, 1).date)],
      principalId: String(Person.gateway.rawValue)
    ),
    secret: DossierHouse.secret
  )

  private static func shipment(_ code: String) -> RecordShipmentRequest {
    RecordShipmentRequest(
      code: code,
      direction: .inbound,
      carrier: "VNPOST",
      trackingNumber: "EB1VN"
    )
  }
}

extension DryHouse {
  /// A payment that a dossier is asked for.
  fileprivate func asked() async throws -> Payment {
    try await dossiers.requestPayment(
      Payments.request(try await started(), id: 1),
      options: by(.desk)
    )
  }
}
