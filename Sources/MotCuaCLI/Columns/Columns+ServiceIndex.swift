import MotCuaAPI

extension Columns {
  static let serviceSubIndex: [Column<ServiceSubIndex>] =
    [
      Column("code", Phrase("Số", en: "No."), .rigid) { .text($0.code) },
      Column("title", Phrase("Chỉ số", en: "Index")) { .text($0.title) },
      Column("rate", Phrase("Tỷ lệ", en: "Rate"), .rigid, for: .people) { index in
        index.meanOf > 0
          ? meanTime(index) : index.rate.cell { RateText.cell($0, isWhole: false) }
      },
    ] + rateParts("rate", Phrase("Tỷ lệ", en: "Rate"), \.rate) + subIndexPoints

  private static let subIndexPoints: [Column<ServiceSubIndex>] = [
    Column("mean_seconds", Phrase("Trung bình, giây", en: "Mean, seconds"), .hidden) {
      $0.meanOf > 0 ? .number($0.meanSeconds) : .empty
    },
    Column("mean_of", Phrase("Trung bình của", en: "Mean of"), .hidden) {
      $0.meanOf > 0 ? .number($0.meanOf) : .empty
    },
    Column("cap_percent", Phrase("Mức tối đa", en: "Cap"), .rigid) {
      .rendered(machine: String($0.capPercent), people: Phrase(same: "\($0.capPercent) %"))
    },
    Column("points", Phrase("Điểm", en: "Points"), .rigid) {
      $0.applicable
        ? points($0.points)
        : .rendered(
          machine: "",
          people: $0.informative
            ? Phrase("theo dõi", en: "to know") : Phrase("không tính", en: "not applicable")
        )
    },
    Column("maximum", Phrase("Tối đa", en: "Maximum"), .rigid) { points($0.maximum) },
    Column("present", Phrase("Có thể đổi", en: "May change"), .needsRoom) { yes($0.present) },
    Column("assumed", Phrase("Giả định", en: "Assumed"), .needsRoom) { yes($0.assumed) },
    Column("source", Phrase("Nguồn", en: "Source"), .needsRoom) { .text($0.source) },
    Column("source_date", Phrase("Ngày báo cáo", en: "Reported"), .needsRoom) {
      $0.sourceDate.cell(\.cell)
    },
    Column("formula", Phrase("Cách tính", en: "Formula"), .hidden) { .text($0.formula) },
  ]

  static let scoreLine: [Column<ScoreLine>] =
    [
      Column("metric", Phrase("Chỉ tiêu", en: "Metric")) { .choice($0.metric, name($0.metric)) }
    ] + rate("rate", Phrase("Tỷ lệ", en: "Rate"), \.rate) + scoreTarget

  private static let scoreTarget: [Column<ScoreLine>] = [
    Column("target_basis_points", Phrase("Mức giao", en: "Target"), .rigid) { line in
      line.targetCode.isEmpty
        ? .empty
        : .rendered(
          machine: String(line.targetBasisPoints),
          people: Phrase(
            NumberText.percent(Int64(line.targetBasisPoints), of: 10_000, .vietnamese) ?? "",
            en: NumberText.percent(Int64(line.targetBasisPoints), of: 10_000, .english) ?? ""
          )
        )
    },
    Column("state", Phrase("Kết quả", en: "State"), .rigid) { $0.state.cell },
    Column("target_code", Phrase("Mã chỉ tiêu", en: "Target's code"), .needsRoom) {
      .text($0.targetCode)
    },
  ]

  static let levelComparison: [Column<LevelComparison>] =
    levelCounts
    + rate(
      "received_by_post",
      Phrase("Nhận qua bưu chính", en: "Received by post"),
      fit: .flexible,
      \.receivedByPost
    )
    + rate(
      "returned_by_post",
      Phrase("Trả qua bưu chính", en: "Returned by post"),
      fit: .flexible,
      \.returnedByPost
    )
    + rate(
      "paid_by_dossiers",
      Phrase("Nộp trực tuyến: hồ sơ", en: "Paid online: dossiers"),
      fit: .flexible,
      \.paidByDossiers
    )
    + rate("paid_by_amount", Phrase("Số tiền", en: "Amount"), fit: .needsRoom, \.paidByAmount)
    + rate(
      "paid_by_procedures",
      Phrase("Thủ tục", en: "Procedures"),
      fit: .needsRoom,
      \.paidByProcedures
    )

  private static let levelCounts: [Column<LevelComparison>] = [
    Column("level", Phrase("Cấp", en: "Level"), .rigid) { $0.level.cell },
    Column("received", Phrase("Tiếp nhận", en: "Received"), .rigid) { .number($0.received) },
    Column("previous_received", Phrase("Kỳ trước", en: "Before"), .rigid) {
      .number($0.previousReceived)
    },
    Column("received_online", Phrase("Trực tuyến", en: "Online"), .rigid) {
      .number($0.receivedOnline)
    },
    Column("previous_received_online", Phrase("Kỳ trước", en: "Before"), .needsRoom) {
      .number($0.previousReceivedOnline)
    },
  ]

  /// Hundredths of a point as `17,25`.
  static func points(_ hundredths: Int64) -> Cell {
    .rendered(
      machine: String(hundredths),
      people: Phrase(pointsText(hundredths, ","), en: pointsText(hundredths, "."))
    )
  }

  private static func pointsText(_ hundredths: Int64, _ mark: String) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100)\(mark)\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func name(_ metric: String) -> Phrase {
    if let known = Measures.dossierRates.first(where: { $0.key == metric }) { return known.title }
    switch metric {
    case "supplement": return Phrase("Phải bổ sung", en: "Supplements requested")
    case "satisfaction": return Phrase("Hài lòng (điểm đánh giá)", en: "Satisfaction (scores)")
    default: return Phrase(same: metric)
    }
  }

  /// A mean time, in tenths of a day for people.
  private static func meanTime(_ index: ServiceSubIndex) -> Cell {
    let tenths = (index.meanSeconds * 20 + 86_400) / 172_800
    let days = "\(tenths / 10)"
    return .rendered(
      machine: "",
      people: Phrase(
        "\(days),\(tenths % 10) ngày",
        en: "\(days).\(tenths % 10) days"
      )
    )
  }
}
