package import MotCuaAPI

/// What the tool itself found wrong with a row, before any server saw it.
///
/// The tool judges whether a row can be read (bytes, columns, shapes of values); whether it may be
/// stored is the server's to say. Both are reported in the same form.
package struct InputFault: Error, Sendable, Hashable {
  /// The line of the file, from 1.
  package let line: Int
  /// The column or the path of the value.
  package let field: String
  /// A stable word.
  package let reason: String
  /// What is wrong, in Vietnamese as the server says it.
  package let message: String

  /// Describes a fault.
  package init(line: Int, field: String, reason: String, message: String) {
    self.line = line
    self.field = field
    self.reason = reason
    self.message = message
  }

  /// The same in the contract's terms.
  package var rowError: RowError {
    RowError(line: Int64(line), field: field, reason: reason, message: message)
  }

  /// A record that cannot be taken apart.
  init(line: Int, _ fault: TabSeparatedText.Fault) {
    let (reason, message) =
      switch fault {
      case .notUTF8: ("NOT_UTF8", "không phải UTF-8")
      case .openQuote: ("OPEN_QUOTE", "dấu ngoặc kép không đóng")
      case .textAfterQuote: ("TEXT_AFTER_QUOTE", "có chữ sau dấu ngoặc kép đóng")
      case .tooLong: ("ROW_TOO_LONG", "dòng dài quá 1 MiB")
      case .nul: ("NUL", "có ký tự NUL")
      }
    self.init(line: line, field: "", reason: reason, message: message)
  }
}
