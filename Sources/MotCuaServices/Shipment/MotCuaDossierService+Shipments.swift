package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension RecordShipmentRequest: MutationRequest {}
extension UpdateShipmentRequest: MutationRequest {}
extension ListShipmentsRequest: PagedRequest {}

extension MotCuaDossierService {
  /// Puts on record that a dossier or a result goes by post.
  package func recordShipment(
    _ request: RecordShipmentRequest,
    context: ServerContext
  ) async throws -> Shipment {
    let dossier = try Self.code(request.code)
    let record: ShipmentRecord = try FieldReader.read { reader in
      if request.returnsResult, request.direction != .outbound {
        reader.refuse("returns_result", "Only what is OUTBOUND hands a result over.")
      }
      return request.direction.model.map {
        ShipmentRecord(
          dossier: dossier,
          direction: $0,
          carrier: TextNormaliser.stored(request.carrier),
          trackingNumber: request.trackingNumber,
          returnsResult: request.returnsResult,
          receiverName: TextNormaliser.stored(request.receiverName),
          receiverPhone: request.receiverPhone,
          receiverAddress: TextNormaliser.stored(request.receiverAddress)
        )
      }
    }
    let viewer = context.principal.kind
    return try await environment.mutator.perform(
      RecordShipment(shipment: record, actor: actor(context)),
      for: request,
      context: context
    ) { Shipment($0, for: viewer) }
  }

  /// Records that a shipment has reached another state.
  package func updateShipment(
    _ request: UpdateShipmentRequest,
    context: ServerContext
  ) async throws -> Shipment {
    let now = environment.clock.now()
    let step: ShipmentRecord.Step = try FieldReader.read { reader in
      let at = reader.instant(request.occurredAt, "occurred_at") ?? now
      if at > now { reader.refuse("occurred_at", "It lies in the future.") }
      return request.state.model.map {
        ShipmentRecord.Step(state: $0, at: at, note: TextNormaliser.stored(request.note))
      }
    }
    var actor = actor(context)
    actor.scope = context.principal.shipmentScope(in: environment.store.directory)
    let viewer = context.principal.kind
    return try await environment.mutator.perform(
      UpdateShipment(
        carrier: TextNormaliser.stored(request.carrier),
        trackingNumber: request.trackingNumber,
        actor: actor,
        step: step,
        etag: Etag.expected(request.etag)
      ),
      for: request,
      context: context
    ) { Shipment($0, for: viewer) }
  }

  /// Lists shipments, the youngest first.
  package func listShipments(
    _ request: ListShipmentsRequest,
    context: ServerContext
  ) async throws -> ListShipmentsResponse {
    let window = try environment.window(request, context)
    var place = window.place
    let last = try place.map { (_) throws(RPCError) -> Int64 in
      guard let id = place?.number() else { throw PageWindow.mismatch }
      return id
    }
    let query = ShipmentQuery(
      dossier: request.dossierCode.isEmpty ? nil : try Self.code(request.dossierCode),
      direction: request.direction.model,
      states: Set(request.states.compactMap(\.model)),
      trackingNumber: request.trackingNumber.isEmpty ? nil : request.trackingNumber
    )
    let page = try await environment.store.shipments(
      query,
      in: context.principal.shipmentScope(in: environment.store.directory),
      before: last,
      limit: window.limit,
      on: ReadLane(context)
    )
    return ListShipmentsResponse(
      shipments: page.items.map { Shipment($0, for: context.principal.kind) },
      nextPageToken: window.token(after: page.next.map { ListPlace(number: $0) })
    )
  }
}
