import MotCuaDomain

/// Which way a shipment goes.
package enum ShipmentDirection: Int, CodedEnum {
  /// The dossier, from the applicant to the desk.
  case inbound = 1
  /// The result, from the desk to the applicant.
  case outbound = 2

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .inbound: "INBOUND"
    case .outbound: "OUTBOUND"
    }
  }
}
