package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: DossierStore {
  /// A dossier with its fees, results and supplement.
  package func dossier(
    _ code: DossierCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierRecord? {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try reader(connection).dossier(code, in: scope)
    }
  }

  /// A dossier with its components, history and pauses too.
  package func dossierDetail(
    _ code: DossierCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierDetail? {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try reader(connection).detail(code, in: scope)
    }
  }

  /// A dossier for whoever knows its code and the end of its owner's identity number.
  package func trackDossier(
    _ code: DossierCode,
    identitySuffix: String,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierRecord? {
    guard let found = try await dossier(code, in: .all, on: lane) else { return nil }
    let number = found.applicant.identityNumber
    return !identitySuffix.isEmpty && number.hasSuffix(identitySuffix) ? found : nil
  }

  /// A page of a list.
  package func dossiers(
    _ query: DossierQuery,
    in scope: RowScope,
    after key: DossierKey?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<DossierRecord, DossierKey> {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try reader(connection).page(query, in: scope, after: key, limit: limit)
    }
  }

  /// The exact number of dossiers of a list.
  package func dossierCount(
    _ query: DossierQuery,
    in scope: RowScope
  ) async throws(StoreError) -> Int64 {
    try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      try reader(connection).count(query, in: scope)
    }
  }

  /// The next dossiers in the order of their birth, for exports.
  package func exportDossiers(
    _ query: DossierQuery,
    in scope: RowScope,
    afterID id: Int64,
    throughID last: Int64,
    limit: Int
  ) async throws(StoreError) -> [DossierRecord] {
    try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      try reader(connection).export(query, in: scope, after: id, through: last, limit: limit)
    }
  }

  /// The id of the youngest dossier.
  package func lastDossierID() async throws(StoreError) -> Int64 {
    current.lastDossierID
  }

  /// The next steps of all dossiers in commit order.
  package func dossierEvents(
    afterSequence sequence: Int64,
    in scope: RowScope,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [DossierEventRecord] {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try reader(connection).events(after: sequence, in: scope, limit: limit)
    }
  }
}
