package import MotCuaDomain

extension MemoryStore: PaymentStore {
  /// A payment by its code.
  package func payment(
    _ code: PaymentCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> PaymentRecord? {
    let data = snapshot()
    guard data.dossier(code.dossier, in: scope) != nil else { return nil }
    return data.payments.first { $0.dossier == code.dossier && $0.number == code.number }
  }

  /// A page of a list, the youngest first.
  package func payments(
    _ query: PaymentQuery,
    in scope: RowScope,
    before id: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<PaymentRecord, Int64> {
    let data = snapshot()
    let found = data.payments.reversed().filter { payment in
      payment.id < id ?? .max && query.keeps(payment)
        && data.dossier(payment.dossier, in: scope) != nil
    }
    let page = Array(found.prefix(limit))
    return Page(items: page, next: found.count > limit ? page.last?.id : nil)
  }
}

extension MemoryTransaction {
  func payments(of dossier: Int64) throws(StoreError) -> [PaymentRecord] {
    data.payments.filter { $0.dossierID == dossier }
  }

  func payment(merchantReference: String) throws(StoreError) -> PaymentRecord? {
    data.payments.first { $0.merchantReference == merchantReference }
  }

  func payment(
    at provider: PaymentProviderCode,
    transactionReference: String
  ) throws(StoreError) -> PaymentRecord? {
    data.payments.first {
      $0.provider == provider && $0.transactionReference == transactionReference
    }
  }

  func payments(
    paidAt provider: PaymentProviderCode,
    from: Instant,
    before: Instant,
    after place: PaidPlace?,
    limit: Int
  ) throws(StoreError) -> [PaymentRecord] {
    let found = data.payments.compactMap { payment -> (place: PaidPlace, payment: PaymentRecord)? in
      guard payment.provider == provider, payment.method == .online,
        let own = PaidPlace(payment), own.at >= from, own.at < before,
        place.map({ $0 < own }) ?? true
      else { return nil }
      return (own, payment)
    }
    return found.sorted { $0.place < $1.place }.prefix(limit).map(\.payment)
  }

  func insert(_ payment: PaymentRecord) throws(StoreError) -> Int64 {
    var payment = payment
    payment.id = Int64(data.payments.count) + 1
    data.payments.append(payment)
    return payment.id
  }

  func update(_ payment: PaymentRecord) throws(StoreError) {
    data.payments[Int(payment.id) - 1] = payment
  }
}
