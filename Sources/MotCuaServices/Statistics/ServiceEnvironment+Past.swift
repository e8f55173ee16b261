import MotCuaDomain
import MotCuaStore

/// Agencies and procedures as they were at an instant: a report of the past is not changed by a new
/// name, another sector or a further procedure (decision 0078).
extension ServiceEnvironment {
  private static let revisionsAtOnce = 50

  /// The agencies as they were at an instant: each by its last change until then, or as it was first
  /// entered where that was later. Who succeeded whom stays what is known now.
  func directory(asOf instant: Instant) async throws(StoreError) -> AgencyDirectory {
    let present = store.directory
    var past = present
    for agency in present.agencies where agency.etag > 1 && agency.updatedAt > instant {
      past.put(try await self.agency(agency, asOf: instant))
    }
    return past
  }

  private func agency(
    _ present: AgencyRecord,
    asOf instant: Instant
  ) async throws(StoreError) -> AgencyRecord {
    var oldest = present
    while oldest.updatedAt > instant, oldest.etag > 1 {
      let revisions = try await store.agencyRevisions(
        present.code,
        before: oldest.etag,
        limit: Self.revisionsAtOnce,
        on: .pool
      )
      guard let last = revisions.last else { break }
      oldest = revisions.first { $0.agency.updatedAt <= instant }?.agency ?? last.agency
    }
    return oldest
  }

  /// The procedures as they were at an instant.
  ///
  /// One that was entered later is left out, unless the whole catalogue was: then all have their first
  /// revision, for a catalogue that moves in has no better day.
  func catalogue(asOf instant: Instant) async throws(StoreError) -> Catalogue {
    let present = store.catalogue
    let isBeforeMove = present.movedInAt.map { instant < $0 } ?? false
    let changed = present.procedures(changedAfter: instant, isBeforeMove: isBeforeMove)
    guard !changed.isEmpty else { return present }
    var past: [ProcedureRecord] = []
    var missing: Set<ProcedureCode> = []
    for record in changed {
      if record.createdAt > instant, !isBeforeMove {
        missing.insert(record.code)
      } else if record.updatedAt <= instant, isInForce(record, instant) {
        past.append(record.effective(on: instant.ictDate))
      } else if record.youngestRevision > 1 {
        past.append(try await procedure(record, asOf: instant))
      }
    }
    return present.replacing(past, without: missing)
  }

  private func isInForce(_ record: ProcedureRecord, _ instant: Instant) -> Bool {
    record.effectiveFrom.map { $0 <= instant.ictDate } ?? true
  }

  private func procedure(
    _ present: ProcedureRecord,
    asOf instant: Instant
  ) async throws(StoreError) -> ProcedureRecord {
    var made = present
    made.scheduled = []
    var before: Int?
    while true {
      let revisions = try await store.procedureRevisions(
        present.code,
        before: before,
        on: instant.ictDate,
        limit: Self.revisionsAtOnce,
        lane: .pool
      )
      let found = revisions.first { $0.madeAt <= instant }
      if let found {
        made.content = found.content
        made.revision = found.revision
        made.effectiveFrom = found.effectiveFrom
        return made
      }
      guard let last = revisions.last, last.revision > 1 else { break }
      before = last.revision
    }
    if let first = try await store.procedureRevision(present.code, 1, on: .pool) {
      made.content = first
      made.revision = 1
      made.effectiveFrom = nil
    }
    return made
  }
}
