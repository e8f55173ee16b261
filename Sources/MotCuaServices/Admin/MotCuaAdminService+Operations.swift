package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import ProtobufEngine
package import RPCCore

extension MotCuaAdminService {
  /// Tells what became of a request of this caller.
  ///
  /// What is kept under the caller's identity for another applicant is none of an applicant's
  /// business, so a system asks in its own name.
  package func getOperationOutcome(
    _ request: GetOperationOutcomeRequest,
    context: ServerContext
  ) async throws -> OperationOutcome {
    let principal = context.principal
    guard !principal.isAsserted else {
      throw RPCError(
        reason: .principalNotAllowed,
        "A connected system asks in its own name, not in an applicant's."
      )
    }
    let path = request.method.hasPrefix("/") ? request.method : "/" + request.method
    guard let entry = Self.mutations[path] else {
      throw RPCError.invalidField("method", "There is no such method that changes something.")
    }
    guard let id = RequestID(uuid: request.requestId) else {
      throw RPCError.invalidField("request_id", "It is no UUID.")
    }
    let kept = try await environment.store.outcome(
      principalID: principal.id,
      method: path,
      requestID: id
    )
    if let kept {
      return OperationOutcome(
        state: .applied,
        answer: kept.answer,
        answerType: entry.response.wireDescriptor.fullName,
        applyTime: kept.appliedAt.timestamp
      )
    }
    let isYoung = id.isWithinRetention(at: environment.clock.now())
    return OperationOutcome(state: isYoung ? .notApplied : .unknown)
  }

  /// The methods whose requests carry an identity, by their paths.
  static let mutations: [String: MethodEntry] = {
    let all =
      AgencyServiceMethods.all + ProcedureServiceMethods.all + DossierServiceMethods.all
      + AdminServiceMethods.all + StatisticsServiceMethods.all
    return Dictionary(
      all.filter { $0.request is any MutationRequest.Type }.map { ($0.descriptor.path, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }()
}

extension RequestID {
  /// Outcomes are kept 30 days; a day less, because the id's time is its maker's.
  private static let certainty = 29 * Instant.day
  /// How far ahead the maker's clock may be.
  private static let ahead = Instant.day

  /// Whether the id tells that its outcome would still be kept.
  ///
  /// A UUID of version 7 begins with the milliseconds of its making (RFC 9562, 5.7); any other tells
  /// nothing.
  func isWithinRetention(at now: Instant) -> Bool {
    guard high >> 12 & 0xf == 7 else { return false }
    let age = now.milliseconds - Int64(high >> 16)
    return age >= -Self.ahead && age < Self.certainty
  }
}
