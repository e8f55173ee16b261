package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// Creates or replaces many offerings in one transaction.
  package func importOfferings(
    _ requests: RequestMessages<ImportOfferingsRequest>,
    context: ServerContext
  ) async throws -> ImportOfferingsResponse {
    var intake = OfferingIntake()
    let stream = try await StreamedImport(
      requests,
      rowsMax: environment.limits.offeringRowsMax
    ) { message in
      for row in message.rows { intake.take(row) }
      return message.rows.count
    }
    let taken = intake
    let errorsMax = environment.limits.rowErrorsMax
    return try await environment.mutator.perform(
      ImportOfferings(offerings: taken.offerings),
      as: try environment.mutator.envelope(
        of: stream.first,
        digest: stream.digest,
        context: context
      ),
      context: context
    ) { outcomes in
      var tally = taken.tally
      tally.count(outcomes, lines: taken.lines)
      return ImportOfferingsResponse(counts: tally.counts, errors: tally.errors(max: errorsMax))
    }.response
  }
}
