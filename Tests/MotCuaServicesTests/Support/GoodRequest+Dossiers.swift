import Crypto
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import RPCMessages

extension GoodRequest {
  /// What brings a dossier into the world, or what belongs to none yet.
  static let births: [String: GoodRequest] = [
    "SubmitDossier": GoodRequest(.portal) { _ in Requests.submit() },
    "ReceiveDossier": GoodRequest(.desk) { _ in Requests.receive() },
    "RefuseDossierAtDesk": GoodRequest(.desk) { _ in
      RefuseDossierAtDeskRequest(
        procedureCode: DossierProvince.license,
        agencyCode: DossierProvince.department,
        channel: .direct,
        applicant: Requests.applicant(),
        reason: "Không thuộc thẩm quyền"
      )
    },
    "UploadFile": GoodRequest(.desk) { _ in
      let bytes = Array("%PDF-1.7\n".utf8)
      return UploadFileRequest(
        sizeBytes: Int64(bytes.count),
        sha256: HexText.encode(Array(SHA256.hash(data: bytes))),
        chunk: bytes
      )
    },
    "ImportDossiers": GoodRequest(.administrator) { _ in
      let at = Instant(ict: DossierHouse.day(7, 1), minute: 8 * 60)
      let dossier = ImportedDossier(
        line: 1,
        externalSource: "IGATE",
        externalCode: "G-1",
        procedureCode: DossierProvince.license,
        agencyCode: DossierProvince.department,
        channel: .online,
        applicant: Requests.applicant(),
        components: [Requests.form()],
        events: [ImportedEvent(action: .submit, occurredAt: at.timestamp)]
      )
      return ImportDossiersRequest(dossiers: [dossier])
    },
    "SetDossierPolicy": GoodRequest(.administrator) { _ in
      SetDossierPolicyRequest(
        policy: DossierPolicy(supplementRequestsMax: 2, extensionsMax: 2, extensionNoticeDays: 3)
      )
    },
    "BulkTransition": GoodRequest(.desk) { house in
      BulkTransitionRequest(action: .start, codes: [try await house.received()])
    },
  ]

  /// What is done while a dossier is handled.
  static let steps: [String: GoodRequest] = [
    "AcceptDossier": GoodRequest(.desk) { AcceptDossierRequest(code: try await $0.submitted()) },
    "RefuseDossier": GoodRequest(.desk) {
      RefuseDossierRequest(code: try await $0.submitted(), reason: "Sai")
    },
    "StartDossier": GoodRequest(.desk) { StartDossierRequest(code: try await $0.received()) },
    "RequestSupplement": GoodRequest(.desk) {
      RequestSupplementRequest(
        code: try await $0.started(),
        reason: "Thiếu",
        deadline: DossierHouse.day(9, 30).date
      )
    },
    "ProvideSupplement": GoodRequest(.applicant) { house in
      let code = try await house.started()
      _ = try await house.dossiers.requestSupplement(
        RequestSupplementRequest(
          code: code,
          reason: "Thiếu",
          deadline: DossierHouse.day(9, 30).date
        ),
        options: house.by(.desk)
      )
      return ProvideSupplementRequest(code: code, note: "Đã bổ sung")
    },
    "ForwardDossier": GoodRequest(.specialist) {
      ForwardDossierRequest(code: try await $0.started(), agencyCode: DossierProvince.commune)
    },
    "ReassignDossier": GoodRequest(.head) {
      ReassignDossierRequest(
        code: try await $0.started(),
        officerCode: Person.specialist.officer ?? ""
      )
    },
    "WithdrawDossier": GoodRequest(.applicant) {
      WithdrawDossierRequest(code: try await $0.submitted())
    },
    "ExtendDueDate": GoodRequest(.head) { house in
      let code = try await house.started()
      house.clock.set(Instant(ict: DossierHouse.day(8, 12), minute: 600))
      return ExtendDueDateRequest(
        code: code,
        reason: "Cần xác minh",
        dueDate: DossierHouse.day(8, 20).date
      )
    },
  ]

  /// What ends the handling, and what comes after.
  static let ends: [String: GoodRequest] = [
    "StopDossier": GoodRequest(.specialist) {
      StopDossierRequest(code: try await $0.started(), reason: "Không đủ điều kiện")
    },
    "ResumeDossier": GoodRequest(.supervisor) { house in
      let code = try await house.started()
      _ = try await house.dossiers.stopDossier(
        StopDossierRequest(code: code, reason: "Không đủ điều kiện"),
        options: house.by(.specialist)
      )
      return ResumeDossierRequest(code: code)
    },
    "CompleteDossier": GoodRequest(.head) {
      CompleteDossierRequest(code: try await $0.started(), results: [Requests.result()])
    },
    "ReworkDossier": GoodRequest(.supervisor) {
      ReworkDossierRequest(code: try await $0.completed(), reason: "Sai tên")
    },
    "RevokeResult": GoodRequest(.head) {
      RevokeResultRequest(code: try await $0.completed(), resultNumber: 1, reason: "Sai tên")
    },
    "ReturnResult": GoodRequest(.desk) {
      ReturnResultRequest(code: try await $0.completed(), method: .desk)
    },
    "RateDossier": GoodRequest(.applicant) { house in
      let code = try await house.completed()
      _ = try await house.dossiers.returnResult(
        ReturnResultRequest(code: code, method: .desk),
        options: house.by(.desk)
      )
      return RateDossierRequest(code: code, score: 5)
    },
  ]
}

extension DryHouse {
  /// The code of a dossier that waits for the desk.
  func submitted() async throws -> String {
    try await dossiers.submitDossier(Requests.submit(), options: by(.applicant)).code
  }

  /// The code of a dossier received at the desk.
  func received() async throws -> String {
    try await dossiers.receiveDossier(Requests.receive(), options: by(.desk)).code
  }

  /// The code of a dossier that is handled.
  func started() async throws -> String {
    let code = try await received()
    return try await dossiers.startDossier(
      StartDossierRequest(code: code),
      options: by(.desk)
    ).code
  }

  /// The code of a dossier with one result.
  func completed() async throws -> String {
    try await dossiers.completeDossier(
      CompleteDossierRequest(code: try await started(), results: [Requests.result()]),
      options: by(.head)
    ).code
  }
}
