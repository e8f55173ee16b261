import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

extension MotCuaDossierService {
  /// What a request submits, with who submits it, so that typing for citizens cannot pass for
  /// online success.
  func filing(
    of request: SubmitDossierRequest,
    by principal: Principal
  ) throws(RPCError) -> DossierFiling {
    let kind = try submissionKind(request.submissionKind, of: principal.kind)
    var filing = try FieldReader.read { reader in
      var filing = reader.filing(of: request)
      if kind != .assisted, request.assistance != nil {
        reader.refuse("assistance", "Only an ASSISTED submission has a helper.")
      }
      filing?.submissionKind = kind
      return filing
    }
    if kind == .assisted { filing.assistance = try assistance(request.assistance) }
    if principal.kind == .applicant,
      filing.applicant.identityNumber != principal.subjectID
    {
      throw RPCError(
        reason: .principalNotAllowed,
        "An applicant submits his own dossiers only."
      )
    }
    return filing
  }

  private func submissionKind(
    _ asked: MotCuaAPI.SubmissionKind,
    of caller: MotCuaDomain.PrincipalKind
  ) throws(RPCError) -> MotCuaStore.SubmissionKind {
    let allowed: [MotCuaStore.SubmissionKind] =
      switch caller {
      case .officer: [.byOfficer, .assisted]
      case .assistant: [.assisted]
      case .system: [.byApplicant, .assisted, .byOfficer]
      default: [.byApplicant, .assisted]
      }
    guard let kind = asked.model ?? allowed.first, allowed.contains(kind) else {
      throw RPCError(
        reason: .principalNotAllowed,
        "The caller may not submit as this submission_kind.",
        metadata: ["allowed": allowed.map(\.code).joined(separator: ",")]
      )
    }
    return kind
  }

  private func assistance(_ message: Assistance?) throws(RPCError) -> AssistanceRecord {
    guard let message, let capacity = message.capacity.model, message.consent else {
      throw RPCError(reason: .consentRequired)
    }
    return try FieldReader.read { reader in
      AssistanceRecord(
        assistantName: reader.required(message.assistantName, "assistance.assistant_name"),
        capacity: capacity,
        hasConsent: true
      )
    }
  }
}
