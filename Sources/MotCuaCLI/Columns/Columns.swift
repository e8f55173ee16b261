import MotCuaAPI

/// The columns in which each resource is shown.
enum Columns {
  static let principal: [Column<Principal>] = [
    Column("id", Phrase("Mã", en: "ID"), .rigid) { .text($0.id) },
    Column("kind", Phrase("Loại", en: "Kind")) { $0.kind.cell },
    Column("name", Phrase("Tên", en: "Name")) { .text($0.name) },
    Column("agency_codes", Phrase("Cơ quan", en: "Agencies")) {
      .text($0.agencyCodes.joined(separator: " "))
    },
    Column("duties", Phrase("Nhiệm vụ", en: "Duties")) { listed($0.duties) },
    Column("officer_code", Phrase("Cán bộ", en: "Officer")) { .text($0.officerCode) },
    Column("create_time", Phrase("Tạo lúc", en: "Created")) { $0.createTime.cell(\.cell) },
  ]

  static let token: [Column<Token>] = [
    Column("id", Phrase("Mã", en: "ID"), .rigid) { .text($0.id) },
    Column("principal_id", Phrase("Chủ thể", en: "Principal")) { .text($0.principalId) },
    Column("create_time", Phrase("Tạo lúc", en: "Created")) { $0.createTime.cell(\.cell) },
    Column("expire_time", Phrase("Hết hạn", en: "Expires")) { $0.expireTime.cell(\.cell) },
    Column("revoke_time", Phrase("Thu hồi", en: "Revoked")) { $0.revokeTime.cell(\.cell) },
  ]

  static let newToken: [Column<CreateTokenResponse>] =
    [
      Column("secret", Phrase("Mã truy cập", en: "Secret"), .rigid) { .text($0.secret) }
    ]
    + token.map { column in
      Column(column.key, column.title) { $0.token.cell(column.cell) }
    }

  /// Several values in one cell, each once.
  static func listed(_ values: [some WordedEnum]) -> Cell {
    var cells: [Cell] = []
    for value in values where !cells.contains(value.cell) { cells.append(value.cell) }
    return .rendered(
      machine: cells.map(\.machineText).joined(separator: " "),
      people: Phrase(
        cells.map { $0.text(for: .vietnamese) }.joined(separator: ", "),
        en: cells.map { $0.text(for: .english) }.joined(separator: ", ")
      )
    )
  }

  /// A yes or no; no is empty for people.
  static func yes(_ flag: Bool) -> Cell {
    .rendered(
      machine: flag ? "true" : "false",
      people: flag ? Phrase("có", en: "yes") : Phrase(same: "")
    )
  }
}
