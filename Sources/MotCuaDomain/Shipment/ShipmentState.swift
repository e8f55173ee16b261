/// The state of a shipment.
package enum ShipmentState: Int, CodedEnum {
  /// Announced to the carrier.
  case created = 1
  /// Taken by the carrier.
  case collected = 2
  /// On its way.
  case inTransit = 3
  /// Handed to the receiver.
  case delivered = 4
  /// Back at the sender.
  case returned = 5
  /// Lost.
  case lost = 6

  /// The word for the value.
  package var code: String {
    switch self {
    case .created: "CREATED"
    case .collected: "COLLECTED"
    case .inTransit: "IN_TRANSIT"
    case .delivered: "DELIVERED"
    case .returned: "RETURNED"
    case .lost: "LOST"
    }
  }

  /// Whether nothing follows.
  package var isFinal: Bool { self == .delivered || self == .returned || self == .lost }

  /// The states that may follow, in the order of their numbers: a carrier may report late and leave
  /// steps out, but nothing goes back and nothing is handed over that was never taken.
  package var next: [ShipmentState] {
    switch self {
    case .created: [.collected, .inTransit, .returned, .lost]
    case .collected: [.inTransit, .delivered, .returned, .lost]
    case .inTransit: [.delivered, .returned, .lost]
    case .delivered, .returned, .lost: []
    }
  }
}
