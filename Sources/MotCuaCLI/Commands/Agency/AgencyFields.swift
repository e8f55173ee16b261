import ArgumentParser
import MotCuaClient

/// The fields of an agency that both its creation and its change take.
struct AgencyFields: ParsableArguments {
  @Option(help: "Mã ở dạng còn lại.") var otherCode: String?
  @Option(help: "Tên đầy đủ.") var name: String?
  @Option(help: "Tên tắt.") var shortName: String?
  @Option(help: "Cấp hành chính.") var level: Choice<AgencyLevel>?
  @Option(help: "Loại cơ quan.") var kind: Choice<AgencyKind>?
  @Option(help: "Mã cơ quan cấp trên.") var parent: String?
  @Option(help: "Mã cán bộ đứng đầu.") var head: String?
  @Option(help: "Ngày bắt đầu (YYYY-MM-DD).") var from: DayArgument?
  @Option(help: "Ngày kết thúc (YYYY-MM-DD).") var to: DayArgument?
  @Option(help: "Tài khoản thụ hưởng: NGÂN-HÀNG/SỐ-TÀI-KHOẢN/TÊN.") var account: AccountArgument?
  @Option(help: "Ví điện tử nhận phí.") var eWallet: String?
  @Option(help: "Giờ làm việc, ví dụ 07:30-11:30,13:00-16:30.") var hours: HoursArgument?

  /// The names of the fields that are given, as an update mask has them.
  var paths: [String] {
    let given: [(String, Bool)] = [
      ("other_code", otherCode != nil), ("name", name != nil), ("short_name", shortName != nil),
      ("level", level != nil), ("kind", kind != nil), ("parent_code", parent != nil),
      ("head_officer_code", head != nil), ("valid_from", from != nil), ("valid_to", to != nil),
      ("beneficiary_account", account != nil), ("e_wallet", eWallet != nil),
      ("working_hours", hours != nil),
    ]
    return given.filter(\.1).map(\.0)
  }

  /// An agency with the fields that are given.
  func agency(_ code: String, kind usual: AgencyKind = .unspecified) -> Agency {
    Agency(
      code: code,
      otherCode: otherCode ?? "",
      name: name ?? "",
      shortName: shortName ?? "",
      level: level?.value ?? .unspecified,
      kind: kind?.value ?? usual,
      parentCode: parent ?? "",
      headOfficerCode: head ?? "",
      validFrom: from?.message,
      validTo: to?.message,
      beneficiaryAccount: account?.message,
      eWallet: eWallet ?? "",
      workingHours: hours?.messages ?? []
    )
  }
}

/// An account on the command line: bank, number and, where wanted, the holder, apart by slashes.
struct AccountArgument: ExpressibleByArgument {
  /// The account in the contract's terms.
  let message: BeneficiaryAccount

  init?(argument: String) {
    let parts = argument.split(separator: "/", maxSplits: 2).map(String.init)
    guard parts.count >= 2 else { return nil }
    message = BeneficiaryAccount(
      bankCode: parts[0],
      accountNumber: parts[1],
      accountName: parts.count > 2 ? parts[2] : ""
    )
  }
}
