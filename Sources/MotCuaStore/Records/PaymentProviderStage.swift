import MotCuaDomain

/// How far a provider is connected.
package enum PaymentProviderStage: Int, CodedEnum {
  /// Planned.
  case planned = 1
  /// Being connected.
  case integrating = 2
  /// Takes payments.
  case live = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .planned: "PLANNED"
    case .integrating: "INTEGRATING"
    case .live: "LIVE"
    }
  }
}
