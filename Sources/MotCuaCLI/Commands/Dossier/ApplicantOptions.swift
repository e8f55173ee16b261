import ArgumentParser
import MotCuaClient

/// Who owns a dossier and what is handed in, as the commands that make one take it.
struct ApplicantOptions: ParsableArguments {
  @Option(help: "Mã thủ tục.") var procedure: String
  @Option(help: "Mã cơ quan giải quyết.") var agency: String
  @Option(help: "Tên chủ hồ sơ.") var name: String
  @Option(name: .customLong("id"), help: "Số giấy tờ của chủ hồ sơ.") var identityNumber: String
  @Option(
    name: .customLong("id-kind"),
    help: "Loại giấy tờ; mặc định đoán theo độ dài số: 12 chữ số là căn cước, 9 là CMND."
  )
  var identityKind: Choice<IdentityKind>?
  @Option(help: "Loại đối tượng.") var subject = Choice(SubjectType.citizen)
  @Option(help: "Số điện thoại.") var phone: String?
  @Option(help: "Thư điện tử.") var email: String?
  @Option(help: "Địa chỉ.") var address: String?
  @Option(
    name: .customLong("component"),
    help: "Thành phần hồ sơ: MÃ, MÃ=NGUỒN (upload, paper, …) hoặc MÃ=file:MÃ_TỆP; có thể lặp lại."
  )
  var components: [ComponentArgument] = []
  @Option(
    name: .customLong("fee"),
    help: "Khoản phí đã nộp, LOẠI:SỐ_TIỀN:CÁCH[:MÃ_GIAO_DỊCH], ví dụ charge:20000:cash."
  )
  var fees: [FeeArgument] = []

  /// The owner in the contract's terms.
  var applicant: Applicant {
    Applicant(
      name: name,
      subjectType: subject.value,
      identityKind: identityKind?.value ?? guessedKind,
      identityNumber: identityNumber,
      phone: phone ?? "",
      email: email ?? "",
      address: address ?? ""
    )
  }

  /// Nothing is guessed of a tax code or a passport: their lengths overlap.
  private var guessedKind: IdentityKind {
    guard identityNumber.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return .unspecified
    }
    switch identityNumber.utf8.count {
    case 12: return .citizenId
    case 9: return .oldCitizenId
    default: return .unspecified
    }
  }
}

/// One component on the command line: its code, and where it comes from or which uploaded file it is.
struct ComponentArgument: ExpressibleByArgument {
  private let code: String
  private let source: ComponentSource?
  private let fileID: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty else { return nil }
    code = String(first)
    guard parts.count == 2 else {
      (source, fileID) = (nil, "")
      return
    }
    if parts[1].hasPrefix("file:") {
      (source, fileID) = (.upload, String(parts[1].dropFirst("file:".count)))
      return
    }
    guard let choice = Choice<ComponentSource>(argument: String(parts[1])) else { return nil }
    (source, fileID) = (choice.value, "")
  }

  /// The component in the contract's terms; one sheet of it where it is paper.
  func message(otherwise source: ComponentSource) -> ProvidedComponent {
    let own = self.source ?? source
    return ProvidedComponent(
      componentCode: code,
      source: own,
      quantity: own == .paper ? 1 : 0,
      fileId: fileID
    )
  }
}

/// One fee on the command line.
struct FeeArgument: ExpressibleByArgument {
  /// The fee in the contract's terms.
  let message: DossierFee

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, let kind = Choice<FeeKind>(argument: String(parts[0])),
      let amount = Int64(parts[1]),
      let method = Choice<PaymentMethod>(argument: String(parts[2]))
    else { return nil }
    message = DossierFee(
      kind: kind.value,
      amountVnd: amount,
      paymentMethod: method.value,
      transactionReference: parts.count == 4 ? String(parts[3]) : ""
    )
  }
}
