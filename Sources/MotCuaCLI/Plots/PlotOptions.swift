import ArgumentParser

/// How a plot is drawn.
struct PlotOptions: ParsableArguments {
  static let columnsStandard = 80

  @Flag(help: "Vẽ biểu đồ bằng chữ thay cho bảng.") var plot = false
  @Flag(help: "Chỉ dùng ký tự ASCII (mặc định theo LC_ALL, LC_CTYPE, LANG).") var ascii = false
  @Option(help: "Bề rộng của biểu đồ, từ 40 đến 400 cột (mặc định theo màn hình, hoặc 80).")
  var width: Int?

  func validate() throws {
    guard width.map({ (40...400).contains($0) }) ?? true else {
      throw ValidationError("--width từ 40 đến 400.")
    }
  }

  /// The width to draw in.
  func columns(_ session: Session) -> Int {
    width ?? session.environment.console.columns ?? Self.columnsStandard
  }

  /// The letters to draw with.
  func style(_ session: Session) -> PlotStyle {
    PlotStyle(asksForASCII: ascii, variables: session.environment.variables)
  }

  /// Prints a plot under its title.
  func write(_ lines: [String], _ title: String, _ session: Session) throws {
    let style = style(session)
    let heading = session.printer.palette.strong(style.cut(title, to: columns(session)))
    let text = ([heading, ""] + lines).joined(separator: "\n")
    try session.printer.write(text + "\n")
  }
}
