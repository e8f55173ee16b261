package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension SetPaymentProviderRequest: MutationRequest {}

extension MotCuaDossierService {
  /// Sets a provider; the secret goes in and never comes out.
  package func setPaymentProvider(
    _ request: SetPaymentProviderRequest,
    context: ServerContext
  ) async throws -> PaymentProvider {
    let asked = request.provider ?? PaymentProvider()
    let record: PaymentProviderRecord = try FieldReader.read { reader in
      let stages = Self.stages(asked.stages, &reader)
      let principal = Int64(asked.principalId)
      if principal == nil, !asked.principalId.isEmpty {
        reader.refuse("provider.principal_id", "It is no number of a principal.")
      }
      return asked.code.model.map {
        PaymentProviderRecord(
          code: $0,
          name: TextNormaliser.stored(asked.name),
          stages: stages,
          principalID: principal,
          secret: Array(request.secret.utf8)
        )
      }
    }
    let today = environment.today
    return try await environment.mutator.perform(
      SetPaymentProvider(provider: record, etag: Etag.expected(request.etag)),
      for: request,
      context: context
    ) { PaymentProvider($0, on: today) }
  }

  /// The stages in the order of their days.
  private static func stages(
    _ messages: [PaymentProviderPeriod],
    _ reader: inout FieldReader
  ) -> [PaymentProviderRecord.Period] {
    var periods: [PaymentProviderRecord.Period] = []
    for (index, message) in messages.enumerated() {
      let path = "provider.stages[\(index)].since"
      guard let since = reader.date(message.since, path), let stage = message.stage.model
      else { continue }
      if periods.contains(where: { $0.since == since }) {
        reader.refuse(path, "Another stage begins on this day.")
      }
      periods.append(PaymentProviderRecord.Period(stage: stage, since: since))
    }
    return periods.sorted { $0.since < $1.since }
  }

  /// Lists the providers.
  package func listPaymentProviders(
    _ request: ListPaymentProvidersRequest,
    context: ServerContext
  ) async throws -> ListPaymentProvidersResponse {
    let today = environment.today
    let known = environment.store.paymentProviders.values
    return ListPaymentProvidersResponse(
      providers: known.sorted { $0.code.rawValue < $1.code.rawValue }.map {
        PaymentProvider($0, on: today)
      }
    )
  }
}
