/// One wording in both languages of the tool.
package struct Phrase: Sendable, Hashable {
  /// The Vietnamese wording.
  package let vietnamese: String
  /// The English wording.
  package let english: String

  /// Pairs two wordings.
  package init(_ vietnamese: String, en english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// A name that is the same in both languages, such as a code.
  package init(same text: String) {
    self.init(text, en: text)
  }

  /// The wording in a language.
  package func callAsFunction(_ language: Language) -> String {
    language == .vietnamese ? vietnamese : english
  }
}
