/// The words of a command line as a shell would read them, as far as the examples in our help go.
enum ShellWords {
  /// Words apart by blanks, single quotes around words of several parts; a redirection ends them.
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var hasWord = false
    for character in line + " " {
      switch character {
      case "'":
        isQuoted.toggle()
        hasWord = true
      case " " where !isQuoted, "\n" where !isQuoted:
        if word == ">" || word == ">>" { return words }
        if hasWord { words.append(word) }
        (word, hasWord) = ("", false)
      default:
        word.append(character)
        hasWord = true
      }
    }
    return words
  }

  /// The words of the first example in a command's help, without the program's name.
  static func example(in help: String) -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let body = lines.drop { !$0.hasPrefix("Ví dụ / Example:") }.dropFirst().prefix { !$0.isEmpty }
    let words = split(body.joined(separator: " "))
    guard words.first == "motcua" else { return [] }
    return Array(words.dropFirst().prefix { $0 != "motcua" })
  }
}
