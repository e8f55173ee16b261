package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Tells how far a dossier is.
  ///
  /// Unknown code and wrong suffix end alike, and both cost the same share of the limits, so that
  /// neither the answer nor the limits tell which codes exist.
  package func trackDossier(
    _ request: TrackDossierRequest,
    context: ServerContext
  ) async throws -> TrackDossierResponse {
    let caller = context.principal.kind == .public ? context.peer.host : nil
    try trackGuard.admit(caller: caller, code: request.code)
    let code = try Self.code(request.code)
    let record = try await environment.store.trackDossier(
      code,
      identitySuffix: request.identitySuffix,
      on: ReadLane(context)
    )
    guard let record else { throw StoreError.notFound(.dossier(request.code)) }
    trackGuard.giveBack(code: request.code)
    return response(record)
  }

  private func response(_ record: DossierRecord) -> TrackDossierResponse {
    let store = environment.store
    return TrackDossierResponse(
      code: record.code.text,
      procedureCode: record.procedure.text,
      procedureName: store.catalogue.procedure(record.procedure)?.content.name ?? "",
      agencyName: store.directory.agency(record.agency)?.name ?? "",
      state: MotCuaAPI.DossierState(record.state),
      nationalStatus: Int32(record.state.rawValue),
      submittedAt: record.submittedAt.timestamp,
      receivedAt: record.receivedAt?.timestamp,
      dueAt: record.dueAt?.timestamp,
      finishedAt: record.finishedAt?.timestamp,
      returnedAt: record.returnedAt?.timestamp,
      overdue: record.isLate(at: environment.clock.now())
    )
  }
}

extension PeerIdentity {
  /// The address without its port: one caller opens many connections.
  var host: String {
    guard let colon = address.lastIndex(of: ":"),
      address[address.index(after: colon)...].allSatisfy(\.isNumber)
    else { return address }
    return String(address[..<colon])
  }
}
