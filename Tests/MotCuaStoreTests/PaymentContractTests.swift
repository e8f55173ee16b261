import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("Payments and shipments in the store", .serialized)
struct PaymentContractTests {
  private static let gateway = Actor(
    principalID: 9,
    kind: .paymentGateway,
    scope: .agencies([])
  )
  private static let monday = House.at("2020-08-10 09:15")

  /// A house whose department can be paid, and where VIETTEL is live.
  private func open(_ adapter: Adapter) async throws -> House {
    let house = try await House(adapter)
    var agency = try #require(house.store.directory.agency(House.department))
    agency.eWallet = "vi-dien-tu"
    _ = try await house.perform(ImportAgencies(agencies: [agency]))
    try await house.perform(
      SetPaymentProvider(
        provider: PaymentProviderRecord(
          code: .viettel,
          name: "Viettel Money",
          stages: [.init(stage: .live, since: CivilDate.newYear(2020))],
          secret: Array("khóa".utf8)
        )
      )
    )
    return house
  }

  /// A submission that waits for a payment, opened at VIETTEL.
  private func pending(_ house: House, reference: String? = nil) async throws -> PaymentRecord {
    let dossier = try await house.submit()
    let asked = try await house.perform(
      RequestPayment(
        target: DossierTarget(code: dossier.code, actor: House.desk),
        kind: .charge,
        name: "Lệ phí",
        amount: Money(dong: 120_000),
        deadline: CivilDate.newYear(2020).addingMonths(7).addingDays(11)
      )
    )
    let code = try #require(PaymentCode(asked.code))
    return try await house.perform(
      CreatePayment(
        code: code,
        actor: House.portal,
        provider: .viettel,
        merchantReference: reference
      )
    )
  }

  private func confirm(
    _ house: House,
    _ payment: PaymentRecord,
    _ transaction: String,
    amount: Int64 = 120_000,
    at now: Instant = monday
  ) async throws(StoreError) -> ConfirmPayment.Outcome {
    try await house.perform(
      ConfirmPayment(
        source: .gateway(.viettel, merchantReference: payment.merchantReference ?? ""),
        actor: Self.gateway,
        transactionReference: transaction,
        amount: Money(dong: amount)
      ),
      at: now
    )
  }

  @Test("A payment is kept as it was written, whatever has happened to it")
  func kept() async throws {
    for adapter in Adapter.allCases {
      let house = try await open(adapter)
      let payment = try await pending(house, reference: "CQG-1")
      let paid = try await confirm(house, payment, "GD-1").payment
      let excess = try await confirm(house, payment, "GD-2").payment
      let code = try #require(PaymentCode(paid.code))
      #expect(try await house.store.payment(code, in: .all, on: .pool) == paid)
      let page = try await house.store.payments(
        PaymentQuery(dossier: payment.dossier),
        in: .all,
        before: nil,
        limit: 1,
        on: .pool
      )
      #expect(page.items == [excess])
      let rest = try await house.store.payments(
        PaymentQuery(dossier: payment.dossier),
        in: .all,
        before: page.next,
        limit: 1,
        on: .pool
      )
      #expect(rest.items == [paid])
      #expect(rest.next == nil)
      #expect(try await house.store.recount().differences == [])
    }
  }

  @Test("Lists keep what they are asked for, within the scope")
  func lists() async throws {
    for adapter in Adapter.allCases {
      let house = try await open(adapter)
      let first = try await pending(house)
      let second = try await pending(house)
      _ = try await confirm(house, second, "GD-1")
      func numbers(_ query: PaymentQuery, _ scope: RowScope = .all) async throws -> [Int64] {
        try await house.store.payments(query, in: scope, before: nil, limit: 9, on: .pool)
          .items.map(\.id)
      }
      #expect(try await numbers(PaymentQuery()) == [second.id, first.id])
      #expect(try await numbers(PaymentQuery(states: [.pending])) == [first.id])
      #expect(try await numbers(PaymentQuery(states: [.pending, .paid])).count == 2)
      #expect(try await numbers(PaymentQuery(provider: .vnpt)) == [])
      let day = House.at("2020-08-06 00:00")
      #expect(try await numbers(PaymentQuery(requestedFrom: day)).count == 2)
      #expect(try await numbers(PaymentQuery(requestedBefore: day)) == [])
      #expect(try await numbers(PaymentQuery(), .agencies([House.department])).count == 2)
      #expect(try await numbers(PaymentQuery(), .agencies([House.commune])) == [])
      #expect(try await numbers(PaymentQuery(), .owner("1")) == [])
    }
  }

