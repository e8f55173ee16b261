import MotCuaDomain

extension MemoryStore: ShipmentStore {
  /// A page of a list, the youngest first.
  package func shipments(
    _ query: ShipmentQuery,
    in scope: RowScope,
    before id: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<ShipmentRecord, Int64> {
    let data = snapshot()
    let found = data.shipments.reversed().filter { shipment in
      shipment.id < id ?? .max && query.keeps(shipment)
        && data.dossier(shipment.dossier, in: scope) != nil
    }
    let page = Array(found.prefix(limit))
    return Page(items: page, next: found.count > limit ? page.last?.id : nil)
  }
}

extension MemoryTransaction {
  func shipment(
    by carrier: String,
    trackingNumber: String
  ) throws(StoreError) -> ShipmentRecord? {
    data.shipments.first { $0.carrier == carrier && $0.trackingNumber == trackingNumber }
  }

  func insert(_ shipment: ShipmentRecord) throws(StoreError) -> Int64 {
    var shipment = shipment
    shipment.id = Int64(data.shipments.count) + 1
    data.shipments.append(shipment)
    return shipment.id
  }

  func update(_ shipment: ShipmentRecord) throws(StoreError) {
    data.shipments[Int(shipment.id) - 1] = shipment
  }
}
