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
    help: ArgumentHelp(
      "Thành phần hồ sơ: MÃ, MÃ=NGUỒN[:SỐ_BẢN] (form, paper, …) hoặc MÃ=file:MÃ_TỆP; +TÊN thay cho"
        + " MÃ là giấy tờ ngoài danh mục; có thể lặp lại."
    )
  )
  var components: [ComponentArgument] = []
  @Option(
    name: .customLong("fee"),
    help: FeeArgument.help
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

/// One component on the command line: its code, or its name where the procedure does not list it; and
/// where it comes from and how often, or which uploaded file it is.
struct ComponentArgument: ExpressibleByArgument {
  private let code: String
  private let name: String
  private let source: ComponentSource?
  private let quantity: Int32?
  private let fileID: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty else { return nil }
    let isUnlisted = first.hasPrefix("+")
    code = isUnlisted ? "" : String(first)
    name = isUnlisted ? String(first.dropFirst()) : ""
    guard !isUnlisted || !name.isEmpty else { return nil }
    guard parts.count == 2 else {
      (source, quantity, fileID) = (nil, nil, "")
      return
    }
    if parts[1].hasPrefix("file:") {
      (source, quantity, fileID) = (.upload, nil, String(parts[1].dropFirst("file:".count)))
      return
    }
    let words = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let word = words.first, let choice = Choice<ComponentSource>(argument: String(word))
    else { return nil }
    let copies = words.count == 2 ? Int32(words[1]) : nil
    guard words.count == 1 || copies.map({ $0 > 0 }) == true else { return nil }
    (source, quantity, fileID) = (choice.value, copies, "")
  }

  /// The component in the contract's terms; one sheet of it where it is paper.
  func message(otherwise source: ComponentSource) -> ProvidedComponent {
    let own = self.source ?? source
    return ProvidedComponent(
      componentCode: code,
      name: name,
      source: own,
      quantity: quantity ?? (own == .paper ? 1 : 0),
      fileId: fileID
    )
  }
}

/// One fee on the command line: paid, or exempt with its reason.
struct FeeArgument: ExpressibleByArgument {
  /// What each option that takes fees says.
  static let help = ArgumentHelp(
    "Khoản phí: LOẠI:SỐ_TIỀN:CÁCH[:MÃ_GIAO_DỊCH], ví dụ charge:20000:cash; hoặc được miễn,"
      + " LOẠI:SỐ_TIỀN:exempt:LÝ_DO, số tiền 0 là miễn cả."
  )

  /// The fee in the contract's terms.
  let message: DossierFee

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, let kind = Choice<FeeKind>(argument: String(parts[0])),
      let amount = Int64(parts[1])
    else { return nil }
    if parts[2] == "exempt" {
      guard parts.count == 4, !parts[3].isEmpty else { return nil }
      message = DossierFee(
        kind: kind.value,
        amountVnd: amount,
        exempt: true,
        exemptionReason: String(parts[3])
      )
      return
    }
    guard let method = Choice<PaymentMethod>(argument: String(parts[2]))
    else { return nil }
    message = DossierFee(
      kind: kind.value,
      amountVnd: amount,
      paymentMethod: method.value,
      transactionReference: parts.count == 4 ? String(parts[3]) : ""
    )
  }
}
