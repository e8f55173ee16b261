/// A bar on the error output of a terminal; silent anywhere else.
///
/// It draws at most ten times a second, since a bar that draws for every row costs more than the
/// rows. Its time is a parameter: nanoseconds of a clock that never goes back.
package struct ProgressBar {
  private static let redrawNanoseconds: UInt64 = 100_000_000
  private static let cells = 24

  private let sink: (any TextSink)?
  private let language: Language
  private let label: String
  private let total: Int64
  private var drawnAt: UInt64?

  /// Makes a bar that has not drawn yet; without a terminal it never will.
  package init(_ label: String, total: Int64, console: Console, language: Language) {
    sink = console.errorsIsTerminal ? console.errors : nil
    self.language = language
    self.label = label
    self.total = total
  }

  /// Shows how many are done, if the last drawing is old enough.
  package mutating func show(_ done: Int64, now: UInt64) {
    guard sink != nil else { return }
    if let drawnAt, now < drawnAt &+ Self.redrawNanoseconds { return }
    drawnAt = now
    draw(done)
  }

  /// Shows the last state and leaves the line.
  package mutating func finish(_ done: Int64) {
    guard let sink else { return }
    draw(done)
    // A bar that cannot be drawn is no reason to fail the work that it shows.
    try? sink.write("\n")
  }

  private func draw(_ done: Int64) {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let full = Int(share * Double(Self.cells))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.cells - full)
    let counts =
      "\(NumberText.grouped(done, language))/\(NumberText.grouped(total, language))"
    // As above: the bar is a courtesy.
    try? sink?.write("\r\(label) \(bar) \(counts) \(Int(share * 100)) %\u{1b}[K")
  }
}
