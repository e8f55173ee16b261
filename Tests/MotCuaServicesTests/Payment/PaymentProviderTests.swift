import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Providers, lists and reconciliation of payments")
struct PaymentProviderTests {
  typealias Ground = DossierHouse.Ground

  @Test("Only a provider that is LIVE on the day takes payments", arguments: Ground.allCases)
  func stages(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    let asked = try await house.asked(born.code)
    let unknown = await expectRefusal(.paymentProviderNotLive) {
      try await house.opened(asked)
    }
    #expect(unknown?.values == ["provider": "VIETTEL", "stage": "NONE"])
    try await house.openProvider(since: DossierHouse.day(8, 7))
    await expectRefusal(.paymentProviderNotLive) { try await house.opened(asked, id: 3) }
    house.set(8, 7, 0)
    #expect(try await house.opened(asked, id: 4).state == .pending)
    let stopped = try await house.openProvider(since: DossierHouse.day(8, 7), stage: .planned)
    #expect(stopped.stage == .planned)
    #expect(stopped.etag == "2")
    // What is on its way still arrives.
    #expect(try await house.confirm(house.callback(asked.code, "GD-1", id: 5)).outcome == .paid)
  }

  @Test(
    "The secret goes in and never comes out; an empty one leaves it",
    arguments: Ground.allCases
  )
  func secret(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let made = try await house.openProvider()
    #expect(made.hasSecret)
    let renamed = try await house.dossiers.setPaymentProvider(
      SetPaymentProviderRequest(
        provider: PaymentProvider(
          code: .viettel,
          name: "Viettel",
          stages: made.stages,
          principalId: made.principalId
        ),
        etag: made.etag
      ),
      options: house.by(.administrator)
    )
    #expect(renamed.hasSecret)
    let listed = try await house.dossiers.listPaymentProviders(
      ListPaymentProvidersRequest(),
      options: house.by(.desk)
    ).providers
    #expect(listed == [renamed])
    for provider in listed { #expect(!"\(provider)".contains(DossierHouse.secret)) }
    let born = try await house.started()
    let asked = try await house.opened(try await house.asked(born.code))
    #expect(try await house.confirm(house.callback(asked.code, "GD-1", id: 5)).outcome == .paid)
    // A provider's speaker is a gateway, and speaks for one provider.
    for (code, principal) in [
      (MotCuaAPI.PaymentProviderCode.vnpt, Person.desk), (.vnpt, Person.gateway),
    ] {
      let request = SetPaymentProviderRequest(
        provider: PaymentProvider(code: code, principalId: String(principal.rawValue))
      )
      await expectRefusal(.notFound) {
        _ = try await house.dossiers.setPaymentProvider(
          request,
          options: house.by(.administrator)
        )
      }
    }
    var twice = made
    twice.stages += made.stages
    let doubled = SetPaymentProviderRequest(provider: twice, secret: "ngắn")
    await expectRefusal(.invalidFields) {
      _ = try await house.dossiers.setPaymentProvider(doubled, options: house.by(.administrator))
    }
  }

  @Test("Lists keep to the caller's scope, page by page", arguments: Ground.allCases)
  func lists(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var codes: [String] = []
    for number in 1...5 {
      let born = try await house.started()
      codes.append(try await house.asked(born.code, id: number).code)
    }
    var seen: [String] = []
    var token = ""
    repeat {
      let page = try await house.dossiers.listPayments(
        ListPaymentsRequest(pageSize: 2, pageToken: token),
        options: house.by(.desk)
      )
      #expect(page.payments.count <= 2)
      seen += page.payments.map(\.code)
      token = page.nextPageToken
    } while !token.isEmpty
    #expect(seen == codes.reversed())
    let others = try await house.dossiers.listPayments(
      ListPaymentsRequest(),
      options: house.by(.districtDesk)
    )
    #expect(others.payments.isEmpty)
    await expectRefusal(.notFound) {
      _ = try await house.payment(codes[0], as: .districtDesk)
    }
    await expectRefusal(.notFound) { _ = try await house.payment("gì đó") }
    #expect(try await house.payment(codes[0], as: .applicant).code == codes[0])
    let filtered = try await house.dossiers.listPayments(
      ListPaymentsRequest(states: [.paid]),
      options: house.by(.supervisor)
    )
    #expect(filtered.payments.isEmpty)
  }

  private func row(
    _ line: Int64,
    _ reference: String,
    _ transaction: String,
    _ amount: Int64 = 120_000,
    refunded: Bool = false
  ) -> ProviderRow {
    ProviderRow(
      line: line,
      merchantReference: reference,
      transactionReference: transaction,
      amountVnd: amount,
      paidAt: DossierHouse.start.timestamp,
      refunded: refunded
    )
  }

  private func reconcile(
    _ house: DossierHouse,
    _ rows: [ProviderRow],
    confirm: Bool,
    id: Int
  ) async throws -> ReconcilePaymentsResponse {
    let period = StatisticsTests.period((8, 1), (8, 31))
    return try await house.dossiers.reconcilePayments(options: house.by(.supervisor)) { writer in
      try await writer.write(
        ReconcilePaymentsRequest(
          provider: .viettel,
          paid: period,
          confirm: confirm,
          rows: rows,
          requestId: Requests.id(id)
        )
      )
    }
  }

  @Test(
    "A provider's file is compared row by row; only asked to does it confirm",
    arguments: Ground.allCases
  )
  func reconciliation(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    var codes: [String] = []
    for number in 1...4 {
      let born = try await house.started()
      let asked = try await house.asked(born.code, id: number * 10)
      try await house.opened(asked, id: number * 10 + 1)
      codes.append(asked.code)
    }
    // The first two are known as paid; the third was paid there and its callback was lost.
    for (number, code) in codes.prefix(2).enumerated() {
      try await house.confirm(house.callback(code, "GD-\(number + 1)", id: 100 + number))
    }
    let rows = [
      row(2, codes[0], "GD-1"), row(3, codes[2], "GD-3"), row(4, codes[3], "GD-4", 1000),
      row(5, "LA", "GD-9"), row(6, codes[0], "GD-1"), row(7, "", ""),
    ]
    let seen = try await reconcile(house, rows, confirm: false, id: 200)
    #expect(
      seen.rows.map(\.verdict) == [
        .matched, .stateDiffers, .amountDiffers, .missingHere, .rejected, .rejected, .missingThere,
      ]
    )
    #expect(seen.rows.map(\.line) == [2, 3, 4, 5, 6, 7, 0])
    #expect(seen.rows.last?.paymentCode == codes[1])
    #expect([seen.matchedCount, seen.rejectedCount, seen.confirmedCount] == [1, 2, 0])
    #expect(try await house.payment(codes[2]).state == .pending)
    let done = try await reconcile(house, rows, confirm: true, id: 201)
    #expect(done.rows[1].verdict == .confirmed)
    #expect(done.rows[2].stateHere == .refundDue)
    #expect(done.confirmedCount == 2)
    let paid = try await house.payment(codes[2])
    #expect(paid.state == .paid)
    #expect(paid.transactionReference == "GD-3")
    #expect(try await house.dossier(paid.dossierCode).state == .inProgress)
    #expect(try await house.payment(codes[3]).state == .pending)
    #expect(try await reconcile(house, rows, confirm: true, id: 201) == done)
    #expect(try await reconcile(house, rows, confirm: false, id: 203).matchedCount == 3)
    // The callback that was lost comes after all.
    let late = try await house.confirm(house.callback(codes[2], "GD-3", id: 204))
    #expect(late.outcome == .repeated)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Money that only the provider's file proves goes back too", arguments: Ground.allCases)
  func excess(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let waiting = try await house.opened(try await house.asked(try await house.started().code))
    let paid = try await house.opened(
      try await house.asked(try await house.started().code, id: 11),
      id: 12
    )
    try await house.confirm(house.callback(paid.code, "GD-1", id: 13))
    let rows = [
      row(2, waiting.code, "GD-2", 1000), row(3, paid.code, "GD-3"), row(4, paid.code, "GD-1"),
    ]
    let seen = try await reconcile(house, rows, confirm: false, id: 20)
    #expect(seen.rows.map(\.verdict) == [.amountDiffers, .missingHere, .matched])
    let done = try await reconcile(house, rows, confirm: true, id: 21)
    #expect(done.rows.map(\.verdict) == [.confirmed, .confirmed, .matched])
    #expect(done.rows.map(\.stateHere) == [.refundDue, .refundDue, .paid])
    #expect(try await reconcile(house, rows, confirm: true, id: 22).matchedCount == 3)
    #expect(try await house.payment(waiting.code).state == .pending)
    for (number, code) in [waiting.dossierCode, paid.dossierCode].enumerated() {
      let excess = try await house.payment(code + "-TT2")
      #expect(excess.refundCause == (number == 0 ? .amountDiffers : .paidBefore))
      let back = try await house.dossiers.refundPayment(
        RefundPaymentRequest(
          code: excess.code,
          refundReference: "HT-\(number)",
          amountVnd: excess.amountVnd,
          requestId: Requests.id(30 + number)
        ),
        options: house.by(.supervisor)
      )
      #expect(back.state == .refunded)
    }
    // The callback that was lost comes after all.
    let late = try await house.confirm(house.callback(paid.code, "GD-3", id: 40))
    #expect(late.outcome == .repeated)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("What went back on one side only differs", arguments: Ground.allCases)
  func refunds(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.started()
    let asked = try await house.opened(try await house.asked(born.code))
    try await house.confirm(house.callback(asked.code, "GD-1", id: 3))
    let there = [row(2, asked.code, "GD-1", refunded: true)]
    #expect(try await reconcile(house, there, confirm: false, id: 4).stateDiffersCount == 1)
    _ = try await house.dossiers.withdrawDossier(
      WithdrawDossierRequest(code: born.code),
      options: house.by(.applicant)
    )
    _ = try await house.dossiers.refundPayment(
      RefundPaymentRequest(
        code: asked.code,
        refundReference: "HT-1",
        amountVnd: 120_000,
        requestId: Requests.id(5)
      ),
      options: house.by(.supervisor)
    )
    #expect(try await reconcile(house, there, confirm: true, id: 6).matchedCount == 1)
    let here = [row(2, asked.code, "GD-1")]
    #expect(try await reconcile(house, here, confirm: true, id: 7).stateDiffersCount == 1)
  }
}
