package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension ListPaymentsRequest: PagedRequest {}

extension MotCuaDossierService {
  /// Returns one payment; a gateway sees those of its own provider only.
  package func getPayment(
    _ request: GetPaymentRequest,
    context: ServerContext
  ) async throws -> Payment {
    let reach = reach(context.principal)
    let record = try await environment.store.payment(
      try Self.paymentCode(request.code),
      in: reach.scope,
      on: ReadLane(context)
    )
    guard let record, reach.provider == nil || record.provider == reach.provider else {
      throw StoreError.notFound(.payment(request.code))
    }
    return Self.shown(record, to: context.principal)
  }

  /// Lists payments, the youngest first.
  package func listPayments(
    _ request: ListPaymentsRequest,
    context: ServerContext
  ) async throws -> ListPaymentsResponse {
    let window = try environment.window(request, context)
    let reach = reach(context.principal)
    let requested = try FieldReader.readOptional { $0.period(request.requested, "requested") }
    let asked = request.provider.model
    if let own = reach.provider, let asked, asked != own { return ListPaymentsResponse() }
    let query = PaymentQuery(
      dossier: request.dossierCode.isEmpty ? nil : try Self.code(request.dossierCode),
      states: Set(request.states.compactMap(\.model)),
      provider: reach.provider ?? asked,
      requestedFrom: requested?.start,
      requestedBefore: requested?.firstInstantAfter
    )
    let page = try await environment.store.payments(
      query,
      in: reach.scope,
      before: try window.place.map(Self.paymentID),
      limit: window.limit,
      on: ReadLane(context)
    )
    return ListPaymentsResponse(
      payments: page.items.map { Self.shown($0, to: context.principal) },
      nextPageToken: window.token(after: page.next.map { ListPlace(number: $0) })
    )
  }

  /// Which payments a caller sees: a gateway has no dossiers, only a provider.
  private func reach(
    _ principal: Principal
  ) -> (scope: RowScope, provider: MotCuaStore.PaymentProviderCode?) {
    guard principal.kind == .paymentGateway else {
      return (principal.scope(in: environment.store.directory), nil)
    }
    guard let own = gateway(of: principal) else { return (.agencies([]), nil) }
    return (.all, own.code)
  }

  /// A payment for a caller; what an officer wrote about the case is none of a gateway's business.
  private static func shown(_ record: PaymentRecord, to principal: Principal) -> Payment {
    var payment = Payment(record)
    if principal.kind == .paymentGateway { payment.closingReason = "" }
    return payment
  }

  private static func paymentID(_ place: ListPlace) throws(RPCError) -> Int64 {
    var place = place
    guard let id = place.number() else { throw PageWindow.mismatch }
    return id
  }
}
