import MotCuaDomain
import MotCuaStore

/// The commands of one dossier's steps.
struct SampleCommands {
  let dossier: SampleDossier
  let principal: Int64

  private func officer(_ officer: SampleOfficer) -> Actor {
    Actor(
      principalID: principal,
      kind: .officer,
      duties: Set(officer.duties),
      officer: officer.code(at: dossier.agency),
      scope: .agencies([dossier.agency])
    )
  }

  private var applicant: Actor {
    Actor(
      principalID: principal,
      kind: .applicant,
      scope: .owner(dossier.owner.citizenID)
    )
  }

  private func target(_ code: DossierCode, _ actor: Actor) -> DossierTarget {
    DossierTarget(code: code, actor: actor)
  }

  private var filing: DossierFiling {
    var filing = DossierFiling(
      procedure: dossier.procedure.code,
      agency: dossier.agency,
      applicant: ApplicantRecord(
        name: dossier.owner.name,
        identityNumber: dossier.owner.citizenID,
        phone: dossier.owner.phone
      )
    )
    if dossier.isAssisted {
      filing.submissionKind = .assisted
      filing.assistance = AssistanceRecord(
        assistantName: "Đoàn viên hỗ trợ",
        capacity: .volunteer,
        hasConsent: true
      )
    }
    return filing
  }

  private var fees: [DossierFeeRecord] {
    guard dossier.procedure.feeVND > 0 else { return [] }
    let method: PaymentMethod = dossier.isPaidOnline ? .online : .cash
    let reference = dossier.isPaidOnline ? "MAU-\(dossier.owner.citizenID)" : ""
    return [
      DossierFeeRecord(
        kind: .fee,
        amount: Money(dong: dossier.procedure.feeVND),
        method: method,
        transactionReference: reference
      )
    ]
  }

  func submit() -> SubmitDossier { SubmitDossier(filing: filing, actor: applicant) }

  func receive() -> ReceiveDossier {
    var filing = filing
    filing.fees = fees
    return ReceiveDossier(filing: filing, channel: dossier.channel, actor: officer(.desk))
  }

  func accept(_ code: DossierCode) -> AcceptDossier {
    AcceptDossier(target: target(code, officer(.desk)), fees: fees)
  }

  func refuse(_ code: DossierCode) -> RefuseDossier {
    RefuseDossier(
      target: target(code, officer(.desk)),
      reason: "Không thuộc thẩm quyền giải quyết."
    )
  }

  func start(_ code: DossierCode) -> StartDossier {
    StartDossier(target: target(code, officer(.desk)))
  }

  func requestSupplement(_ code: DossierCode, now: Instant) -> RequestSupplement {
    RequestSupplement(
      target: target(code, officer(.specialist)),
      reason: "Thiếu bản sao giấy tờ kèm theo.",
      componentCodes: ["GT-1"],
      deadline: now.ictDate.addingDays(30)
    )
  }

  func provideSupplement(_ code: DossierCode) -> ProvideSupplement {
    ProvideSupplement(
      target: target(code, applicant),
      components: [ProvidedComponentRecord(code: "GT-1", name: "Bản sao", source: .upload)]
    )
  }

  func complete(_ code: DossierCode) -> CompleteDossier {
    CompleteDossier(
      target: target(code, officer(.head)),
      results: [
        DossierResultRecord(
          name: "Kết quả giải quyết",
          isElectronic: dossier.channel == .online,
          signer: SampleOfficer.head.name
        )
      ]
    )
  }

  func returnResult(_ code: DossierCode) -> ReturnResult {
    let method: ReturnMethod =
      dossier.isReturnedByPost ? .post : dossier.channel == .online ? .online : .desk
    return ReturnResult(
      target: target(code, officer(.desk)),
      handover: ResultReturnRecord(method: method, receiverName: dossier.owner.name)
    )
  }

  func withdraw(_ code: DossierCode) -> WithdrawDossier {
    WithdrawDossier(
      target: target(code, applicant),
      reason: "Người nộp đề nghị rút hồ sơ."
    )
  }
}
