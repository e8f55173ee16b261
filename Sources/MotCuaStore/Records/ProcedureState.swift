import MotCuaDomain

/// The state of a procedure.
package enum ProcedureState: Int, CodedEnum {
  /// Being prepared.
  case draft = 1
  /// Receives dossiers.
  case published = 2
  /// Receives no further dossiers for a time.
  case suspended = 3
  /// Receives no further dossiers.
  case repealed = 4

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .draft: "DRAFT"
    case .published: "PUBLISHED"
    case .suspended: "SUSPENDED"
    case .repealed: "REPEALED"
    }
  }
}
