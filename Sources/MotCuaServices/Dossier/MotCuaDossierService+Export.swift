package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Streams the dossiers of the caller's scope in the order of their birth.
  ///
  /// The position is fixed when the stream begins: what is born later is left out, and steps that
  /// are made meanwhile are taken back.
  package func exportDossiers(
    _ request: ExportDossiersRequest,
    responses: ResponseWriter<ExportDossiersResponse>,
    context: ServerContext
  ) async throws {
    let store = environment.store
    let directory = store.directory
    var moment = DossierMoment(
      store,
      try DossierQuery(request, directory: directory),
      in: context.principal.scope(in: directory),
      at: store.lastSequence
    )
    while let batch = try await moment.next() {
      try Task.checkCancellation()
      guard !batch.isEmpty else { continue }
      let dossiers = batch.map { ExportedDossier($0, directory: directory) }
      try await responses.write(ExportDossiersResponse(dossiers: dossiers))
    }
  }
}
