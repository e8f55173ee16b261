import MotCuaAPI
import MotCuaDomain

/// Charts as inline SVG, with a title and a description that a screen reader speaks.
enum SVGPlot {
  private static let barHeight = 22
  private static let nameColumns = 40

  /// One bar of a chart.
  struct Bar {
    let name: String
    let basisPoints: Int64?
    let text: String
  }

  /// A bar for each name, against a target where there is one.
  static func bars(_ id: String, _ title: String, _ bars: [Bar], target: Int64?) -> String {
    let width = 960
    let left = 300
    let room = 400
    let height = bars.count * barHeight + 24
    var body = ""
    for (index, bar) in bars.enumerated() {
      let y = index * barHeight + 4
      let length = Double(min(bar.basisPoints ?? 0, 10_000)) * Double(room) / 10_000
      let name = TerminalText.truncated(bar.name, to: nameColumns)
      let full = HTMLText.element("title", "", HTMLText.escaped("\(bar.name): \(bar.text)"))
      body += "<g>\(full)"
      body += text(left - 8, y + 13, name, "end")
      body += "<rect class=\"track\" x=\"\(left)\" y=\"\(y)\" width=\"\(room)\" height=\"16\"/>"
      body +=
        "<rect class=\"bar\" x=\"\(left)\" y=\"\(y)\" width=\"\(number(length))\" height=\"16\"/>"
      body += text(left + room + 8, y + 13, bar.text, "start") + "</g>\n"
    }
    if let target {
      let x = Double(left) + Double(target) * Double(room) / 10_000
      body +=
        "<line class=\"mark\" x1=\"\(number(x))\" x2=\"\(number(x))\" y1=\"0\" y2=\"\(height - 20)\"/>"
      body += text(Int(x), height - 6, "chỉ tiêu \(percent(target))", "middle")
    }
    return figure(id, title, spoken(bars.map { "\($0.name): \($0.text)" }), width, height, body)
  }

  /// A line over months, from 0 to 100 %.
  static func line(
    _ id: String,
    _ title: String,
    _ points: [(name: String, rate: MotCuaAPI.Rate)]
  )
    -> String
  {
    let (width, height, left, top, bottom) = (960, 240, 56, 24, 200)
    var body = ""
    for tick in [Int64(0), 2_500, 5_000, 7_500, 10_000] {
      let y = place(tick, top, bottom)
      body +=
        "<line class=\"grid\" x1=\"\(left)\" x2=\"\(width - 16)\" y1=\"\(number(y))\" y2=\"\(number(y))\"/>"
      body += text(left - 8, Int(y) + 4, "\(tick / 100) %", "end")
    }
    let step = Double(width - left - 60) / Double(max(1, points.count - 1))
    var path = ""
    for (index, point) in points.enumerated() {
      let x = Double(left + 24) + Double(index) * step
      body += text(Int(x), bottom + 24, point.name, "middle")
      guard let value = point.rate.basisPoints else {
        path += " "
        continue
      }
      let y = place(value, top, bottom)
      path += (path.isEmpty || path.hasSuffix(" ") ? "M" : "L") + "\(number(x)),\(number(y))"
      body += "<circle class=\"dot\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4\"/>"
      body += text(Int(x), Int(y) - 8, percent(value), "middle")
    }
    body = "<path class=\"line\" d=\"\(path)\"/>" + body
    let said = points.map { "\($0.name): \(RateText.text($0.rate, .vietnamese))" }
    return figure(id, title, spoken(said), width, height, body)
  }

  /// A shade for each day: a row for each day of the week, a column for each week.
  static func heat(
    _ id: String,
    _ title: String,
    _ days: [(day: CivilDate, value: Int64)]
  ) -> String {
    guard let first = days.first?.day, let last = days.last?.day else { return "" }
    let monday = first.addingDays(1 - first.weekday.rawValue)
    let most = max(1, days.map(\.value).max() ?? 1)
    let names = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    let weeks = (last.daysSinceEpoch - monday.daysSinceEpoch) / 7 + 1
    let cell = min(40, 880 / max(1, weeks))
    var body = ""
    for (row, name) in names.enumerated() { body += text(24, row * 24 + 40, name, "middle") }
    for week in 0..<weeks where week.isMultiple(of: 2) {
      let day = max(monday.addingDays(week * 7), first)
      body += text(48 + week * cell, 16, String(day.vietnameseText.prefix(5)), "start")
    }
    for (day, value) in days {
      let distance = day.daysSinceEpoch - monday.daysSinceEpoch
      let shade = value == 0 ? 0 : Int((value * 4 + most - 1) / most)
      let x = 48 + distance / 7 * cell
      let y = distance % 7 * 24 + 24
      let said = HTMLText.element("title", "", "\(day.vietnameseText): \(value)")
      body += "<rect class=\"h\(shade)\" x=\"\(x)\" y=\"\(y)\" width=\"\(cell - 2)\" height=\"22\">"
      body += said + "</rect>"
    }
    let counted = days.map { "\($0.day.vietnameseText): \($0.value)" }
    return figure(id, title, spoken(counted), 960, 200, body)
  }

  private static func figure(
    _ id: String,
    _ title: String,
    _ description: String,
    _ width: Int,
    _ height: Int,
    _ body: String
  ) -> String {
    """
    <figure><figcaption>\(HTMLText.escaped(title))</figcaption>
    <svg role="img" aria-labelledby="\(id)-t \(id)-d" viewBox="0 0 \(width) \(height)">
    <title id="\(id)-t">\(HTMLText.escaped(title))</title>
    <desc id="\(id)-d">\(HTMLText.escaped(description))</desc>
    \(body)</svg></figure>

    """
  }

  private static func text(_ x: Int, _ y: Int, _ text: String, _ anchor: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(HTMLText.escaped(text))</text>"
  }

  private static func place(_ value: Int64, _ top: Int, _ bottom: Int) -> Double {
    Double(bottom) - Double(min(value, 10_000)) * Double(bottom - top) / 10_000
  }

  /// A coordinate with one decimal.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func percent(_ basisPoints: Int64) -> String {
    NumberText.percent(basisPoints, of: 10_000, .vietnamese) ?? "-"
  }

  private static func spoken(_ parts: [String]) -> String { parts.joined(separator: "; ") }
}
