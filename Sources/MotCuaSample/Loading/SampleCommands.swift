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
      ),
      components: [SampleComponent.form.provided(dossier.channel)]
    )
    if dossier.isAssisted {
      filing.submissionKind = .assisted
      filing.assistance = AssistanceRecord(
        assistantName: "Đoàn viên hỗ trợ",
        capacity: .volunteer,
        reason: .noDevice,
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
      componentCodes: [SampleComponent.copy.rawValue],
      deadline: now.ictDate.addingDays(30)
    )
  }

  func provideSupplement(_ code: DossierCode) -> ProvideSupplement {
    ProvideSupplement(
      target: target(code, applicant),
      components: [SampleComponent.copy.provided(dossier.channel)]
    )
  }

  func complete(_ code: DossierCode) -> CompleteDossier {
    var result = DossierResultRecord(
      name: "Kết quả giải quyết",
      signer: SampleOfficer.head.name
    )
    if dossier.channel == .online {
      result.isElectronic = true
      result.hash = Self.madeUpHash(of: code)
      result.certificateSerial = "MAU-\(dossier.agency.text)"
    }
    return CompleteDossier(target: target(code, officer(.head)), results: [result])
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

  /// The sample has no documents; their sums are drawn from the dossier's code.
  private static func madeUpHash(of code: DossierCode) -> [UInt8] {
    // FNV-1a, so that the same code gives the same seed everywhere.
    let seed = code.text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    var random = SampleRandom(seed: seed)
    return (0..<32).map { _ in UInt8(random.integer(in: 0...255)) }
  }
}
