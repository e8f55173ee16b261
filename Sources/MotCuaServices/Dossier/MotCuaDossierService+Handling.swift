package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Hands a dossier on to a division, a person or another agency.
  package func forwardDossier(
    _ request: ForwardDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    var reader = FieldReader()
    let agency = reader.agencyCode(request.agencyCode, "agency_code")
    let stepDueDate = reader.date(request.stepDueDate, "step_due_date")
    let division = TextNormaliser.stored(request.division)
    if agency == nil, division.isEmpty, request.officerCode.isEmpty {
      reader.refuse("agency_code", "An agency, a division or an officer must be named.")
    }
    try reader.check()
    let command = ForwardDossier(
      target: try target(request, context),
      agency: agency,
      division: division,
      officer: request.officerCode.isEmpty ? nil : request.officerCode,
      stepDueDate: stepDueDate,
      stepNumber: Int(request.stepNumber),
      note: TextNormaliser.stored(request.note)
    )
    return try await step(command, for: request, context: context)
  }

  /// Gives a dossier to another officer.
  package func reassignDossier(
    _ request: ReassignDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let command = ReassignDossier(
      target: try target(request, context),
      officer: request.officerCode,
      note: TextNormaliser.stored(request.note)
    )
    return try await step(command, for: request, context: context)
  }

  /// Stops a dossier that is not eligible.
  package func stopDossier(
    _ request: StopDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let reason = try Self.reason(request.reason)
    let command = StopDossier(target: try target(request, context), reason: reason)
    return try await step(command, for: request, context: context)
  }

  /// Takes a stopped dossier up again.
  package func resumeDossier(
    _ request: ResumeDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let command = ResumeDossier(
      target: try target(request, context),
      reason: TextNormaliser.stored(request.reason)
    )
    return try await step(command, for: request, context: context)
  }

  /// Takes a completed dossier up again.
  package func reworkDossier(
    _ request: ReworkDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let reason = try Self.reason(request.reason)
    let command = ReworkDossier(target: try target(request, context), reason: reason)
    return try await step(command, for: request, context: context)
  }

  /// Sets a later due date with an apology.
  package func extendDueDate(
    _ request: ExtendDueDateRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let target = try target(request, context)
    let command: ExtendDueDate = try FieldReader.read { reader in
      let reason = reader.required(request.reason, "reason")
      return reader.date(request.dueDate, "due_date").map {
        ExtendDueDate(target: target, reason: reason, dueDate: $0)
      }
    }
    return try await step(command, for: request, context: context)
  }

  /// Revokes or replaces a result.
  package func revokeResult(
    _ request: RevokeResultRequest,
    context: ServerContext
  ) async throws -> Dossier {
    var reader = FieldReader()
    let reason = reader.required(request.reason, "reason")
    let replacement = request.replacement.flatMap { reader.results([$0], "replacement").first }
    try reader.check()
    let command = RevokeResult(
      target: try target(request, context),
      number: Int(request.resultNumber),
      reason: reason,
      replacement: replacement
    )
    return try await step(command, for: request, context: context)
  }

  /// Takes the applicant's rating of the service.
  package func rateDossier(
    _ request: RateDossierRequest,
    context: ServerContext
  ) async throws -> Dossier {
    let command = RateDossier(
      target: try target(request, context),
      score: Int(request.score),
      comment: TextNormaliser.stored(request.comment),
      helper: context.principal.helper
    )
    return try await step(command, for: request, context: context)
  }

  /// A reason that may not consist of white space only.
  private static func reason(_ text: String) throws(RPCError) -> String {
    try FieldReader.read { $0.required(text, "reason") }
  }
}
