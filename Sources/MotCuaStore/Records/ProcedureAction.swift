import MotCuaDomain

/// What can be done with the state of a procedure.
package enum ProcedureAction: Int, CodedEnum {
  /// Lets it receive dossiers.
  case publish = 1
  /// Lets it receive none for a time.
  case suspend = 2
  /// Lets it receive none for ever.
  case repeal = 3
  /// Changes what it says.
  case update = 4

  /// The stable word, as the contract's method begins.
  package var code: String {
    switch self {
    case .publish: "PUBLISH"
    case .suspend: "SUSPEND"
    case .repeal: "REPEAL"
    case .update: "UPDATE"
    }
  }

  /// The state it leads to from another; nil where it is not allowed.
  package func target(from state: ProcedureState) -> ProcedureState? {
    switch (self, state) {
    case (_, .repealed): nil
    case (.update, _): state
    case (.publish, .draft), (.publish, .suspended): .published
    case (.publish, .published): nil
    case (.suspend, .published): .suspended
    case (.suspend, _): nil
    case (.repeal, _): .repealed
    }
  }

  /// What a state allows.
  package static func allowed(in state: ProcedureState) -> [ProcedureAction] {
    allCases.filter { $0.target(from: state) != nil }
  }
}
