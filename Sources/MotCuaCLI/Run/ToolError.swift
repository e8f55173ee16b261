/// Why the tool could not do what it was asked, before or beside any call.
package struct ToolError: Error, Sendable {
  /// How the tool ends.
  package let status: ExitStatus
  /// What is wrong and what to do, for the person at the keyboard.
  package let phrase: Phrase

  /// Describes an error that is not a call's.
  package init(_ status: ExitStatus, _ phrase: Phrase) {
    self.status = status
    self.phrase = phrase
  }

  /// The command line or a file on it is wrong.
  package static func usage(_ vietnamese: String, en english: String) -> ToolError {
    ToolError(.usage, Phrase(vietnamese, en: english))
  }
}
