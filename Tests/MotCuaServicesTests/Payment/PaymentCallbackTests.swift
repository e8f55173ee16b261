import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What a payment gateway says")
struct PaymentCallbackTests {
  typealias Ground = DossierHouse.Ground

  private func pending(_ house: DossierHouse) async throws -> Payment {
    try await house.openProvider()
    let born = try await house.started()
    return try await house.opened(try await house.asked(born.code))
  }

  @Test("The signature is the HMAC of six lines, as any other gateway would work it out")
  func signature() {
    // Worked out with Python's hmac.
    let signed = PaymentSignature(
      provider: .viettel,
      merchantReference: "000.00.05.H10-200806-0001-TT1",
      transactionReference: "GD-1",
      amount: Money(dong: 120_000),
      paidAt: Instant(milliseconds: 1_596_680_100_999)
    )
    let lines =
      "motcua-payment-v1\nVIETTEL\n000.00.05.H10-200806-0001-TT1\nGD-1\n120000\n1596680100"
    #expect(signed.text == Array(lines.utf8))
    let secret = Array(DossierHouse.secret.utf8)
    #expect(
      signed.signature(secret: secret)
        == "380a42a71d2e5ac02d9da56be3377b74cac07021cf4915ef136be90010b6873a"
    )
    #expect(signed.isValid(signed.signature(secret: secret), secret: secret))
    #expect(!signed.isValid(signed.signature(secret: secret), secret: []))
    #expect(!signed.isValid("", secret: secret))
  }

  @Test("The same transaction twice changes nothing", arguments: Ground.allCases)
  func twice(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let payment = try await pending(house)
    let request = house.callback(payment.merchantReference, "GD-1", id: 3)
    let first = try await house.confirm(request)
    let etag = try await house.dossier(payment.dossierCode).etag
    // With the same identity the bytes of the first answer, with another one the same money.
    #expect(try await house.confirm(request) == first)
    let other = try await house.confirm(house.callback(payment.merchantReference, "GD-1", id: 4))
    #expect(other.outcome == .repeated)
    #expect(other.payment == first.payment)
    #expect(try await house.dossier(payment.dossierCode).etag == etag)
    #expect(try await house.payments(of: payment.dossierCode).count == 1)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Money that comes a second time is kept and goes back", arguments: Ground.allCases)
  func second(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let payment = try await pending(house)
    try await house.confirm(house.callback(payment.merchantReference, "GD-1", id: 3))
    let again = try await house.confirm(house.callback(payment.merchantReference, "GD-2", id: 4))
    #expect(again.outcome == .refundDue)
    #expect(again.payment?.code == payment.dossierCode + "-TT2")
    #expect(again.payment?.refundCause == .paidBefore)
    #expect(again.payment?.insteadOf == payment.code)
    #expect(try await house.payment(payment.code).state == .paid)
    #expect(try await house.dossier(payment.dossierCode).fees.count == 1)
  }

  @Test("Another amount is refused, recorded, and pays nothing", arguments: Ground.allCases)
  func amount(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let payment = try await pending(house)
    let wrong = house.callback(payment.merchantReference, "GD-1", amount: 119_999, id: 3)
    for _ in 1...2 {
      let error = await expectRefusal(.paymentAmountDiffers) { try await house.confirm(wrong) }
      #expect(error?.values == ["payment": payment.dossierCode + "-TT2"])
    }
    let renamed = house.callback(payment.merchantReference, "GD-1", amount: 119_999, id: 4)
    await expectRefusal(.paymentAmountDiffers) { try await house.confirm(renamed) }
    let known = try await house.payments(of: payment.dossierCode)
    #expect(known.map(\.state) == [.refundDue, .pending])
    #expect(known.map(\.amountVnd) == [119_999, 120_000])
    #expect(known.first?.refundCause == .amountDiffers)
    #expect(try await house.dossier(payment.dossierCode).state == .paymentRequested)
    // The right amount still pays.
    let right = try await house.confirm(house.callback(payment.merchantReference, "GD-2", id: 5))
    #expect(right.outcome == .paid)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A callback before its payment is to be repeated", arguments: Ground.allCases)
  func early(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let born = try await house.started()
    let asked = try await house.asked(born.code)
    let request = house.callback("CQG-0001", "GD-1", id: 3)
    let error = await expectRefusal(.paymentNotYetKnown) { try await house.confirm(request) }
    #expect(error?.code == .unavailable)
    #expect(error?.details.contains(.retryInfo(delay: .seconds(5))) == true)
    _ = try await house.dossiers.createPayment(
      CreatePaymentRequest(
        code: asked.code,
        provider: .viettel,
        merchantReference: "CQG-0001",
        requestId: Requests.id(4)
      ),
      options: house.by(.portal)
    )
    #expect(try await house.confirm(request).outcome == .paid)
    let next = try await house.started()
    let other = try await house.asked(next.code, id: 5)
    let taken = try await refusal {
      try await house.dossiers.createPayment(
        CreatePaymentRequest(
          code: other.code,
          provider: .viettel,
          merchantReference: "CQG-0001",
          requestId: Requests.id(6)
        ),
        options: house.by(.portal)
      )
    }
    #expect(taken?.reason == .alreadyExists)
  }

  @Test("A desk cannot take a transfer under a gateway's transaction", arguments: Ground.allCases)
  func takenAtDesk(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await house.openProvider()
    let first = try await house.opened(try await house.asked(try await house.started().code))
    #expect(
      try await house.confirm(house.callback(first.merchantReference, "GD-1", id: 3)).outcome
        == .paid
    )
    let second = try await house.opened(
      try await house.asked(try await house.started().code, id: 4),
      id: 5
    )
    var request = Payments.cash(second.code, id: 6)
    request.method = .transfer
    request.transactionReference = "GD-1"
    let taken = request
    let error = try await refusal {
      try await house.dossiers.confirmPayment(taken, options: house.by(.desk))
    }
    #expect(error?.reason == .transactionReferenceTaken)
    #expect(try await house.payment(second.code).state == .pending)
  }

  @Test("Only the provider's own signature over these very values counts")
  func forged() async throws {
    let house = try await DossierHouse(.memory)
    let payment = try await pending(house)
    let good = house.callback(payment.merchantReference, "GD-1", id: 3)
    var forged = [house.callback(payment.merchantReference, "GD-1", id: 4, secret: "khác")]
    for change in 0..<4 {
      var request = good
      switch change {
      case 0: request.amountVnd = 1
      case 1: request.transactionReference = "GD-2"
      case 2: request.merchantReference = "X"
      default: request.paidAt = Instant(milliseconds: 0).timestamp
      }
      forged.append(request)
    }
    for request in forged {
      let error = await expectRefusal(.paymentSignatureInvalid) { try await house.confirm(request) }
      #expect(error?.code == .permissionDenied)
    }
    #expect(try await house.payment(payment.code).state == .pending)
  }

  @Test("A gateway that speaks for no provider confirms nothing and sees nothing")
  func stranger() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.started()
    let asked = try await house.asked(born.code)
    let request = house.callback(asked.code, "GD-1", id: 3)
    await expectRefusal(.principalNotAllowed) { try await house.confirm(request) }
    await expectRefusal(.notFound) { _ = try await house.payment(asked.code, as: .gateway) }
    #expect(try await house.payments(of: born.code, as: .gateway) == [])
    try await house.openProvider()
    // It is not opened at this provider.
    #expect(try await house.payments(of: born.code, as: .gateway) == [])
    try await house.opened(asked)
    #expect(try await house.payments(of: born.code, as: .gateway).map(\.code) == [asked.code])
  }
}
