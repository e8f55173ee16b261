import MotCuaDomain
import MotCuaStore

/// Agencies and procedures as they were at an instant: a report of the past is not changed by a new
/// name, another sector, a reorganisation or a repeal (decision 0088).
extension ServiceEnvironment {
  /// The agencies as they were at an instant; who succeeded whom stays what is known now.
  func directory(asOf instant: Instant) -> AgencyDirectory { store.directory.at(instant) }

  /// The procedures and offerings as they were at an instant; the table of sectors has no history.
  func catalogue(asOf instant: Instant) async throws(StoreError) -> Catalogue {
    let present = store.catalogue
    let changes = present.changes(at: instant)
    let epoch = present.offeringEpoch(at: instant)
    guard !changes.isEmpty || epoch != nil else { return present }
    return try await pastProcedures.catalogue(
      present,
      changes,
      offeringEpoch: epoch,
      from: store
    )
  }
}
