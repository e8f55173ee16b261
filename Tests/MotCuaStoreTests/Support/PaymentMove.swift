import MotCuaDomain
import MotCuaStore

/// What random actors try with payments.
enum PaymentMove: Sendable {
  /// Asks for a payment until a day.
  case ask(DossierTarget, CivilDate)
  /// Opens it at VIETTEL.
  case open(PaymentCode)
  /// Takes cash.
  case cash(PaymentCode)
  /// A gateway's callback, of the right amount or not.
  case callback(PaymentCode, String, Bool)
  /// Takes the request back.
  case cancel(PaymentCode)
  /// Gives money back.
  case refund(PaymentCode)

  static let amount = Money(dong: 30_000)
  private static let gateway = Actor(principalID: 9, kind: .paymentGateway, scope: .agencies([]))

  /// Makes the agencies payable and VIETTEL live.
  static func prepare(_ house: House) async throws {
    for code in [House.department, House.commune] {
      guard var agency = house.store.directory.agency(code) else { continue }
      agency.eWallet = "vi-dien-tu"
      _ = try await house.perform(ImportAgencies(agencies: [agency]))
    }
    try await house.perform(
      SetPaymentProvider(
        provider: PaymentProviderRecord(
          code: .viettel,
          stages: [.init(stage: .live, since: CivilDate.newYear(2020))]
        )
      )
    )
  }

  /// Tries it; true where something was paid.
  func run(in transaction: some WriteTransaction) throws(StoreError) -> Bool {
    switch self {
    case .ask(let target, let deadline):
      let request = RequestPayment(
        target: target,
        kind: .charge,
        amount: Self.amount,
        deadline: deadline
      )
      _ = try request.run(in: transaction)
    case .open(let code):
      let command = CreatePayment(code: code, actor: House.portal, provider: .viettel)
      _ = try command.run(in: transaction)
    case .cash(let code):
      let command = ConfirmPayment(
        source: .desk(code, .cash),
        actor: House.desk,
        transactionReference: "",
        amount: Self.amount
      )
      return try command.run(in: transaction).verdict == .paid
    case .callback(let code, let reference, let isRight):
      let command = ConfirmPayment(
        source: .gateway(.viettel, merchantReference: code.text),
        actor: Self.gateway,
        transactionReference: reference,
        amount: isRight ? Self.amount : Money(dong: 1)
      )
      return try command.run(in: transaction).verdict == .paid
    case .cancel(let code):
      let command = CancelPayment(code: code, actor: House.desk, reason: "Nhầm")
      _ = try command.run(in: transaction)
    case .refund(let code):
      let command = RefundPayment(
        code: code,
        actor: House.desk,
        refundReference: "HT",
        amount: Self.amount
      )
      _ = try command.run(in: transaction)
    }
    return false
  }
}

/// Many of them in one transaction, each refused alone; gives how many were done and how many paid.
struct PaymentMoves: StoreCommand {
  let moves: [PaymentMove]

  func run(in transaction: some WriteTransaction) throws(StoreError) -> (done: Int, paid: Int) {
    var done = 0
    var paid = 0
    for move in moves {
      do throws(StoreError) {
        let isPaid = try transaction.part { () throws(StoreError) in
          try move.run(in: transaction)
        }
        done += 1
        paid += isPaid ? 1 : 0
      } catch {
        guard error.isRefusal else { throw error }
      }
    }
    return (done, paid)
  }
}
