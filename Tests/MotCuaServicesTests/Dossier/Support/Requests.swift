import MotCuaAPI
import MotCuaServices
import RPCCore

/// Requests that succeed as they are; a test changes what it is about.
enum Requests {
  static func applicant(_ number: String = DossierProvince.citizen) -> Applicant {
    Applicant(
      name: "Nguyễn Văn An",
      subjectType: .citizen,
      identityKind: .citizenId,
      identityNumber: number,
      phone: "0912345678",
      address: "Thị xã Bình Long"
    )
  }

  static func form(_ source: ComponentSource = .upload) -> ProvidedComponent {
    var form = ProvidedComponent(componentCode: "GT-1", name: "Đơn đề nghị", source: source)
    if source == .upload {
      form.fileReference = "kho/don-de-nghi.pdf"
      form.sha256 = String(repeating: "ab", count: 32)
    }
    return form
  }

  static func id(_ number: Int) -> String {
    let digits = String(number)
    return "00000000-0000-7000-8000-"
      + String(repeating: "0", count: 12 - digits.count) + digits
  }

  static func submit(
    _ procedure: String = DossierProvince.license,
    at agency: String = DossierProvince.department,
    owner: String = DossierProvince.citizen
  ) -> SubmitDossierRequest {
    SubmitDossierRequest(
      procedureCode: procedure,
      agencyCode: agency,
      applicant: applicant(owner),
      components: [form()]
    )
  }

  static func receive(
    _ procedure: String = DossierProvince.license,
    at agency: String = DossierProvince.department,
    by channel: Channel = .direct
  ) -> ReceiveDossierRequest {
    ReceiveDossierRequest(
      procedureCode: procedure,
      agencyCode: agency,
      channel: channel,
      applicant: applicant(),
      components: [form(.paper)]
    )
  }

  static func result() -> DossierResult {
    DossierResult(name: "Giấy phép", signer: "Người đứng đầu")
  }

  static func cash(_ amount: Int64 = 50_000) -> DossierFee {
    DossierFee(kind: .fee, amountVnd: amount, paymentMethod: .cash)
  }

  static func online(_ reference: String, _ amount: Int64 = 50_000) -> DossierFee {
    DossierFee(
      kind: .fee,
      amountVnd: amount,
      paymentMethod: .online,
      transactionReference: reference
    )
  }
}

/// How a call failed, as a program sees it.
struct Refusal: Equatable, Sendable {
  let code: RPCError.Code
  let reason: ErrorReason?
  let fields: [String]
  let subjects: [String]

  init(_ code: RPCError.Code, _ reason: ErrorReason, fields: [String] = []) {
    self.code = code
    self.reason = reason
    self.fields = fields
    subjects = []
  }

  init(_ error: RPCError) {
    code = error.code
    reason = error.reason.flatMap { ErrorReason(word: $0) }
    var fields: [String] = []
    var subjects: [String] = []
    for detail in error.details {
      if case .badRequest(let violations) = detail { fields = violations.map(\.field) }
      if case .preconditionFailure(let violations) = detail { subjects = violations.map(\.subject) }
    }
    self.fields = fields
    self.subjects = subjects
  }
}

/// The refusal of a call that must fail; nil where it succeeds.
func refusal<Response>(_ call: () async throws -> Response) async throws -> Refusal? {
  do {
    _ = try await call()
    return nil
  } catch let error as RPCError {
    return Refusal(error)
  }
}
