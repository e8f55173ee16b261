import MotCuaDomain
import MotCuaStore
import RPCCore
import Synchronization

/// What procedures were: a revision never changes, so what was read once is kept.
final class PastProcedures: Sendable {
  /// So many revisions are kept; more and all are forgotten.
  private static let contentsMax = 4096
  /// So many whole catalogues are kept; the oldest goes first.
  private static let cataloguesMax = 8

  private struct Revision: Hashable {
    let code: ProcedureCode
    let number: Int
  }

  private struct Made {
    let version: Int
    let changes: [PastRevision]
    let offeringEpoch: Int?
    let catalogue: Catalogue
  }

  private struct State {
    var contents: [Revision: ProcedureContent] = [:]
    var catalogues: [Made] = []
    var count = 0
  }

  private let state = Mutex(State())

  /// A catalogue in which the named procedures, and the offerings of an epoch, are as they were.
  func catalogue(
    _ present: Catalogue,
    _ changes: [PastRevision],
    offeringEpoch: Int?,
    from store: any ProcedureRevisionStore
  ) async throws(StoreError) -> Catalogue {
    let known = state.withLock { state in
      state.catalogues.first {
        $0.version == present.version && $0.offeringEpoch == offeringEpoch
          && $0.changes == changes
      }?.catalogue
    }
    if let known { return known }
    var past: [ProcedureRecord] = []
    for change in changes {
      guard let record = present.procedure(change.code) else { continue }
      past.append(try await self.record(record, change, from: store))
    }
    return state.withLock { state in
      state.count += 1
      let made = present.replacing(
        past,
        offeringEpoch: offeringEpoch,
        number: state.count
      )
      if state.catalogues.count == Self.cataloguesMax { state.catalogues.removeFirst() }
      state.catalogues.append(
        Made(
          version: present.version,
          changes: changes,
          offeringEpoch: offeringEpoch,
          catalogue: made
        )
      )
      return made
    }
  }

  private func record(
    _ present: ProcedureRecord,
    _ change: PastRevision,
    from store: any ProcedureRevisionStore
  ) async throws(StoreError) -> ProcedureRecord {
    var made = present
    made.scheduled = []
    made.effectiveFrom = nil
    made.revision = change.revision
    if change.revision != present.revision {
      made.content = try await content(change, from: store) ?? present.content
    }
    // It was not published yet; its name and sector hold for dossiers that were entered since.
    if change.isLater { made.content.state = .draft }
    return made
  }

  private func content(
    _ change: PastRevision,
    from store: any ProcedureRevisionStore
  ) async throws(StoreError) -> ProcedureContent? {
    let revision = Revision(code: change.code, number: change.revision)
    if let known = state.withLock({ $0.contents[revision] }) { return known }
    let read = try await store.procedureRevision(change.code, change.revision, on: .pool)
    state.withLock { state in
      if state.contents.count >= Self.contentsMax { state.contents.removeAll() }
      state.contents[revision] = read
    }
    return read
  }
}
