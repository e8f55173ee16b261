package import MotCuaAPI
package import MotCuaDomain
package import MotCuaStore

extension MotCuaAPI.ShipmentState: MappedEnum {
  package typealias Model = MotCuaDomain.ShipmentState
}

extension MotCuaAPI.ShipmentDirection: MappedEnum {
  package typealias Model = MotCuaStore.ShipmentDirection
}

extension Shipment {
  /// A shipment for a caller: where it goes is for whoever carries it.
  init(_ record: ShipmentRecord, for viewer: MotCuaDomain.PrincipalKind) {
    let isCarrier = viewer == .postalOperator
    self.init(
      carrier: record.carrier,
      trackingNumber: record.trackingNumber,
      dossierCode: record.dossier.text,
      direction: MotCuaAPI.ShipmentDirection(record.direction),
      state: MotCuaAPI.ShipmentState(record.state),
      returnsResult: record.returnsResult,
      receiverName: record.receiverName,
      receiverPhone: isCarrier
        ? record.receiverPhone : DossierPresenter.masked(record.receiverPhone),
      receiverAddress: isCarrier ? record.receiverAddress : "",
      steps: record.steps.map {
        ShipmentStep(
          state: MotCuaAPI.ShipmentState($0.state),
          occurredAt: $0.at.timestamp,
          note: $0.note
        )
      },
      etag: Etag.text(record.etag)
    )
  }
}
