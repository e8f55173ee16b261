import MotCuaAPI
import MotCuaDomain

/// The steering committee's report as one page: no script, nothing from elsewhere, printable.
struct FortnightPage {
  let report: FortnightReport

  /// The whole page.
  var html: String {
    let title = "Báo cáo họp Ban Chỉ đạo ngày \(report.meeting.vietnameseText)"
    let parts = [
      directives, figures, ranking, months, heat, levels, targets, below, indicators, gaps, paper,
      method,
    ]
    return """
      <!DOCTYPE html>
      <html lang="vi"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(FortnightStyle.css)</style></head><body>
      <header><h1>\(HTMLText.escaped(title))</h1>
      <p>Kỳ báo cáo \(span), so với 14 ngày trước đó.</p></header>
      <main>
      \(parts.joined(separator: "\n"))</main>
      </body></html>

      """
  }

  private var span: String {
    "\(report.fortnight.from.vietnameseText) – \(report.fortnight.to.vietnameseText)"
  }

  private func section(_ title: String, _ markup: String) -> String {
    HTMLText.element(
      "section",
      "",
      HTMLText.element("h2", "", HTMLText.escaped(title)) + "\n" + markup
    ) + "\n"
  }

  private var directives: String {
    let rows = report.directives.map { directive in
      [
        directive.code, directive.documentNumber, day(directive.documentDate), directive.task,
        directive.agencyCode, day(directive.dueDate), directive.state.cell.text(for: .vietnamese),
        directive.notes.last?.text ?? "",
      ]
    }
    return section(
      "1. Kết quả thực hiện chỉ đạo của cuộc họp trước",
      HTMLText.table(
        "Nhiệm vụ giao từ cuộc họp trước và nhiệm vụ chưa xong",
        ["Mã", "Văn bản", "Ngày", "Nhiệm vụ", "Cơ quan", "Hạn", "Tình trạng", "Báo cáo gần nhất"],
        rows
      )
    )
  }

  private var figures: String {
    let lines = SummaryLines(
      report.summary.current ?? StatisticsSummary(),
      report.summary.previous
    )
    let all =
      lines.dossierCounts.filter { Self.shown.contains($0.key) } + lines.dossierRates
      + lines.procedureCounts + lines.procedureRates
    let isWhole = report.summary.current?.wholeProvince ?? false
    let rows = all.map { line in
      [
        line.title(.vietnamese).replacing("  ", with: "\u{2003}"),
        line.current.cell(isWhole: isWhole).text(for: .vietnamese),
        line.previous?.cell(isWhole: isWhole).text(for: .vietnamese) ?? "",
      ]
    }
    return section(
      "2. Số liệu trong kỳ",
      HTMLText.table(
        "Mỗi tỷ lệ ghi tử số, mẫu số và tên mẫu số",
        ["Chỉ tiêu", "Kỳ này", "Kỳ trước"],
        rows
      )
    )
  }

  private static let shown: Set<String> = [
    "received", "received_direct", "received_online", "online_by_applicant", "online_assisted",
    "online_by_officer", "received_post", "resolved", "resolved_late", "pending",
    "pending_overdue", "waiting", "refused", "supplement_requested", "returned", "returned_post",
  ]

  private var ranking: String {
    let ranks = report.ranks
    let half = FortnightReport.ranksMax / 2
    let title = "Tỷ lệ hồ sơ trực tuyến trên hồ sơ của thủ tục mức độ 3, 4"
    let markup: String
    if ranks.isEmpty {
      markup = HTMLText.element("p", "class=\"none\"", "Không phát sinh.")
    } else if ranks.count <= FortnightReport.ranksMax {
      markup = chart("rank", title, ranks[...])
    } else {
      markup =
        chart("rank", "\(title): \(half) cơ quan cao nhất", ranks.prefix(half))
        + chart("last", "\(title): \(half) cơ quan thấp nhất", ranks.suffix(half))
        + HTMLText.element("p", "", "\(ranks.count) cơ quan có phát sinh trong kỳ.")
    }
    return section("3. Xếp hạng cơ quan", markup)
  }

