import Testing

/// One place that breaks a rule of the house, and what to do about it.
struct Finding: Hashable, Sendable, CustomStringConvertible, CustomTestStringConvertible {
  let path: String
  /// Counted from 1; nil where the whole file is meant.
  let line: Int?
  let rule: Rule
  let sentence: String

  /// The rules, so that a test can say which one it expects to speak.
  enum Rule: String, Sendable, CaseIterable {
    case rooms, doors, size, leftovers, sleeps, lockedClosures, machinePaths, decisions
    case commands
  }

  init(_ rule: Rule, _ path: String, line: Int? = nil, _ sentence: String) {
    self.path = path
    self.line = line
    self.rule = rule
    self.sentence = sentence
  }

  var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): [\(rule.rawValue)] \(sentence)"
  }

  var testDescription: String { description }
}
