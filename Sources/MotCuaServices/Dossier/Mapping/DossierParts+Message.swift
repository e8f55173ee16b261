package import MotCuaAPI
import MotCuaDomain
package import MotCuaStore

extension Assistance {
  /// Who helped, on the wire.
  package init(_ record: AssistanceRecord) {
    self.init(
      assistantName: record.assistantName,
      capacity: MotCuaAPI.AssistantCapacity(record.capacity),
      consent: record.hasConsent,
      reason: MotCuaAPI.AssistanceReason(record.reason),
      identityNumber: record.identityNumber,
      consentNote: record.consentNote
    )
  }
}

extension ProvidedComponent {
  /// A component that was handed in, on the wire.
  package init(_ record: ProvidedComponentRecord) {
    self.init(
      componentCode: record.code,
      name: record.name,
      source: MotCuaAPI.ComponentSource(record.source),
      quantity: Int32(clamping: record.quantity),
      fileReference: record.fileReference,
      sha256: HexText.encode(record.hash),
      fileId: record.fileID.map(String.init) ?? ""
    )
  }
}

extension DossierFee {
  /// A fee, on the wire.
  package init(_ record: DossierFeeRecord) {
    self.init(
      kind: MotCuaAPI.FeeKind(record.kind),
      name: record.name,
      amountVnd: record.amount.dong,
      exempt: record.isExempt,
      exemptionReason: record.exemptionReason,
      paymentMethod: MotCuaAPI.PaymentMethod(record.method),
      transactionReference: record.transactionReference,
      recordedAt: record.recordedAt.timestamp
    )
  }
}

extension Supplement {
  /// The request for a supplement, on the wire.
  package init(_ record: SupplementRecord) {
    self.init(
      reason: record.reason,
      componentCodes: record.componentCodes,
      paperRequested: record.isPaperRequested,
      requestedAt: record.requestedAt.timestamp,
      deadline: record.deadline?.date,
      providedAt: record.providedAt?.timestamp,
      oldDueAt: record.oldDueAt?.timestamp,
      newDueAt: record.newDueAt?.timestamp,
      paperDeclared: record.isPaperDeclared
    )
  }
}

extension DossierResult {
  /// A result of a dossier, on the wire.
  package init(_ record: DossierResultRecord, of code: String) {
    self.init(
      code: code.isEmpty ? "" : "\(code)-KQ\(record.number)",
      name: record.name,
      refusal: record.isRefusal,
      electronic: record.isElectronic,
      sha256: HexText.encode(record.hash),
      signer: record.signer,
      certificateSerial: record.certificateSerial,
      state: record.revocation.map { $0.replacement == nil ? .revoked : .replaced } ?? .issued,
      revokedAt: record.revocation?.at.timestamp,
      revocationReason: record.revocation?.reason ?? "",
      replacementCode: record.revocation?.replacement.map { "\(code)-KQ\($0)" } ?? "",
      issuedAt: record.issuedAt.timestamp,
      fileId: record.fileID.map(String.init) ?? ""
    )
  }
}

extension HistoryEntry {
  /// A step of a dossier, on the wire.
  package init(_ record: DossierEventRecord) {
    self.init(
      sequence: Int32(clamping: record.number),
      occurredAt: record.at.timestamp,
      action: MotCuaAPI.DossierAction(record.action),
      actorKind: MotCuaAPI.PrincipalKind(record.actorKind),
      officerCode: record.officer ?? "",
      fromState: MotCuaAPI.DossierState(record.from),
      toState: MotCuaAPI.DossierState(record.to),
      note: record.note,
      oldDueAt: record.dueBefore?.timestamp,
      newDueAt: record.dueAfter?.timestamp,
      agencyCode: record.agency.text,
      division: record.division,
      assigneeCode: record.assignee ?? "",
      stepDueDate: record.stepDueDate?.date,
      oldResolvingAgencyCode: record.agencyBefore?.text ?? "",
      newResolvingAgencyCode: record.agencyAfter?.text ?? "",
      tableVersion: Int32(clamping: record.tableVersion),
      stepNumber: Int32(clamping: record.stepNumber)
    )
  }
}

extension DossierPause {
  /// A pause of a dossier's clock, on the wire.
  package init(_ record: PauseRecord) {
    self.init(
      state: MotCuaAPI.DossierState(record.state),
      from: record.from.timestamp,
      to: record.to?.timestamp,
      oldDueAt: record.dueBefore?.timestamp,
      newDueAt: record.dueAfter?.timestamp
    )
  }
}

extension DossierRating {
  /// The rating of a service, on the wire.
  package init(_ record: RatingRecord) {
    self.init(
      score: Int32(clamping: record.score),
      comment: record.comment,
      ratedAt: record.at.timestamp
    )
  }
}
