import ArgumentParser

/// An enum of the contract that people read and write in words.
package protocol WordedEnum: Hashable, Sendable {
  /// The values that have a meaning, with their wordings.
  static var wordings: [(value: Self, phrase: Phrase)] { get }
  /// The name in the proto, for example `DOSSIER_STATE_RECEIVED`.
  var name: String { get }
}

extension WordedEnum {
  /// The value for people and programs; empty where nothing is said.
  var cell: Cell {
    for (value, phrase) in Self.wordings where value == self { return .choice(name, phrase) }
    return name.hasSuffix("_UNSPECIFIED") ? .empty : .text(name)
  }

  /// The word for the command line: the proto's name without its prefix, `supplement-requested`.
  var word: String {
    let prefix = Self.upperSnake(String(describing: Self.self)) + "_"
    let short = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    return short.lowercased().replacing("_", with: "-")
  }

  private static func upperSnake(_ name: String) -> String {
    var text = ""
    for character in name {
      if character.isUppercase, !text.isEmpty { text.append("_") }
      text.append(contentsOf: character.uppercased())
    }
    return text
  }
}

/// A value of an enum as the command line writes it, in either case and with either dash.
struct Choice<Value: WordedEnum>: ExpressibleByArgument {
  let value: Value

  /// A choice for a default.
  init(_ value: Value) {
    self.value = value
  }

  init?(argument: String) {
    let wanted = argument.lowercased().replacing("_", with: "-")
    guard let found = Value.wordings.first(where: { $0.value.word == wanted }) else { return nil }
    value = found.value
  }

  static var allValueStrings: [String] { Value.wordings.map(\.value.word) }

  var defaultValueDescription: String { value.word }
}
