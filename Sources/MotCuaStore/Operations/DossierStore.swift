package import MotCuaDomain

/// Reads dossiers; what lies outside the scope is not found.
package protocol DossierStore: Sendable {
  /// A dossier with its fees, results and supplement.
  func dossier(
    _ code: DossierCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierRecord?

  /// A dossier with its components, history and pauses too.
  func dossierDetail(
    _ code: DossierCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierDetail?

  /// A dossier for whoever knows its code and the end of its owner's identity number.
  func trackDossier(
    _ code: DossierCode,
    identitySuffix: String,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierRecord?

  /// A page of a list; a page that turns out not to be cheap moves to the pool by itself.
  func dossiers(
    _ query: DossierQuery,
    in scope: RowScope,
    after key: DossierKey?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<DossierRecord, DossierKey>

  /// The exact number of dossiers of a list.
  func dossierCount(
    _ query: DossierQuery,
    in scope: RowScope
  ) async throws(StoreError) -> Int64

  /// The next dossiers in the order of their birth, for exports: call it again with the last id.
  func exportDossiers(
    _ query: DossierQuery,
    in scope: RowScope,
    afterID id: Int64,
    throughID last: Int64,
    limit: Int
  ) async throws(StoreError) -> [DossierRecord]

  /// The id of the youngest dossier: where an export that begins at this moment ends.
  func lastDossierID() async throws(StoreError) -> Int64

  /// When the server has to do something with a dossier next; nil for never.
  func firstTimer(on lane: ReadLane) async throws(StoreError) -> Instant?

  /// The next steps of all dossiers in commit order.
  func dossierEvents(
    afterSequence sequence: Int64,
    in scope: RowScope,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [DossierEventRecord]
}
