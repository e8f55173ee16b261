import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What unpaid fees and ends of dossiers mean for payments")
struct PaymentGuardTests {
  typealias Ground = DossierHouse.Ground

  private static let paying = "1.000009"

  /// A procedure with a fee at reception, a charge with the result, and a price nobody says when.
  private func offerPaying(_ house: DossierHouse) async throws {
    var content = ProcedureContent(name: "Cấp giấy có thu phí", state: .published)
    let limit = try #require(TimeLimit(5, .workingDay))
    content.channels = MotCuaDomain.Channel.allCases.map {
      ProcedureChannelRecord(
        channel: $0,
        limits: [StatedLimit(limit: limit, text: "")],
        fees: [
          FeeRecord(kind: .fee, amount: Money(dong: 50_000), timing: .atReception),
          FeeRecord(kind: .charge, amount: Money(dong: 20_000), timing: .atResult),
          FeeRecord(kind: .price, amount: Money(dong: 9_000)),
        ]
      )
    }
    let code = try #require(ProcedureCode(Self.paying))
    let agency = try #require(AgencyCode(DossierProvince.department))
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: house.clock.now())
    _ = try await house.store.perform(
      ImportProcedures(drafts: [ProcedureDraft(code: code, content: content)]),
      as: envelope
    ) { _ in [] }
    let offering = OfferingRecord(
      procedure: code,
      agency: agency,
      levels: [OfferingLevelRecord(level: .legacy(.level4))],
      receivesOnline: true
    )
    _ = try await house.store.perform(ImportOfferings(offerings: [offering]), as: envelope) { _ in
      []
    }
  }

  private func submitted(_ house: DossierHouse) async throws -> Dossier {
    var request = Requests.submit(Self.paying)
    request.components = []
    return try await house.dossiers.submitDossier(request, options: house.by(.applicant))
  }

  private func accept(
    _ code: String,
    _ fees: [DossierFee],
    _ house: DossierHouse,
    id: Int = 90
  ) async throws -> Refusal? {
    let request = AcceptDossierRequest(
      code: code,
      fees: fees,
      requestId: fees.isEmpty ? "" : Requests.id(id)
    )
    return try await refusal {
      try await house.dossiers.acceptDossier(request, options: house.by(.desk))
    }
  }

  @Test(
    "A fee at reception holds acceptance until it is paid or exempt",
    arguments: Ground.allCases
  )
  func reception(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await offerPaying(house)
    let born = try await submitted(house)
    let error = await expectRefusal(.feesUnpaid) {
      _ = try await house.dossiers.acceptDossier(
        AcceptDossierRequest(code: born.code),
        options: house.by(.desk)
      )
    }
    #expect(error?.code == .failedPrecondition)
    #expect(error?.values == ["amount_vnd": "50000"])
    // A payment of 0 is no exemption, and another kind pays nothing here.
    #expect(try await accept(born.code, [Requests.cash(0)], house, id: 1)?.reason == .feesUnpaid)
    let charge = DossierFee(kind: .charge, amountVnd: 50_000, paymentMethod: .cash)
    #expect(try await accept(born.code, [charge], house, id: 2)?.reason == .feesUnpaid)
    #expect(
      try await accept(born.code, [Requests.cash(49_999)], house, id: 3)?.reason == .feesUnpaid
    )
    #expect(try await accept(born.code, [Requests.cash()], house, id: 4) == nil)
    let exempt = DossierFee(kind: .fee, exempt: true, exemptionReason: "Hộ nghèo")
    let poor = try await submitted(house)
    #expect(try await accept(poor.code, [exempt], house, id: 5) == nil)
    #expect(try await house.fullDossier(poor.code).fees.first?.exemptionReason == "Hộ nghèo")
    for person in [Person.desk, .administrator] {
      let shown = try await house.dossier(poor.code, as: person).fees.first
      #expect(shown?.exempt == true)
      #expect(shown?.exemptionReason == "")
    }
    // Half is paid and half is exempt.
    let half = try await submitted(house)
    let lowered = DossierFee(
      kind: .fee,
      amountVnd: 25_000,
      exempt: true,
      exemptionReason: "Giảm một nửa"
    )
    #expect(try await accept(half.code, [lowered], house, id: 6)?.reason == .feesUnpaid)
    let both = [lowered, Requests.cash(25_000)]
    #expect(try await accept(half.code, both, house, id: 7) == nil)
    #expect(try await house.store.recount().differences == [])
  }

  @Test(
    "A payment before acceptance settles the fee; one with the result holds the return",
    arguments: Ground.allCases
  )
  func result(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await offerPaying(house)
    try await house.openProvider()
    let born = try await submitted(house)
    var request = Payments.request(born.code, 50_000, id: 1)
    request.kind = .fee
    let asked = try await house.dossiers.requestPayment(request, options: house.by(.desk))
    try await house.opened(asked)
    try await house.confirm(house.callback(asked.code, "GD-1", amount: 50_000, id: 3))
    #expect(try await accept(born.code, [], house) == nil)
    _ = try await house.dossiers.startDossier(
      StartDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    try await house.complete(born.code)
    let held = ReturnResultRequest(code: born.code, method: .desk)
    let error = await expectRefusal(.feesUnpaid) {
      _ = try await house.dossiers.returnResult(held, options: house.by(.desk))
    }
    #expect(error?.values == ["amount_vnd": "20000"])
    let paid = ReturnResultRequest(
      code: born.code,
      method: .desk,
      fees: [DossierFee(kind: .charge, amountVnd: 20_000, paymentMethod: .cash)],
      requestId: Requests.id(4)
    )
    let returned = try await house.dossiers.returnResult(paid, options: house.by(.desk))
    #expect(returned.state == .returned)
    #expect(try await house.store.recount().differences == [])
  }

  @Test(
    "Withdrawal with a payment in flight: unpaid is cancelled, what comes later goes back",
    arguments: Ground.allCases
  )
  func withdrawn(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.started()
    let first = try await house.asked(born.code)
    try await house.opened(first)
    try await house.confirm(house.callback(first.code, "GD-1", id: 3))
    let second = try await house.asked(born.code, amount: 30_000, id: 4)
    try await house.opened(second, id: 5)
    let withdrawn = try await house.dossiers.withdrawDossier(
      WithdrawDossierRequest(code: born.code, reason: "Đổi ý"),
      options: house.by(.applicant)
    )
    #expect(withdrawn.state == .withdrawn)
    let settled = try await house.payments(of: born.code)
    #expect(settled.map(\.state) == [.cancelled, .refundDue])
    #expect(settled.last?.refundCause == .dossierEnded)
    let late = try await house.confirm(house.callback(second.code, "GD-2", amount: 30_000, id: 6))
    #expect(late.outcome == .refundDue)
    #expect(late.payment?.refundCause == .late)
    #expect(try await house.dossier(born.code).state == .withdrawn)
    let wrong = try await refusal {
      try await house.dossiers.refundPayment(
        RefundPaymentRequest(
          code: first.code,
          refundReference: "HT-1",
          amountVnd: 1,
          requestId: Requests.id(7)
        ),
        options: house.by(.desk)
      )
    }
    #expect(wrong?.reason == .paymentAmountDiffers)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Refusal after a payment gives the money back", arguments: Ground.allCases)
  func refused(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let asked = try await house.asked(born.code)
    try await house.opened(asked)
    try await house.confirm(house.callback(asked.code, "GD-1", id: 3))
    _ = try await house.dossiers.refuseDossier(
      RefuseDossierRequest(code: born.code, reason: "Sai thẩm quyền"),
      options: house.by(.desk)
    )
    let payment = try await house.payment(asked.code)
    #expect(payment.state == .refundDue)
    #expect(payment.refundCause == .dossierEnded)
  }

  @Test("A request needs an account, a positive amount, a day to come and an identity")
  func requests() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.started()
    let elsewhere = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.commune),
      options: house.by(.communeDesk)
    )
    let other = Payments.request(elsewhere.code, id: 1)
    await expectRefusal(.beneficiaryAccountMissing) {
      _ = try await house.dossiers.requestPayment(other, options: house.by(.communeDesk))
    }
    var nothing = Payments.request(born.code, 0, id: 2)
    let zero = nothing
    await expectRefusal(.invalidFields) {
      _ = try await house.dossiers.requestPayment(zero, options: house.by(.desk))
    }
    nothing = Payments.request(born.code, id: 3)
    nothing.deadline = DossierHouse.day(8, 5).date
    let past = nothing
    await expectRefusal(.invalidFields) {
      _ = try await house.dossiers.requestPayment(past, options: house.by(.desk))
    }
    nothing = Payments.request(born.code, id: 4)
    nothing.requestId = ""
    let nameless = nothing
    await expectRefusal(.requestIdRequired) {
      _ = try await house.dossiers.requestPayment(nameless, options: house.by(.desk))
    }
    var dry = Payments.request(born.code, id: 5)
    dry.validateOnly = true
    let trial = dry
    #expect(
      try await house.dossiers.requestPayment(trial, options: house.by(.desk)).state == .requested
    )
    #expect(try await house.dossier(born.code).state == .inProgress)
    _ = try await house.asked(born.code, id: 6)
    // One at a time: the dossier waits for the first.
    let again = try await refusal { try await house.asked(born.code, id: 7) }
    #expect(again?.reason == .illegalTransition)
    #expect(again?.subjects.contains("CANCEL_PAYMENT") == true)
  }
}
