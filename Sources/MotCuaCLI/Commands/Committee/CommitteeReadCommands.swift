import ArgumentParser
import MotCuaClient
import MotCuaDomain

struct StatsIndexCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "index",
    "Bộ chỉ số phục vụ người dân, doanh nghiệp (Quyết định 766/QĐ-TTg).",
    en: "The service index of Decision 766/QĐ-TTg.",
    example: "motcua stats index --period 2023-01..2023-06"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var scope: ScopeOptions
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Phiên bản; mặc định mới nhất.") var indexVersion: String?
  @OptionGroup var point: PointOptions
  @OptionGroup var recorded: RecordedOptions

  func validate() throws { try scope.refuseStructure() }

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let index = try await client.statistics.getServiceIndex(
        GetServiceIndexRequest(
          period: Period(period),
          agencyCode: scope.agency ?? "",
          includeSubordinates: scope.subordinates,
          level: scope.level?.value ?? .unspecified,
          version: indexVersion ?? "",
          asOf: point.asOf?.message,
          knownAt: point.knownAt,
          recordedBy: recorded.recordedBy?.message
        )
      )
      if session.printer.isJSON { return try session.printer.one(index, []) }
      let language = session.language
      if session.printer.format == .table {
        let late = Phrase(" (áp dụng ngược)", en: " (retrospective)")(language)
        try session.printer.write(
          index.legalBasis + (index.retrospective ? late : "") + ", "
            + RateText.span(period, language) + "\n\n"
        )
      }
      try session.printer.list(index.groups.flatMap(\.subIndices), Columns.serviceSubIndex)
      guard session.printer.format == .table else { return }
      func text(_ value: Int64) -> String { Columns.points(value).text(for: language) }
      let sum = "\(text(index.points))/\(text(index.applicableMaximum))"
      let whole = "\(text(index.rescaledPoints))/\(text(index.maximum))"
      try session.printer.write(
        "\n"
          + Phrase(
            "Tổng điểm phần tính được \(sum), quy đổi \(whole)",
            en: "Points of what applies \(sum), rescaled \(whole)"
          )(language) + "\n"
      )
    }
  }
}

struct StatsScorecardCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "scorecard",
    "Phiếu điểm của một cơ quan, một người đứng đầu hoặc một cán bộ.",
    en: "The scorecard of an agency, a head or an officer.",
    example: "motcua stats scorecard --agency 000.00.05.H10 --period 2020-08"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Mã cơ quan.") var agency: String?
  @Flag(help: "Kể cả cơ quan trực thuộc.") var subordinates = false
  @Option(help: "Mã hoặc họ tên người đứng đầu.") var head: String?
  @Option(help: "Mã cán bộ.") var officer: String?
  @OptionGroup var point: PointOptions
  @OptionGroup var recorded: RecordedOptions

  func validate() throws {
    guard [agency, head, officer].compactMap({ $0 }).count == 1 else {
      throw ValidationError("Phải có đúng một trong --agency, --head và --officer.")
    }
  }

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let headCode = try await HeadName.code(of: head ?? "", client)
      let card = try await client.statistics.getScorecard(
        GetScorecardRequest(
          period: Period(period),
          agencyCode: agency ?? "",
          includeSubordinates: subordinates,
          headCode: headCode,
          officerCode: officer ?? "",
          asOf: point.asOf?.message,
          knownAt: point.knownAt,
          recordedBy: recorded.recordedBy?.message
        )
      )
      if session.printer.isJSON { return try session.printer.one(card, []) }
      if session.printer.format == .table {
        try session.printer.write(Self.heading(card, period, session.language))
      }
      try session.printer.list(card.lines, Columns.scoreLine)
    }
  }

  private static func heading(
    _ card: Scorecard,
    _ period: ReportPeriod,
    _ language: Language
  ) -> String {
    func count(_ value: Int64) -> String { NumberText.grouped(value, language) }
    let subject = card.subject.cell.text(for: language)
    let name = TerminalText.safe(card.name)
    let counts = Phrase(
      "Tiếp nhận \(count(card.received)), giải quyết \(count(card.resolved)) (quá hạn "
        + "\(count(card.resolvedLate))), yêu cầu bổ sung \(count(card.supplementRequested)), "
        + "từ chối \(count(card.refused)); trực tuyến \(count(card.receivedOnline)): tự nộp "
        + "\(count(card.onlineByApplicant)), được hỗ trợ \(count(card.onlineAssisted)), cán bộ "
        + "nộp thay \(count(card.onlineByOfficer)); vi phạm về hồ sơ giấy "
        + "\(count(card.violations)): đã nhận \(count(card.paperTaken)), bị từ chối "
        + "\(count(card.paperRefused)), đòi thêm \(count(card.paperDemanded))",
      en: "Received \(count(card.received)), resolved \(count(card.resolved)) (late "
        + "\(count(card.resolvedLate))), supplements \(count(card.supplementRequested)), refused "
        + "\(count(card.refused)); online \(count(card.receivedOnline)): by the applicant "
        + "\(count(card.onlineByApplicant)), assisted \(count(card.onlineAssisted)), by an "
        + "officer \(count(card.onlineByOfficer)); paper violations \(count(card.violations)): "
        + "taken \(count(card.paperTaken)), refused \(count(card.paperRefused)), demanded "
        + "\(count(card.paperDemanded))"
    )
    return "\(subject): \(name) (\(card.code)), \(RateText.span(period, language))\n"
      + counts(language) + "\n\n"
  }
}

