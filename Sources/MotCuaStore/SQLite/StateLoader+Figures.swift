import Dispatch
import MotCuaDomain
import SQLiteEngine

extension StateLoader {
  /// A file is taken if at most one in so many steps came after it: telling a step costs as much as
  /// adding up some ten figures.
  private static let stepsShare: Int64 = 8
  /// How many steps are read at once.
  private static let stepsMax: Int64 = 10_000

  /// Puts all figures of the statistics into the cube: those of the file and the steps since, or else
  /// the rollup added up.
  func loadFigures(
    into cube: StatisticsCube,
    _ file: FiguresFile,
    at position: CubePosition
  ) throws(RowError) {
    guard let known = file.read(where: { isRecent($0, at: position) }) else {
      return cube.restore(try addUpFigures(), at: position)
    }
    cube.restore(known.figures, at: position)
    let reader = FigureReader(connection: connection, codes: codes, province: province)
    var last = known.stamp.sequence
    while last < position.sequence {
      let next = min(last + Self.stepsMax, position.sequence)
      let steps = try reader.events(after: last, through: next)
      cube.add(steps.flatMap(\.figures), at: position)
      last = next
    }
  }

  /// Whether a file is of this database and there is little to add to it; one that cannot be judged is
  /// not.
  private func isRecent(_ stamp: FiguresStamp, at position: CubePosition) -> Bool {
    let missing = position.sequence - stamp.sequence
    guard (0...(stamp.sequence / Self.stepsShare)).contains(missing) else { return false }
    return (try? stamp.isPast(of: connection)) ?? false
  }

  /// Adds the rollup up, agency by agency, on this thread and another one.
  private func addUpFigures() throws(RowError) -> [AgencyCode: SettledSeries] {
    let work = RollupWork(try agenciesOfRollup())
    let path = connection.path
    let ended = DispatchSemaphore(value: 0)
    WorkerThread.start(name: "motcua.rollup") { [codes, province] in
      defer { ended.signal() }
      // Where it cannot be opened a second time, the first thread does everything.
      guard let second = try? SQLiteConnection(path: path, mode: .readOnly),
        (try? second.configure(.reader, cacheBytes: 1 << 20)) != nil
      else { return }
      work.run(RollupReader(connection: second, codes: codes, province: province))
    }
    work.run(RollupReader(connection: connection, codes: codes, province: province))
    ended.wait()
    return try work.result()
  }

  /// The numbers of the agencies that have figures: a look into the key for each.
  private func agenciesOfRollup() throws(RowError) -> [Int64] {
    try connection.rows(
      """
      WITH RECURSIVE found(id) AS (
        SELECT min(agency_id) FROM rollup WHERE province_id = ?1
        UNION ALL
        SELECT (SELECT min(agency_id) FROM rollup WHERE province_id = ?1 AND agency_id > found.id)
        FROM found WHERE found.id IS NOT NULL
      )
      SELECT id FROM found WHERE id IS NOT NULL
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var ids: [Int64] = []
      while try row.next() { ids.append(row.int64(0)) }
      return ids
    }
  }
}