  private func chart(_ id: String, _ title: String, _ ranks: ArraySlice<AgencyRank>) -> String {
    let bars = ranks.map { rank in
      SVGPlot.Bar(
        name: rank.agencyName,
        basisPoints: rank.rate?.basisPoints,
        text: rank.rate.map { RateText.text($0, .vietnamese) } ?? ""
      )
    }
    return SVGPlot.bars(id, title, bars, target: target("online_of_level34"))
  }

  /// The value of the target of the whole province on a metric that runs on the last day; of several
  /// the one whose deadline is nearest.
  private func target(_ metric: String) -> Int64? {
    let last = report.fortnight.to
    let running = report.progress.compactMap(\.target).filter { target in
      target.metric == metric && target.agencyCode.isEmpty && target.level == .unspecified
        && (target.from?.civil).map { $0 <= last } ?? false
        && (target.deadline?.civil).map { $0 >= last } ?? false
    }
    let nearest = running.min { one, other in
      let (own, their) = (one.deadline?.civil ?? last, other.deadline?.civil ?? last)
      return own == their ? one.code < other.code : own < their
    }
    return nearest.map { Int64($0.basisPoints) }
  }

  private var months: String {
    guard let measure = PlotMeasure(.onlineOfLevel34) else { return "" }
    let points = MonthRate.months(report.days, measure).map { (name: $0.axisName, rate: $0.rate) }
    return section(
      "4. Diễn biến theo tháng",
      SVGPlot.line(
        "months",
        "Tỷ lệ hồ sơ trực tuyến trên hồ sơ của thủ tục mức độ 3, 4, theo tháng",
        points
      )
    )
  }

  private var heat: String {
    let days = report.days.compactMap { day -> (day: CivilDate, value: Int64)? in
      guard let civil = day.date?.civil, civil >= report.weeksFrom else { return nil }
      return (civil, day.dossiers?.received ?? 0)
    }
    return section(
      "5. Tiếp nhận từng ngày",
      SVGPlot.heat("heat", "Hồ sơ tiếp nhận mỗi ngày, 12 tuần gần nhất", days)
    )
  }

  private var levels: String {
    let rows = report.levels.map { level in
      [
        level.level.cell.text(for: .vietnamese), number(level.received),
        number(level.previousReceived), rate(level.receivedByPost), rate(level.returnedByPost),
        rate(level.paidByDossiers), rate(level.paidByAmount), rate(level.paidByProcedures),
      ]
    }
    return section(
      "6. Ba cấp: tăng trưởng, bưu chính, thanh toán trực tuyến",
      HTMLText.table(
        "Thanh toán trực tuyến theo hồ sơ, theo số tiền và theo thủ tục là ba số khác nhau",
        [
          "Cấp", "Tiếp nhận", "Kỳ trước", "Nhận qua bưu chính", "Trả qua bưu chính",
          "Thanh toán: hồ sơ", "Thanh toán: số tiền", "Thanh toán: thủ tục",
        ],
        numeric: [1, 2],
        rows
      )
    )
  }

  private var targets: String {
    let rows = report.progress.map { progress in
      [
        progress.target?.title ?? "", progress.target?.legalBasis ?? "",
        progress.target.map { Columns.wanted($0).text(for: .vietnamese) } ?? "",
        rate(progress.rate), progress.state.cell.text(for: .vietnamese),
        progress.state == .missed ? number(progress.distance) : "", progress.source,
      ]
    }
    return section(
      "7. Tiến độ chỉ tiêu",
      HTMLText.table(
        "Còn thiếu: thêm bấy nhiêu hồ sơ, thủ tục hoặc đơn vị ở tử số thì đạt",
        ["Chỉ tiêu", "Căn cứ", "Mức", "Thực hiện", "Kết quả", "Còn thiếu", "Nguồn"],
        numeric: [5],
        rows
      )
    )
  }

