import MotCuaDomain
import MotCuaStore

/// The dossiers of a scope as they were at one commit position, in the order of their birth,
/// however long it takes to read them.
struct DossierMoment: Sendable {
  /// How many dossiers memory holds.
  static let batch = 256

  private let store: any Store
  private let query: DossierQuery
  private let scope: RowScope
  private let rewind: DossierRewind
  private var changes: ChangedDossiers
  private var isDone = false
  /// The last dossier that was read; the next one comes after it.
  private(set) var lastID: Int64

  /// Shows a position.
  ///
  /// A dossier that another agency took over since is where it is now; the step by which it went
  /// follows behind the position and says so.
  init(
    _ store: any Store,
    _ query: DossierQuery,
    in scope: RowScope,
    at position: Int64,
    after id: Int64 = 0
  ) {
    self.store = store
    self.query = query
    self.scope = scope
    lastID = id
    changes = ChangedDossiers(after: position)
    rewind = DossierRewind(
      to: position,
      calendar: store.calendar,
      directory: store.directory
    )
  }

  /// The next dossiers, some hundreds at once; nil after the last.
  mutating func next() async throws(StoreError) -> [DossierRecord]? {
    guard !isDone else { return nil }
    let batch = try await store.exportDossiers(
      query,
      in: scope,
      afterID: lastID,
      throughID: .max,
      limit: Self.batch
    )
    isDone = batch.count < Self.batch
    guard let end = batch.last else { return nil }
    lastID = end.id
    // A change that the batch shows is among the steps, for these are read after it.
    try await changes.update(from: store)
    return try await rewound(batch)
  }

  private func rewound(_ batch: [DossierRecord]) async throws(StoreError) -> [DossierRecord] {
    guard !changes.codes.isEmpty else { return batch }
    var dossiers: [DossierRecord] = []
    for dossier in batch {
      guard changes.codes.contains(dossier.code) else {
        dossiers.append(dossier)
        continue
      }
      let detail = try await store.dossierDetail(dossier.code, in: scope, on: .pool)
      if let old = detail.flatMap({ rewind.apply(to: $0) }) { dossiers.append(old) }
    }
    return dossiers
  }
}
