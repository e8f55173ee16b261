package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// How many dossiers one message of an export carries, and memory holds.
  static let exportBatch = 256

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
    let query = try DossierQuery(request, directory: directory)
    let scope = context.principal.scope(in: directory)
    var changes = ChangedDossiers(after: store.lastSequence)
    let rewind = DossierRewind(
      to: changes.position,
      calendar: store.calendar,
      directory: directory
    )
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
      // A change that the batch shows is among the steps, for these are read after it.
      try await changes.update(from: store)
      let dossiers = try await rewound(batch, changes.codes, by: rewind, in: scope)
        .map { ExportedDossier($0, directory: directory) }
      if !dossiers.isEmpty {
        try await responses.write(ExportDossiersResponse(dossiers: dossiers))
      }
      guard batch.count == Self.exportBatch else { return }
      after = end.id
    }
  }

  private func rewound(
    _ batch: [DossierRecord],
    _ changed: Set<DossierCode>,
    by rewind: DossierRewind,
    in scope: RowScope
  ) async throws -> [DossierRecord] {
    guard !changed.isEmpty else { return batch }
    var dossiers: [DossierRecord] = []
    for dossier in batch {
      guard changed.contains(dossier.code) else {
        dossiers.append(dossier)
        continue
      }
      let detail = try await environment.store.dossierDetail(dossier.code, in: scope, on: .pool)
      if let old = detail.flatMap({ rewind.apply(to: $0) }) { dossiers.append(old) }
    }
    return dossiers
  }
}
