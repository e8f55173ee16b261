/// One value of a table, which people and programs read differently.
package enum Cell: Sendable, Hashable {
  /// Text as it is.
  case text(String)
  /// A count.
  case number(Int64)
  /// A value with a name for programs and a wording for people.
  case choice(String, Phrase)
  /// A value with a text for programs and one for people of each language.
  case rendered(machine: String, people: Phrase)
  /// Nothing.
  case empty

  /// Whether it is aligned to the right.
  package var isNumber: Bool {
    if case .number = self { true } else { false }
  }

  /// What people read.
  package func text(for language: Language) -> String {
    switch self {
    case .text(let text): text
    case .number(let number): NumberText.grouped(number, language)
    case .choice(_, let phrase): phrase(language)
    case .rendered(_, let people): people(language)
    case .empty: ""
    }
  }

  /// What programs read.
  package var machineText: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .choice(let name, _): name
    case .rendered(let machine, _): machine
    case .empty: ""
    }
  }
}
