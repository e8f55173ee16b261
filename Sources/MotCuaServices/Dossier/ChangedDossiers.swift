import MotCuaDomain
import MotCuaStore

/// Which dossiers have made a step since a commit position.
struct ChangedDossiers: Sendable {
  private static let stepsPerRead = 512

  /// The position.
  let position: Int64
  /// The codes of those dossiers.
  private(set) var codes: Set<DossierCode> = []
  private var seen: Int64

  init(after position: Int64) {
    self.position = position
    seen = position
  }

  /// Takes in the steps that were made since the last time.
  mutating func update(from store: some DossierStore) async throws(StoreError) {
    while true {
      let steps = try await store.dossierEvents(
        afterSequence: seen,
        in: .all,
        limit: Self.stepsPerRead,
        on: .pool
      )
      codes.formUnion(steps.map(\.code))
      seen = steps.last?.sequence ?? seen
      if steps.count < Self.stepsPerRead { return }
    }
  }
}
