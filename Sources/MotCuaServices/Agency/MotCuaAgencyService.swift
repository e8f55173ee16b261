package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

/// Serves agencies and officers: both are in RAM, so reads touch no file.
package struct MotCuaAgencyService: AgencyService {
  let environment: ServiceEnvironment

  /// Serves from an environment.
  package init(_ environment: ServiceEnvironment) {
    self.environment = environment
  }

  /// Returns one agency by either of its codes.
  package func getAgency(
    _ request: GetAgencyRequest,
    context: ServerContext
  ) async throws -> Agency {
    Agency(try stored(request.code))
  }

  /// Lists agencies in the order of their codes.
  package func listAgencies(
    _ request: ListAgenciesRequest,
    context: ServerContext
  ) async throws -> ListAgenciesResponse {
    let window = try environment.window(request, context)
    var reader = FieldReader()
    let day = reader.date(request.asOf, "as_of")
    let parentCode = reader.agencyCode(request.parentCode, "parent_code")
    try reader.check()
    let directory = environment.store.directory
    let parent = parentCode.map { directory.agency($0)?.code ?? $0 }
    let agencies = directory.agencies.filter { agency in
      (request.level.model.map { $0 == agency.level } ?? true)
        && (request.kind.model.map { $0 == agency.kind } ?? true)
        && (parent == nil || agency.parent.map { directory.agency($0)?.code ?? $0 } == parent)
        && (day.map { agency.isValid(on: $0) } ?? true)
        && (!request.withoutPayment || !agency.takesOnlinePayment)
    }
    let page = try window.page(of: agencies) { Array($0.code.text.utf8) }
    return ListAgenciesResponse(
      agencies: page.items.map { Agency($0) },
      nextPageToken: page.nextToken
    )
  }

  /// Creates an agency.
  package func createAgency(
    _ request: CreateAgencyRequest,
    context: ServerContext
  ) async throws -> Agency {
    let agency = try FieldReader.read { $0.agency(request.agency ?? Agency(), "agency.") }
    return try await environment.mutator.perform(
      CreateAgency(agency: agency),
      for: request,
      context: context
    ) { Agency($0) }
  }

  /// Creates or updates many agencies in one transaction.
  package func importAgencies(
    _ requests: RequestMessages<ImportAgenciesRequest>,
    context: ServerContext
  ) async throws -> ImportAgenciesResponse {
    var intake = AgencyIntake()
    let stream = try await StreamedImport(
      requests,
      rowsMax: environment.limits.agencyRowsMax
    ) { message in
      for row in message.rows { intake.take(row) }
      return message.rows.count
    }
    let taken = intake
    let fields =
      stream.first.updateMask == nil
      ? Set(AgencyField.allCases) : try stream.first.updateMask.fields(of: AgencyField.self)
    let errorsMax = environment.limits.rowErrorsMax
    return try await environment.mutator.perform(
      PlaceAgencies(agencies: taken.agencies, fields: fields),
      as: try environment.mutator.envelope(
        of: stream.first,
        digest: stream.digest,
        context: context
      ),
      context: context
    ) { outcomes in
      var tally = taken.tally
      tally.count(outcomes, lines: taken.lines)
      return ImportAgenciesResponse(counts: tally.counts, errors: tally.errors(max: errorsMax))
    }.response
  }
}
