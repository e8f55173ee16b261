package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaAgencyService {
  /// Carries out a decision that merges, splits, renames or abolishes agencies.
  package func reorganizeAgencies(
    _ request: ReorganizeAgenciesRequest,
    context: ServerContext
  ) async throws -> ReorganizeAgenciesResponse {
    let plan = try FieldReader.read { $0.plan(request) }
    return try await environment.mutator.perform(
      ReorganizeAgencies(plan: plan, principalID: context.principal.id),
      for: request,
      context: context
    ) { ReorganizeAgenciesResponse($0) }
  }

  /// Creates or updates many officers in one transaction.
  package func importOfficers(
    _ requests: RequestMessages<ImportOfficersRequest>,
    context: ServerContext
  ) async throws -> ImportOfficersResponse {
    var intake = OfficerIntake()
    let stream = try await StreamedImport(
      requests,
      rowsMax: environment.limits.officerRowsMax
    ) { message in
      for row in message.rows { intake.take(row) }
      return message.rows.count
    }
    let taken = intake
    let errorsMax = environment.limits.rowErrorsMax
    return try await environment.mutator.perform(
      ImportOfficers(officers: taken.officers),
      as: try environment.mutator.envelope(
        of: stream.first,
        digest: stream.digest,
        context: context
      ),
      context: context
    ) { outcomes in
      var tally = taken.tally
      tally.count(outcomes, lines: taken.lines)
      return ImportOfficersResponse(counts: tally.counts, errors: tally.errors(max: errorsMax))
    }.response
  }
}
