import MotCuaAPI

extension Columns {
  static let agency: [Column<Agency>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("other_code", Phrase("Mã khác", en: "Other code"), .hidden) {
      .text($0.otherCode)
    },
    Column("name", Phrase("Tên", en: "Name")) { .text($0.name) },
    Column("short_name", Phrase("Tên tắt", en: "Short")) { .text($0.shortName) },
    Column("level", Phrase("Cấp", en: "Level")) { $0.level.cell },
    Column("kind", Phrase("Loại", en: "Kind")) { $0.kind.cell },
    Column("parent_code", Phrase("Trực thuộc", en: "Parent")) { .text($0.parentCode) },
    Column("valid_from", Phrase("Từ ngày", en: "From"), .hidden) {
      $0.validFrom.cell(\.cell)
    },
    Column("valid_to", Phrase("Đến ngày", en: "To"), .hidden) {
      $0.validTo.cell(\.cell)
    },
    Column("head_officer_code", Phrase("Người đứng đầu", en: "Head"), .hidden) {
      .text($0.headOfficerCode)
    },
    Column("beneficiary_account", Phrase("Tài khoản", en: "Account"), .hidden) {
      $0.beneficiaryAccount.cell { .text("\($0.bankCode) \($0.accountNumber)") }
    },
    Column("e_wallet", Phrase("Ví điện tử", en: "E-wallet"), .hidden) { .text($0.eWallet) },
    Column("working_hours", Phrase("Giờ làm việc", en: "Hours"), .hidden) {
      .text(hours($0.workingHours))
    },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  private static func hours(_ intervals: [OpenInterval]) -> String {
    func text(_ minute: Int32) -> String {
      let rest = minute % 60
      return "\(minute / 600)\(minute / 60 % 10):\(rest / 10)\(rest % 10)"
    }
    return intervals.map { "\(text($0.startMinute))-\(text($0.endMinute))" }
      .joined(separator: ",")
  }

  static let agencyChange: [Column<AgencyChange>] =
    [
      Column("change_time", Phrase("Lúc", en: "At"), .rigid) { $0.changeTime.cell(\.cell) },
      Column("principal_id", Phrase("Chủ thể", en: "Principal")) { .text($0.principalId) },
    ]
    + agency.map { column in
      Column(column.key, column.title, column.fit) { $0.agency.cell(column.cell) }
    }

  static let officer: [Column<Officer>] = [
    Column("code", Phrase("Mã", en: "Code"), .rigid) { .text($0.code) },
    Column("name", Phrase("Họ và tên", en: "Name")) { .text($0.name) },
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("postings", Phrase("Nhiệm vụ", en: "Duties")) { officer in
      listed(officer.postings.map(\.duty))
    },
    Column("head", Phrase("Đứng đầu", en: "Head")) { yes($0.head) },
    Column("etag", Phrase("Etag", en: "Etag"), .hidden) { .text($0.etag) },
  ]

  static let posting: [Column<Posting>] = [
    Column("agency_code", Phrase("Cơ quan", en: "Agency"), .rigid) { .text($0.agencyCode) },
    Column("duty", Phrase("Nhiệm vụ", en: "Duty")) { $0.duty.cell },
    Column("valid_from", Phrase("Từ ngày", en: "From")) { $0.validFrom.cell(\.cell) },
    Column("valid_to", Phrase("Đến ngày", en: "To")) { $0.validTo.cell(\.cell) },
  ]
}