  @Test("A refused confirmation leaves nothing, and a failed part of a file neither")
  func undone() async throws {
    for adapter in Adapter.allCases {
      let house = try await open(adapter)
      let payment = try await pending(house)
      await #expect(throws: StoreError.precondition(.paymentNotYetKnown)) {
        try await house.perform(
          ConfirmPayment(
            source: .gateway(.vnpt, merchantReference: payment.code),
            actor: Self.gateway,
            transactionReference: "GD-1",
            amount: Money(dong: 120_000)
          )
        )
      }
      _ = try await house.perform(
        ConfirmPayment(
          source: .gateway(.viettel, merchantReference: payment.code),
          actor: Self.gateway,
          transactionReference: "GD-1",
          amount: Money(dong: 120_000)
        ),
        validateOnly: true
      )
      let code = try #require(PaymentCode(payment.code))
      #expect(try await house.store.payment(code, in: .all, on: .pool) == payment)
    }
  }

  @Test("What the desk took is no provider's, although it was opened there")
  func takenAtDesk() async throws {
    for adapter in Adapter.allCases {
      let house = try await open(adapter)
      let online = try await pending(house)
      _ = try await confirm(house, online, "GD-1")
      let started = try await house.started()
      let asked = try await house.perform(
        RequestPayment(
          target: DossierTarget(code: started.code, actor: House.desk),
          kind: .charge,
          amount: Money(dong: 120_000),
          deadline: House.at("2020-08-12 00:00").ictDate
        )
      )
      let code = try #require(PaymentCode(asked.code))
      try await house.perform(
        CreatePayment(code: code, actor: House.portal, provider: .viettel)
      )
      try await house.perform(
        ConfirmPayment(
          source: .desk(code, .cash),
          actor: House.desk,
          transactionReference: "",
          amount: Money(dong: 120_000)
        )
      )
      let findings = try await house.perform(
        ReconcilePayments(
          provider: .viettel,
          from: House.at("2020-08-01 00:00"),
          before: House.at("2020-09-01 00:00"),
          rows: []
        )
      )
      #expect(findings.map(\.payment?.code) == [online.code])
    }
  }

  @Test("The same transaction with another amount is no repeat")
  func contradiction() async throws {
    for adapter in Adapter.allCases {
      let house = try await open(adapter)
      let payment = try await pending(house)
      _ = try await confirm(house, payment, "GD-1")
      let differs = DossierError.amountDiffers(asked: Money(dong: 120_000), paid: Money(dong: 5))
      await #expect(throws: StoreError.refused(differs)) {
        _ = try await confirm(house, payment, "GD-1", amount: 5)
      }
    }
  }

  @Test("Providers and shipments outlive the process")
  func reopened() async throws {
    let folder = try TemporaryFolder()
    let configuration = StoreConfiguration(folder: folder.path)
    let house = try House(opening: configuration)
    try await house.furnish()
    let provider = try await house.perform(
      SetPaymentProvider(
        provider: PaymentProviderRecord(
          code: .bank,
          name: "Ngân hàng",
          stages: [
            .init(stage: .planned, since: CivilDate.newYear(2019)),
            .init(stage: .live, since: CivilDate.newYear(2020)),
          ],
          secret: [1, 2, 3]
        )
      )
    )
    let dossier = try await house.submit()
    let shipment = try await house.perform(
      RecordShipment(
        shipment: ShipmentRecord(
          dossier: dossier.code,
          direction: .inbound,
          carrier: "VNPOST",
          trackingNumber: "EB1",
          receiverName: "An",
          receiverPhone: "0912345678",
          receiverAddress: "Bình Long"
        ),
        actor: House.desk
      )
    )
    house.close()
    let again = try House(opening: configuration)
    defer { again.close() }
    #expect(again.store.paymentProviders == [.bank: provider])
    let page = try await again.store.shipments(
      ShipmentQuery(),
      in: .all,
      before: nil,
      limit: 5,
      on: .pool
    )
    #expect(page.items == [shipment])
  }

  @Test("Random payments of many dossiers agree with an oracle", arguments: [1, 2, 3] as [UInt64])
  func random(_ seed: UInt64) async throws {
    for adapter in Adapter.allCases {
      let house = try await open(adapter)
      var random = SeededGenerator(seed: seed)
      var oracle = MoneyOracle()
      var now = House.at("2020-08-06 09:15")
      for number in 1...25 {
        let payment = try await pending(house)
        now = now + Int64.random(in: 0...30, using: &random) * 3_600_000
        for attempt in 1...Int.random(in: 1...4, using: &random) {
          let isRight = Int.random(in: 0...3, using: &random) > 0
          let amount: Int64 = isRight ? 120_000 : 7_000
          let transaction = "GD-\(number)-\(Int.random(in: 1...attempt, using: &random))"
          if Int.random(in: 0...5, using: &random) == 0 {
            await oracle.withdraw(payment) {
              _ = try? await house.perform(
                WithdrawDossier(
                  target: DossierTarget(code: payment.dossier, actor: House.applicant)
                ),
                at: now
              )
            }
          }
          let outcome = try? await confirm(house, payment, transaction, amount: amount, at: now)
          oracle.take(payment, transaction, amount, outcome?.verdict, at: now)
        }
      }
      let page = try await house.store.payments(
        PaymentQuery(),
        in: .all,
        before: nil,
        limit: 1000,
        on: .pool
      )
      #expect(oracle.failures == [])
      // What came is there, no đồng more and none less.
      let held = page.items.filter { $0.state.holdsMoney }
      #expect(held.reduce(0) { $0 + $1.amount.dong } == oracle.total)
      for payment in page.items where payment.state == .paid {
        let dossier = try await house.store.dossier(payment.dossier, in: .all, on: .pool)
        #expect(dossier?.fees.map(\.amount) == [payment.amount])
        #expect(dossier?.state == .submitted)
      }
      #expect(try await house.store.recount().differences == [])
    }
  }

  private func compare(
    _ house: House,
    _ known: [String] = [],
    missingMax: Int = ReconcilePayments.missingMax
  ) async throws(StoreError) -> [ReconcilePayments.Finding] {
    try await house.perform(
      ReconcilePayments(
        provider: .viettel,
        from: House.at("2020-08-01 00:00"),
        before: House.at("2020-09-01 00:00"),
        rows: known.enumerated().map { index, transaction in
          ReconcilePayments.Row(
            line: Int64(index + 1),
            merchantReference: transaction,
            transactionReference: transaction,
            amount: Money(dong: 120_000)
          )
        },
        missingMax: missingMax
      )
    )
  }

  @Test("No payment is left out of a comparison: all are told, or the span is refused")
  func missingThere() async throws {
    for adapter in Adapter.allCases {
      let house = try await open(adapter)
      var codes: [String] = []
      // Of one instant, so that the place in the order is the number's.
      for number in 1...4 {
        let payment = try await pending(house)
        codes.append(try await confirm(house, payment, "GD-\(number)").payment.code)
      }
      let all = try await compare(house, ["GD-2"], missingMax: 3)
      #expect(all.map(\.verdict) == [.matched, .missingThere, .missingThere, .missingThere])
      #expect(all.compactMap(\.payment?.code) == [codes[1], codes[0], codes[2], codes[3]])
      do throws(StoreError) {
        _ = try await compare(house, ["GD-2"], missingMax: 2)
        Issue.record("A part of what is missing was told as the whole.")
      } catch {
        guard case .invalidField(name: "paid", reason: _) = error else {
          Issue.record(error)
          continue
        }
      }
    }
  }
}

