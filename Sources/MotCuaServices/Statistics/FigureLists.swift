import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore
import Synchronization

/// The dossiers behind numbers that were asked for, so that the next page of a list need not look at
/// every history again: equal questions at a point of both axes have the same list for ever.
final class FigureLists: Sendable {
  /// So many numbers of dossiers are kept, 8 bytes each; the oldest lists go first.
  private let idsMax: Int
  /// So many lists are kept.
  private static let listsMax = 64

  /// What is asked.
  struct Question: Hashable {
    /// The filter with its point of time, encoded.
    let filter: [UInt8]
    /// What the filter's words meant for the caller: the agencies of each part of it, nil for all.
    let agencies: [Set<AgencyCode>?]
    let procedures: Set<ProcedureCode>?
    /// The days of each part.
    let periods: [ReportPeriod]
    /// How many days are soon; nil for a figure of a form or a summary.
    let withinDays: Int32?
  }

  private struct State {
    var lists: [(question: Question, ids: [Int64])] = []
    var count = 0
  }

  private let state = Mutex(State())

  init(idsMax: Int = 1_000_000) {
    self.idsMax = idsMax
  }

  /// A list that is kept.
  func ids(_ question: Question) -> [Int64]? {
    state.withLock { state in state.lists.first { $0.question == question }?.ids }
  }

  /// Keeps a list; one that is too long is not kept.
  func keep(_ ids: [Int64], for question: Question) {
    guard ids.count <= idsMax else { return }
    state.withLock { state in
      guard !state.lists.contains(where: { $0.question == question }) else { return }
      state.lists.append((question, ids))
      state.count += ids.count
      while state.count > idsMax || state.lists.count > Self.listsMax {
        state.count -= state.lists.removeFirst().ids.count
      }
    }
  }
}

extension ServiceEnvironment {
  /// The dossiers behind a number, the youngest first.
  ///
  /// A list that does not fit one page of `limit` is kept for the next.
  func dossiers(
    behind resolved: ResolvedFigure,
    _ queries: [FigureDossierQuery],
    withinDays: Int32? = nil,
    limit: Int
  ) async throws -> [Int64] {
    let question = FigureLists.Question(
      filter: try ServerCoding.encode(resolved.filter),
      agencies: queries.map(\.agencies),
      procedures: resolved.procedures,
      periods: queries.map(\.period),
      withinDays: withinDays
    )
    if let ids = figureLists.ids(question) { return ids }
    var ids: [Int64] = []
    for query in queries { ids += try await store.figureDossiers(query) }
    if queries.count > 1 { ids.sort(by: >) }
    if ids.count > limit { figureLists.keep(ids, for: question) }
    return ids
  }
}
