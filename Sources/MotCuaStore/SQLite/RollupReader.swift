import MotCuaDomain
import SQLiteEngine
import Synchronization

/// Reads the rollup of one agency after the other into flat arrays.
struct RollupReader {
  let connection: SQLiteConnection
  let codes: CodeTable
  let province: Int64

  /// The figures of an agency; `gatherer` is only kept for its memory.
  func figures(
    of agency: Int64,
    by gatherer: inout SeriesGatherer
  ) throws(RowError) -> SettledSeries {
    gatherer.clear()
    try connection.rows(
      """
      SELECT day, procedure_id, cell, amount FROM rollup
      WHERE province_id = ? AND agency_id = ? ORDER BY day
      """
    ) { (row) throws(RowError) in
      row.bind(province).bind(agency)
      while try row.next() {
        let procedure = Int(row.int64(1))
        let key = Int(row.int64(2))
        guard gatherer.knows(procedure) || codes.procedure(Int64(procedure)) != nil,
          (0..<RollupKey.count).contains(key)
        else { throw .damaged("figure") }
        gatherer.add(row.int64(3), procedure, key: key, on: Int(row.int64(0)))
      }
    }
    return gatherer.series { codes.procedure(Int64($0)) }
  }
}

/// The agencies whose rollup is still to be read, for threads that each take the next one.
final class RollupWork: Sendable {
  private struct State {
    var waiting: [Int64]
    var found: [AgencyCode: SettledSeries] = [:]
    var failure: RowError?
  }

  private let state: Mutex<State>

  init(_ agencies: [Int64]) {
    state = Mutex(State(waiting: agencies))
  }

  /// What was read; throws the first failure.
  func result() throws(RowError) -> [AgencyCode: SettledSeries] {
    let (found, failure) = state.withLock { ($0.found, $0.failure) }
    if let failure { throw failure }
    return found
  }

  /// Reads one agency after the other until there is none left.
  func run(_ reader: RollupReader) {
    var gatherer = SeriesGatherer()
    while let agency = state.withLock({ $0.waiting.popLast() }) {
      do throws(RowError) {
        guard let code = reader.codes.agency(agency) else { throw .damaged("figure") }
        let series = try reader.figures(of: agency, by: &gatherer)
        state.withLock { $0.found[code] = series }
      } catch {
        state.withLock { state in
          state.waiting = []
          state.failure = state.failure ?? error
        }
      }
    }
  }
}
