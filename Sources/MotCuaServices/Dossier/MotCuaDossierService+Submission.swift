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
    try checkFees(filing.fees, of: principal.kind)
    if kind == .assisted { filing.assistance = try assistance(request.assistance, by: principal) }
    if principal.kind == .applicant,
      filing.applicant.ownerKey.text != principal.subjectID
    {
      throw RPCError(
        reason: .principalNotAllowed,
        "An applicant submits his own dossiers only."
      )
    }
    return filing
  }

  /// Nobody settles a fee by his own word: what is paid online is told by the gateway, an exemption
  /// and what is paid at the desk by an officer (Decree 45/2020/NĐ-CP, article 13).
  ///
  /// What a system has collected is its own affair.
  func checkFees(
    _ fees: [DossierFeeRecord],
    of caller: MotCuaDomain.PrincipalKind
  ) throws(RPCError) {
    let isAllowed =
      switch caller {
      case .system: true
      case .officer: !fees.contains { $0.method == .online }
      default: fees.isEmpty
      }
    guard isAllowed else {
      throw RPCError(
        reason: .principalNotAllowed,
        "The caller may not say that such a fee is settled: RequestPayment asks for it."
      )
    }
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

  /// Who helps; an ASSISTANT whose identity number is known helps under no other.
  private func assistance(
    _ message: Assistance?,
    by principal: Principal
  ) throws(RPCError) -> AssistanceRecord {
    guard let message, let capacity = message.capacity.model, message.consent else {
      throw RPCError(reason: .consentRequired)
    }
    return try FieldReader.read { reader in
      if message.reason == .unspecified { reader.refuse("assistance.reason", "It must be given.") }
      let name = reader.required(message.assistantName, "assistance.assistant_name")
      var record = AssistanceRecord(message, name: name, capacity: capacity)
      if principal.kind == .assistant, let own = principal.subjectID {
        if record.identityNumber.isEmpty { record.identityNumber = own }
        if record.identityNumber != own {
          reader.refuse("assistance.identity_number", "It is not that of the calling ASSISTANT.")
        }
      }
      return record
    }
  }
}

extension AssistanceRecord {
  /// The helper whom a message describes.
  init(_ message: Assistance, name: String, capacity: MotCuaStore.AssistantCapacity) {
    self.init(
      assistantName: name,
      capacity: capacity,
      reason: message.reason.model,
      identityNumber: TextNormaliser.stored(message.identityNumber),
      hasConsent: message.consent,
      consentNote: TextNormaliser.stored(message.consentNote)
    )
  }
}
