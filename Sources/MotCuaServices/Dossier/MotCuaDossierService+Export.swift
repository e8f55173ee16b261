package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// How many dossiers one message of an export carries, and memory holds.
  static let exportBatch = 256

  /// Streams the dossiers of the caller's scope in the order of their birth.
  ///
  /// The last dossier is fixed when the stream begins, so that a growing store never makes it
  /// endless.
  package func exportDossiers(
    _ request: ExportDossiersRequest,
    responses: ResponseWriter<ExportDossiersResponse>,
    context: ServerContext
  ) async throws {
    let store = environment.store
    let directory = store.directory
    let query = try DossierQuery(request, directory: directory)
    let scope = context.principal.scope(in: directory)
    let last = try await store.lastDossierID()
    var after: Int64 = 0
    while true {
      try Task.checkCancellation()
      let batch = try await store.exportDossiers(
        query,
        in: scope,
        afterID: after,
        throughID: last,
        limit: Self.exportBatch
      )
      guard let end = batch.last else { return }
      try await responses.write(
        ExportDossiersResponse(
          dossiers: batch.map { ExportedDossier($0, directory: directory) }
        )
      )
      guard batch.count == Self.exportBatch else { return }
      after = end.id
    }
  }
}