struct StatsGapsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "gaps",
    "Danh sách điểm nghẽn: thiếu biểu mẫu, quy trình, phân công, tài khoản; còn đòi giấy.",
    en: "Lists what hinders online service.",
    example: "motcua stats gaps without-account --level district"
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var paging: ListOptions
  @OptionGroup var scope: ScopeOptions
  @Argument(help: "Loại điểm nghẽn.") var kind: Choice<GapKind>
  @Option(help: "Mã chỉ tiêu, cho agency-below-target.") var target: String?
  @Option(help: "Vào ngày này.") var asOf: DayArgument?
  @Option(help: "Theo những gì đã nhập đến vị trí này; cho agency-below-target.")
  var knownAt: Int64 = 0
  @OptionGroup var recorded: RecordedOptions

  func validate() throws { try scope.refuseStructure() }

  func run() async throws {
    try await withServer { session, client in
      let request = ListGapsRequest(
        kind: kind.value,
        agencyCode: scope.agency ?? "",
        includeSubordinates: scope.subordinates,
        level: scope.level?.value ?? .unspecified,
        asOf: asOf?.message,
        targetCode: target ?? "",
        pageSize: paging.pageSize,
        knownAt: knownAt,
        recordedBy: recorded.recordedBy?.message
      )
      let rows = try await paging.rows(of: client.statistics.allGaps(request))
      try session.printer.list(rows, Columns.serviceGap)
    }
  }
}

struct StatsLevelsCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "levels",
    "So sánh ba cấp: tăng trưởng, bưu chính, thanh toán theo hồ sơ, số tiền và thủ tục.",
    en: "Compares the levels: growth, post, payment by dossiers, amount and procedures.",
    example: "motcua stats levels --period 2020-05-22..2020-08-06"
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Kỳ.") var period: PeriodArgument
  @Option(help: "Kỳ để so sánh; mặc định kỳ liền trước, dài bằng.") var compare: PeriodArgument?
  @OptionGroup var point: PointOptions

  func run() async throws {
    try await withServer { session, client in
      let period = try await self.period.days(client)
      let compare = try await self.compare.period(client)
      let answer = try await client.statistics.compareLevels(
        CompareLevelsRequest(
          period: Period(period),
          compareWith: compare,
          asOf: point.asOf?.message,
          knownAt: point.knownAt
        )
      )
      if session.printer.isJSON { return try session.printer.one(answer, []) }
      try session.printer.list(answer.levels, Columns.levelComparison)
    }
  }
}
