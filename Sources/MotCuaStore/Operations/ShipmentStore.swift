package import MotCuaDomain

/// Reads shipments; those of dossiers outside the scope are not found.
package protocol ShipmentStore: Sendable {
  /// A page of a list, the youngest first; the key is the number of the last one that was shown.
  func shipments(
    _ query: ShipmentQuery,
    in scope: RowScope,
    before id: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<ShipmentRecord, Int64>
}

/// What a list of shipments keeps; what is nil or empty keeps all.
package struct ShipmentQuery: Sendable, Hashable {
  /// The dossier.
  package var dossier: DossierCode?
  /// Which way they go.
  package var direction: ShipmentDirection?
  /// The states.
  package var states: Set<ShipmentState>
  /// The carrier's number.
  package var trackingNumber: String?

  /// Makes the value from its parts.
  package init(
    dossier: DossierCode? = nil,
    direction: ShipmentDirection? = nil,
    states: Set<ShipmentState> = [],
    trackingNumber: String? = nil
  ) {
    self.dossier = dossier
    self.direction = direction
    self.states = states
    self.trackingNumber = trackingNumber
  }

  /// Whether a shipment passes every filter.
  func keeps(_ shipment: ShipmentRecord) -> Bool {
    if let dossier, shipment.dossier != dossier { return false }
    if let direction, shipment.direction != direction { return false }
    if !states.isEmpty, !states.contains(shipment.state) { return false }
    if let trackingNumber, shipment.trackingNumber != trackingNumber { return false }
    return true
  }
}
