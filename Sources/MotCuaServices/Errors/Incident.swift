import MotCuaAPI
package import RPCCore

/// A fault of ours, as the operator's log tells it; the caller gets only its word.
package struct Incident: Sendable {
  /// The word that the caller was given.
  package let word: String
  /// The path of the method.
  package let method: String
  /// What went wrong; it never travels.
  package let cause: any Error

  /// Makes the value from its parts.
  package init(word: String, method: String, cause: any Error) {
    self.word = word
    self.method = method
    self.cause = cause
  }
}

/// Where faults of ours go, and where their words come from.
package struct IncidentReporter: Sendable {
  private let makeWord: @Sendable () -> String
  private let report: @Sendable (Incident) -> Void

  /// Reports to a log under words that the given source makes.
  package init(
    makeWord: @escaping @Sendable () -> String = Self.randomWord,
    report: @escaping @Sendable (Incident) -> Void
  ) {
    self.makeWord = makeWord
    self.report = report
  }

  /// Writes a fault down and gives what its caller is told.
  package func outcome(of cause: any Error, method: String) -> RPCError {
    let word = makeWord()
    report(Incident(word: word, method: method, cause: cause))
    return RPCError(reason: .internal, metadata: ["incident": word], cause: cause)
  }

  /// Eight hexadecimal digits by the system's chance.
  package static func randomWord() -> String {
    let digits = String(UInt32.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
