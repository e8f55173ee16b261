import Foundation

/// Where a run of the tool writes, and what the places can show.
///
/// Data goes to `output` alone; everything else (progress, rejected rows, errors) goes to `errors`,
/// so that `motcua … | program` never sees a sentence.
package struct Console: Sendable {
  /// Takes data.
  package let output: any TextSink
  /// Takes everything else.
  package let errors: any TextSink
  /// Whether `output` is a terminal.
  package let outputIsTerminal: Bool
  /// Whether `errors` is a terminal.
  package let errorsIsTerminal: Bool
  /// The columns that a table may fill; nil where nothing limits it.
  package let columns: Int?

  /// Joins two sinks with what they can show.
  package init(
    output: any TextSink,
    errors: any TextSink,
    outputIsTerminal: Bool = false,
    errorsIsTerminal: Bool = false,
    columns: Int? = nil
  ) {
    self.output = output
    self.errors = errors
    self.outputIsTerminal = outputIsTerminal
    self.errorsIsTerminal = errorsIsTerminal
    self.columns = columns
  }

  /// The standard descriptors of this process.
  ///
  /// `COLUMNS` wins over the terminal's own width; without either a table is as wide as its rows.
  package static func standard(variables: [String: String]) -> Console {
    let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    let stated = variables["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    return Console(
      output: FileSink(descriptor: STDOUT_FILENO),
      errors: FileSink(descriptor: STDERR_FILENO),
      outputIsTerminal: outputIsTerminal,
      errorsIsTerminal: isatty(STDERR_FILENO) == 1,
      columns: stated ?? (outputIsTerminal ? terminalColumns() : nil)
    )
  }

  private static func terminalColumns() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