/// What a cash book would say of callbacks: a brute-force reading of the rules.
private struct MoneyOracle {
  private var seen: [String: Int64] = [:]
  private var open: [String: Bool] = [:]
  private var withdrawn: Set<String> = []
  private(set) var total: Int64 = 0
  private(set) var failures: [String] = []

  /// The last day is 12 August; what comes from the 13th on is late.
  private static let end = House.at("2020-08-13 00:00")

  mutating func withdraw(_ payment: PaymentRecord, _ body: () async -> Void) async {
    await body()
    withdrawn.insert(payment.code)
  }

  mutating func take(
    _ payment: PaymentRecord,
    _ transaction: String,
    _ amount: Int64,
    _ verdict: ConfirmPayment.Verdict?,
    at now: Instant
  ) {
    let expected: ConfirmPayment.Verdict?
    if let known = seen[transaction] {
      // Said again: the same is known, another amount is a contradiction.
      expected = known != amount ? nil : amount == 120_000 ? .repeated : .amountDiffers
    } else if amount != 120_000 {
      expected = .amountDiffers
      seen[transaction] = amount
      total += amount
    } else {
      let waits = open[payment.code] ?? true
      let isLate = now >= Self.end || withdrawn.contains(payment.code)
      expected = waits && !isLate ? .paid : .refundDue
      open[payment.code] = false
      seen[transaction] = amount
      total += amount
    }
    if verdict != expected {
      failures.append("\(payment.code) \(transaction) \(amount): \(String(describing: verdict))")
    }
  }
}
