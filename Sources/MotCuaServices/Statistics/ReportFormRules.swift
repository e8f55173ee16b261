import MotCuaAPI
import MotCuaDomain

/// What a form is: its name, its dates and its columns.
///
/// Rules and forms carry the dates on which they were in force. Of Circular 01/2020/TT-VPCP the project
/// knows the day of its signing, 21 October 2020, and its templates, not the article on its coming
/// into force: that day is taken. Of the successor it knows the columns by name from one system that
/// fills them; its first day is assumed to be 1 March 2025, when the Ministry of Justice took over the
/// control of procedures. What is assumed the answer says.
struct ReportFormRules: Sendable {
  let name: String
  let title: String
  let basis: String
  let from: CivilDate?
  let to: CivilDate?
  let columns: [ReportColumn]
  let note: Figure.Words

  init?(_ form: ReportForm) {
    switch form {
    case .ii06a:
      self.init(
        circular: "II.06a/VPCP/KSTT",
        title: "Tình hình, kết quả giải quyết TTHC theo lĩnh vực",
        columns: Self.official + Self.beside
      )
    case .ii06b:
      self.init(
        circular: "II.06b/VPCP/KSTT",
        title: "Tình hình, kết quả giải quyết TTHC theo cơ quan",
        columns: Self.official + Self.beside
      )
    case .ii07b:
      self.init(
        circular: "II.07b/VPCP/KSTT",
        title: "TTHC theo cấp thẩm quyền, tiếp nhận tại Bộ phận Một cửa, quy trình nội bộ",
        columns: Self.procedures
      )
    case .btp07a:
      self.init(
        name: "07a/BTP/KSTT",
        title: "Tình hình, kết quả giải quyết TTHC theo lĩnh vực",
        basis: "Biểu 07a/BTP/KSTT",
        from: CivilDate("2025-03-01"),
        to: nil,
        // Of its own numbers for the wider columns the project has no text.
        columns: Self.official + Self.beside + Self.wide,
        note: Figure.Words(
          "Giả định: có hiệu lực từ 01/03/2025; cột đánh dấu (*) do phần mềm định nghĩa theo tên cột, "
            + "chưa đối chiếu với văn bản.",
          "Assumed: in force from 1 March 2025; columns marked (*) are defined here by their names, "
            + "not compared with the regulation."
        )
      )
    case .unspecified, .unrecognized: return nil
    }
  }

  private init(circular name: String, title: String, columns: [ReportColumn]) {
    self.init(
      name: name,
      title: title,
      basis: "Thông tư 01/2020/TT-VPCP ngày 21/10/2020",
      from: CivilDate("2020-10-21"),
      to: CivilDate("2025-02-28"),
      columns: columns,
      note: Figure.Words(
        "Ngày 21/10/2020 là ngày ký Thông tư. Giả định: có hiệu lực từ ngày ký đến khi có biểu thay thế.",
        "21 October 2020 is the day of the circular. Assumed: in force from that day until its successor."
      )
    )
  }

  private init(
    name: String,
    title: String,
    basis: String,
    from: CivilDate?,
    to: CivilDate?,
    columns: [ReportColumn],
    note: Figure.Words
  ) {
    self.name = name
    self.title = title
    self.basis = basis
    self.from = from
    self.to = to
    self.columns = columns
    self.note = note
  }

  private static let official: [ReportColumn] = [
    column("3", "received", "4+5+6"), column("4", "received_online"),
    column("5", "received_otherwise"), column("6", "carried_over"),
    column("7", "resolved", "8+9+10"), column("8", "resolved_early"),
    column("9", "resolved_on_time"), column("10", "resolved_late"),
    column("11", "pending", "12+13"), column("12", "pending_in_time"),
    column("13", "pending_overdue"),
  ]

  private static let beside: [ReportColumn] = [
    column("", "reopened"), column("", "transferred_in"), column("", "transferred_out"),
    column("", "withdrawn"), column("", "withdrawn_late"),
    column("", "stopped"), column("", "stopped_late"), column("", "refused"),
    column("", "withdrawn_before_reception"), column("", "waiting_in_time"),
    column("", "waiting_overdue"),
  ]

  private static let wide: [ReportColumn] = Figure.wide.map { column("", $0.name, isAssumed: true) }

  private static let procedures: [ReportColumn] = [
    ReportColumn(
      number: "3",
      field: "procedures",
      title: "Số TTHC thuộc thẩm quyền",
      titleEn: "Procedures of the competent level"
    ),
    ReportColumn(
      number: "4",
      field: "received_at_one_stop",
      title: "Tiếp nhận tại Bộ phận Một cửa",
      titleEn: "Received at a one-stop desk"
    ),
    ReportColumn(
      number: "5",
      field: "internal_processes",
      title: "Có quy trình nội bộ",
      titleEn: "With an internal process"
    ),
  ]

  private static func column(
    _ number: String,
    _ field: String,
    _ formula: String = "",
    isAssumed: Bool = false
  ) -> ReportColumn {
    let figure = Figure.forms.first { $0.name == field }
    return ReportColumn(
      number: number,
      field: field,
      title: figure?.title.vietnamese ?? field,
      titleEn: figure?.title.english ?? field,
      formula: formula,
      assumed: isAssumed
    )
  }
}
