package import MotCuaDomain

/// A dossier or a result on its way by post (Decision 45/2016/QĐ-TTg).
package struct ShipmentRecord: Sendable, Hashable {
  /// When it reached a state, and what was said of it.
  package struct Step: Sendable, Hashable {
    /// The state.
    package var state: ShipmentState
    /// When it reached it, as the carrier says.
    package var at: Instant
    /// A remark.
    package var note: String

    /// Makes the value from its parts.
    package init(state: ShipmentState, at: Instant, note: String = "") {
      self.state = state
      self.at = at
      self.note = note
    }
  }

  /// The number given by the store.
  package var id: Int64
  /// The dossier's number in the store.
  package var dossierID: Int64
  /// The dossier.
  package var dossier: DossierCode
  /// Which way it goes.
  package var direction: ShipmentDirection
  /// Who carries it.
  package var carrier: String
  /// The carrier's number of it; unique for the carrier.
  package var trackingNumber: String
  /// Whether its delivery is the handing over of the result.
  package var returnsResult: Bool
  /// Who receives it.
  package var receiverName: String
  /// The receiver's telephone number.
  package var receiverPhone: String
  /// The receiver's address.
  package var receiverAddress: String
  /// The states it has reached, the oldest first; never empty.
  package var steps: [Step]
  /// The number of its changes.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    id: Int64 = 0,
    dossierID: Int64 = 0,
    dossier: DossierCode,
    direction: ShipmentDirection,
    carrier: String,
    trackingNumber: String,
    returnsResult: Bool = false,
    receiverName: String = "",
    receiverPhone: String = "",
    receiverAddress: String = "",
    steps: [Step] = [],
    etag: Int64 = 1
  ) {
    self.id = id
    self.dossierID = dossierID
    self.dossier = dossier
    self.direction = direction
    self.carrier = carrier
    self.trackingNumber = trackingNumber
    self.returnsResult = returnsResult
    self.receiverName = receiverName
    self.receiverPhone = receiverPhone
    self.receiverAddress = receiverAddress
    self.steps = steps
    self.etag = etag
  }

  /// The state.
  package var state: ShipmentState { steps.last?.state ?? .created }
}
