import MotCuaClient

/// Writes the parts of a procedure that have several lines, for people.
struct GuideText {
  private let session: Session
  private var language: Language { session.language }

  init(_ session: Session) {
    self.session = session
  }

  /// Writes a whole guide; what is empty is left out.
  func write(_ guide: ProcedureGuide) throws {
    let palette = session.printer.palette
    try session.printer.write(
      palette.strong("\(guide.code)  \(TerminalText.safe(guide.name))") + "\n"
    )
    if !guide.open {
      try session.note(
        Phrase("Hiện không nhận hồ sơ.", en: "No dossiers are received at present.")
      )
    }
    try section(Phrase("Đối tượng", en: "Who may apply"), guide.subjects)
    try section(Phrase("Yêu cầu, điều kiện", en: "Requirements"), lines(guide.requirements))
    try section(Phrase("Hướng dẫn", en: "Guidance"), lines(guide.guidance))
    try section(
      Phrase("Trình tự thực hiện", en: "Steps"),
      guide.steps.enumerated().map { index, step in
        let text = lines(step.text).joined(separator: " ")
        return "\(index + 1). " + [step.name, text].filter { !$0.isEmpty }.joined(separator: ": ")
      }
    )
    try section(Phrase("Thành phần hồ sơ", en: "Components"), guide.components.map(component))
    try section(
      Phrase("Biểu mẫu tải về", en: "Templates"),
      guide.templates.map { [$0.name, $0.uri].filter { !$0.isEmpty }.joined(separator: "  ") }
    )
    try section(
      Phrase("Trường hợp", en: "Cases"),
      guide.cases.map { item in
        [item.code, item.name, item.timeLimit?.cell.text(for: language) ?? ""]
          .filter { !$0.isEmpty }.joined(separator: "  ")
      }
    )
    try section(Phrase("Cách thức thực hiện", en: "Channels"), guide.channels.flatMap(channel))
    try section(Phrase("Kết quả", en: "Results"), guide.results)
    try section(Phrase("Nơi thực hiện", en: "Where"), guide.places.map(place))
    try section(
      Phrase("Căn cứ pháp lý", en: "Legal bases"),
      guide.legalBases.map { "\($0.number)  \($0.title)" }
    )
  }

  /// Writes channels, components, results and legal bases of a procedure.
  func write(_ procedure: Procedure) throws {
    try section(
      Phrase("Cách thức thực hiện", en: "Channels"),
      procedure.channels.map { limit($0) }
    )
    try section(
      Phrase("Thành phần hồ sơ", en: "Components"),
      procedure.components.map {
        [$0.code, $0.name].filter { !$0.isEmpty }.joined(separator: "  ")
      }
    )
    try section(
      Phrase("Quy trình nội bộ", en: "Internal steps"),
      procedure.internalSteps.enumerated().map { index, step in
        let limit = step.timeLimit?.cell.text(for: language) ?? ""
        return "\(index + 1). "
          + [step.name, step.duty.cell.text(for: language), limit]
          .filter { !$0.isEmpty }.joined(separator: "  ")
      }
    )
    try section(Phrase("Kết quả", en: "Results"), procedure.results)
    try section(
      Phrase("Căn cứ pháp lý", en: "Legal bases"),
      procedure.legalBases.map { "\($0.number)  \($0.title)" }
    )
  }

  private func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }

  private func limit(_ channel: ProcedureChannel) -> String {
    [channel.channel.cell.text(for: language), channel.timeLimit?.cell.text(for: language) ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// The limit of a channel, then its fees and who is exempt.
  private func channel(_ channel: ProcedureChannel) -> [String] {
    let fees = channel.fees.flatMap { fee in
      let amount =
        fee.amountStated
        ? NumberText.grouped(fee.amountVnd, language) + " đ"
        : lines(fee.text).joined(separator: " ")
      let timing = fee.timing.cell.text(for: language)
      let head =
        "  " + fee.kind.cell.text(for: language) + ": " + amount
        + (timing.isEmpty ? "" : " (\(timing))")
      return [head]
        + fee.exemptions.map { exemption in
          let basis = exemption.basis.isEmpty ? "" : " (\(exemption.basis))"
          return "    " + Phrase("miễn", en: "exempt")(language) + ": \(exemption.subject)\(basis)"
        }
    }
    return [limit(channel)] + fees
  }

  private func component(_ component: Component) -> String {
    var counts: [String] = []
    if component.originalCount > 0 {
      counts.append("\(component.originalCount) " + Phrase("bản chính", en: "original")(language))
    }
    if component.copyCount > 0 {
      counts.append("\(component.copyCount) " + Phrase("bản sao", en: "copy")(language))
    }
    if component.mandatory { counts.append(Phrase("bắt buộc", en: "mandatory")(language)) }
    let tail = counts.isEmpty ? "" : " (" + counts.joined(separator: ", ") + ")"
    return [component.code, component.name].filter { !$0.isEmpty }.joined(separator: "  ") + tail
  }

  private func place(_ place: GuidePlace) -> String {
    var ways: [String] = []
    if place.receivesOnline { ways.append(Phrase("trực tuyến", en: "online")(language)) }
    if place.receivesByPost { ways.append(Phrase("bưu chính", en: "post")(language)) }
    if place.onlinePayment {
      ways.append(Phrase("thanh toán trực tuyến", en: "online payment")(language))
    }
    let desk = place.deskName.isEmpty ? "" : " → " + place.deskName
    let tail = ways.isEmpty ? "" : " (" + ways.joined(separator: ", ") + ")"
    return "\(place.agencyCode)  \(place.agencyName)\(desk)\(tail)"
  }

  private func section(_ title: Phrase, _ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    let printer = session.printer
    let body = lines.map { line in
      let safe = "- " + TerminalText.safe(line)
      return printer.console.columns.map { TerminalText.truncated(safe, to: $0) } ?? safe
    }
    let head = printer.palette.strong(title(session.language))
    try printer.write("\n" + ([head] + body).joined(separator: "\n") + "\n")
  }
}