  private var below: String {
    let titles = Dictionary(
      report.progress.compactMap(\.target).map { ($0.code, $0.title) },
      uniquingKeysWith: { first, _ in first }
    )
    let rows = report.below.map {
      [$0.agencyCode, $0.agencyName, titles[$0.part] ?? $0.part, rate($0.rate)]
    }
    let note =
      report.belowCount > Int64(rows.count)
      ? HTMLText.element("p", "", "\(rows.count) trong \(report.belowCount) dòng.") : ""
    return section(
      "8. Cơ quan chưa đạt chỉ tiêu",
      HTMLText.table("Theo hồ sơ của chính cơ quan", ["Mã", "Cơ quan", "Chỉ tiêu", "Tỷ lệ"], rows)
        + note
    )
  }

  private var indicators: String {
    let rows = report.indicators.map { indicator in
      [
        indicator.kind.cell.text(for: .vietnamese), indicator.agencyCode,
        number(indicator.value), indicator.total == 0 ? "" : number(indicator.total),
        indicator.unit, indicator.source, day(indicator.reportedOn),
      ]
    }
    return section(
      "9. Số liệu do cơ quan báo cáo",
      HTMLText.table(
        "Kỳ của số liệu có ngày trong kỳ báo cáo",
        ["Chỉ số", "Cơ quan", "Số", "Trên", "Đơn vị", "Nguồn", "Ngày báo cáo"],
        numeric: [2, 3],
        rows
      )
    )
  }

  private var gaps: String {
    let rows = report.gapCounts.map { [$0.kind.cell.text(for: .vietnamese), number($0.count)] }
    return section(
      "10. Điểm nghẽn",
      HTMLText.table(
        "Danh sách đầy đủ: motcua stats gaps",
        ["Loại", "Số lượng"],
        numeric: [1],
        rows
      )
    )
  }

  private var paper: String {
    let rows = report.violations.map { group in
      [
        group.code, group.name, number(group.violations), number(group.paperTaken),
        number(group.paperRefused), number(group.paperDemanded),
      ]
    }
    return section(
      "11. Hồ sơ giấy khi dịch vụ đã trực tuyến",
      HTMLText.table(
        "Danh sách đầy đủ: motcua stats violations",
        ["Mã", "Cơ quan", "Vi phạm", "Đã nhận giấy", "Định nhận, bị từ chối", "Đòi thêm giấy"],
        numeric: [2, 3, 4, 5],
        rows
      )
    )
  }

  private var method: String {
    let (low, high) = report.positions
    let position = low == high ? "\(low)" : "từ \(low) đến \(high)"
    let asOf = (report.summary.current?.asOf).cell(\.cell).text(for: .vietnamese)
    let recorded = report.recordedBy.map {
      " Chỉ tiêu và số liệu báo cáo: ghi đến \($0.cell.text(for: .vietnamese))."
    }
    return section(
      "12. Cách tính",
      HTMLText.element(
        "p",
        "",
        HTMLText.escaped(
          "Tính đến \(asOf), vị trí ghi \(position). Ngày tính theo giờ Việt Nam. Hồ sơ tính cho cơ "
            + "quan giải quyết, theo thời điểm tiếp nhận chính thức. Tỷ lệ không có mẫu số ghi là "
            + "không phát sinh, khác với 0 %." + (recorded ?? "")
        )
      )
    )
  }

  private func number(_ value: Int64) -> String { NumberText.grouped(value, .vietnamese) }
  private func rate(_ rate: MotCuaAPI.Rate?) -> String {
    rate.map { RateText.cell($0, isWhole: false).text(for: .vietnamese) } ?? ""
  }
  private func day(_ date: MotCuaAPI.Date?) -> String { date.cell(\.cell).text(for: .vietnamese) }
}
