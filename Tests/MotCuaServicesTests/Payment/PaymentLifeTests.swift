import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("The life of a payment")
struct PaymentLifeTests {
  typealias Ground = DossierHouse.Ground

  @Test("A callback pays, and the dossier goes on from where it was", arguments: Ground.allCases)
  func paid(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.started()
    let asked = try await house.asked(born.code)
    #expect(asked.code == born.code + "-TT1")
    #expect(asked.state == .requested)
    #expect(asked.timing == .atSupplement)
    let waiting = try await house.dossier(born.code)
    #expect(waiting.state == .paymentRequested)
    #expect(waiting.answerDueAt == Instant(ict: DossierHouse.day(8, 13), minute: 0).timestamp)
    let opened = try await house.opened(asked)
    #expect(opened.state == .pending)
    #expect(opened.merchantReference == asked.code)
    house.set(8, 7, 9, 15)
    let answer = try await house.confirm(house.callback(opened.merchantReference, "GD-1", id: 3))
    #expect(answer.outcome == .paid)
    #expect(answer.payment?.state == .paid)
    #expect(answer.payment?.method == .online)
    let gone = try await house.fullDossier(born.code)
    #expect(gone.state == .inProgress)
    // The clock stood from Thursday to Friday, so that the five working days end one day later.
    #expect(gone.dueAt == Instant(ict: DossierHouse.day(8, 14), minute: 17 * 60).timestamp)
    #expect(gone.pauses.map(\.state) == [.paymentRequested])
    #expect(gone.fees.map(\.transactionReference) == ["VIETTEL/GD-1"])
    #expect(gone.fees.map(\.amountVnd) == [120_000])
    #expect(
      gone.history.suffix(2).map(\.action) == [.requestPayment, .confirmPayment]
    )
    let counts = try await house.august()
    #expect([counts.feeBearing, counts.feePaidOnline] == [1, 1])
    #expect(counts.feeOnlineAmountVnd == 120_000)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Before acceptance a payment waits for the gateway alone", arguments: Ground.allCases)
  func before(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let asked = try await house.asked(born.code)
    #expect(asked.timing == .atReception)
    let cash = try await refusal {
      try await house.dossiers.confirmPayment(
        Payments.cash(asked.code, id: 8),
        options: house.by(.desk)
      )
    }
    #expect(cash?.reason == .principalNotAllowed)
    try await house.opened(asked)
    house.set(8, 6, 14)
    try await house.confirm(house.callback(asked.code, "GD-1", id: 3))
    let back = try await house.dossier(born.code)
    #expect(back.state == .submitted)
    #expect(back.acceptanceDueAt != born.acceptanceDueAt)
    #expect(try await house.runTimers() == 0)
    _ = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    #expect(try await house.august().feePaidOnline == 1)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("The desk takes cash, and a transfer once", arguments: Ground.allCases)
  func desk(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let first = try await house.started()
    let cash = try await house.asked(first.code)
    let wrong = try await refusal {
      try await house.dossiers.confirmPayment(
        Payments.cash(cash.code, 100_000, id: 2),
        options: house.by(.desk)
      )
    }
    #expect(wrong?.reason == .paymentAmountDiffers)
    #expect(try await house.payments(of: first.code).count == 1)
    let answer = try await house.dossiers.confirmPayment(
      Payments.cash(cash.code, id: 3),
      options: house.by(.desk)
    )
    #expect(answer.payment?.state == .paid)
    #expect(answer.payment?.method == .cash)
    #expect(try await house.dossier(first.code).state == .inProgress)
    let again = try await refusal {
      try await house.dossiers.confirmPayment(
        Payments.cash(cash.code, id: 4),
        options: house.by(.desk)
      )
    }
    #expect(again?.reason == .paymentState)
    var transfers: [ErrorReason?] = []
    for number in [1, 2] {
      let born = try await house.started()
      let asked = try await house.asked(born.code, id: 10 + number)
      var request = Payments.cash(asked.code, id: 20 + number)
      request.method = .transfer
      request.transactionReference = "FT-77"
      let transfer = request
      transfers.append(
        try await refusal {
          try await house.dossiers.confirmPayment(transfer, options: house.by(.desk))
        }?.reason
      )
    }
    #expect(transfers == [nil, .transactionReferenceTaken])
    #expect(try await house.august().feePaidOnline == 0)
    #expect(try await house.store.recount().differences == [])
  }

  @Test(
    "Nobody pays in time: the dossier ends, and money that still comes goes back",
    arguments: Ground.allCases
  )
  func expired(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.started()
    try await house.opened(try await house.asked(born.code))
    let fresh = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let unopened = try await house.asked(fresh.code, id: 5)
    // The callback comes before the server has looked at its timers.
    house.set(8, 13, 8)
    let answer = try await house.confirm(house.callback(born.code + "-TT1", "GD-1", id: 3))
    #expect(answer.outcome == .refundDue)
    #expect(answer.payment?.state == .refundDue)
    #expect(answer.payment?.refundCause == .late)
    #expect(try await house.dossier(born.code).state == .stopped)
    #expect(try await house.runTimers() == 1)
    #expect(try await house.dossier(fresh.code).state == .refused)
    let expired = try await house.payment(unopened.code)
    #expect(expired.state == .expired)
    #expect(expired.closedAt == Instant(ict: DossierHouse.day(8, 13), minute: 0).timestamp)
    #expect(try await house.dossier(born.code).fees.isEmpty)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A request that was wrong is taken back, and the clock runs on", arguments: Ground.allCases)
  func cancelled(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.received()
    let asked = try await house.asked(born.code)
    try await house.opened(asked)
    house.set(8, 7, 9, 15)
    let cancelled = try await house.dossiers.cancelPayment(
      CancelPaymentRequest(code: asked.code, reason: "Nhầm", requestId: Requests.id(3)),
      options: house.by(.desk)
    )
    #expect(cancelled.state == .cancelled)
    #expect(cancelled.closingReason == "Nhầm")
    let back = try await house.fullDossier(born.code)
    #expect(back.state == .received)
    #expect(back.history.last?.action == .cancelPayment)
    #expect(back.dueAt == Instant(ict: DossierHouse.day(8, 14), minute: 17 * 60).timestamp)
    // The money was on its way.
    let late = try await house.confirm(house.callback(asked.code, "GD-1", id: 4))
    #expect(late.outcome == .refundDue)
    #expect(try await house.dossier(born.code).state == .received)
    let next = try await house.asked(born.code, id: 5)
    #expect(next.code == born.code + "-TT2")
    let refunded = try await house.dossiers.refundPayment(
      RefundPaymentRequest(
        code: asked.code,
        refundReference: "HT-1",
        amountVnd: 120_000,
        requestId: Requests.id(6)
      ),
      options: house.by(.desk)
    )
    #expect(refunded.state == .refunded)
    #expect(refunded.refundReference == "HT-1")
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A payment moves no promise of a supplement", arguments: Ground.allCases)
  func afterSupplement(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    let early = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    try await house.supplement([born.code, early.code])
    let promised = try await house.dossier(born.code)
    #expect(promised.supplement?.newDueAt != nil)
    #expect(promised.supplement?.newDueAt == promised.dueAt)
    _ = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: early.code),
      options: house.by(.desk)
    )
    var pays = [try await house.asked(born.code), try await house.asked(early.code, id: 2)]
    house.set(8, 11, 9, 15)
    for (index, payment) in pays.enumerated() {
      _ = try await house.dossiers.confirmPayment(
        Payments.cash(payment.code, id: 10 + index),
        options: house.by(.desk)
      )
    }
    let paid = try await house.dossier(born.code)
    #expect(paid.dueAt != promised.dueAt)
    #expect(paid.supplement == promised.supplement)
    let later = try await house.dossier(early.code)
    #expect(later.supplement?.providedAt != nil)
    // What was not received yet had no due date to move.
    #expect(later.supplement?.newDueAt == nil)
    pays = [try await house.asked(born.code, id: 20)]
    house.set(8, 12, 9, 15)
    _ = try await house.dossiers.cancelPayment(
      CancelPaymentRequest(code: pays[0].code, reason: "Nhầm", requestId: Requests.id(21)),
      options: house.by(.desk)
    )
    #expect(try await house.dossier(born.code).supplement == promised.supplement)
  }
}

extension DossierHouse {
  /// Asks for a supplement of each, which is given on the next morning.
  fileprivate func supplement(_ codes: [String]) async throws {
    for code in codes {
      _ = try await dossiers.requestSupplement(
        RequestSupplementRequest(code: code, reason: "Thiếu", deadline: Self.day(8, 30).date),
        options: by(.desk)
      )
    }
    set(8, 7, 9, 15)
    for code in codes {
      _ = try await dossiers.provideSupplement(
        ProvideSupplementRequest(code: code, note: "Đã nộp"),
        options: by(.desk)
      )
    }
  }
}
