import MotCuaDomain
import SQLiteEngine

/// Feeds a recount from one snapshot of the database, some hundred dossiers at a time.
struct Recounting {
  private static let pageSize = 500

  let connection: SQLiteConnection
  let reader: DossierReader
  let goesOn: @Sendable (RecountProgress) -> Bool

  /// Counts everything; false where it was told to stop.
  func run(into recount: inout Recount) throws(RowError) -> Bool {
    do throws(SQLiteError) {
      try connection.beginDeferred()
    } catch {
      throw .engine(error)
    }
    // A read transaction has nothing to undo; ending it is all.
    defer { try? connection.rollback() }
    recount.position = try number("SELECT coalesce(max(sequence), 0) FROM dossier_event")
    try addSteps(to: &recount)
    var progress = RecountProgress(passed: 0, total: try number("SELECT count(*) FROM dossier"))
    guard goesOn(progress) else { return false }
    try readFigures(into: &recount)
    var last: Int64 = 0
    while true {
      let page = try reader.export(
        DossierQuery(),
        in: .all,
        after: last,
        through: .max,
        limit: Self.pageSize
      )
      for dossier in page { recount.count(dossier, try reader.events(of: dossier)) }
      progress.passed += Int64(page.count)
      guard goesOn(progress) else { return false }
      guard let end = page.last, page.count == Self.pageSize else { return true }
      last = end.id
    }
  }

  /// The steps that were committed after the figures in RAM were copied.
  private func addSteps(to recount: inout Recount) throws(RowError) {
    guard let image = recount.image else { return }
    let steps = FigureReader(
      connection: connection,
      codes: reader.codes,
      province: reader.province
    )
    recount.image?.add(try steps.events(after: image.position, through: recount.position))
  }

  private func number(_ sql: StaticString) throws(RowError) -> Int64 {
    try connection.rows(sql) { (row) throws(RowError) in try row.next() ? row.int64(0) : 0 }
  }

  private func readFigures(into recount: inout Recount) throws(RowError) {
    try connection.rows(
      """
      SELECT agency_id, day, procedure_id, cell, amount FROM rollup
      WHERE province_id = ? AND amount <> 0
      """
    ) { (row) throws(RowError) in
      row.bind(reader.province)
      while try row.next() {
        guard let agency = reader.codes.agency(row.int64(0)),
          let procedure = reader.codes.procedure(row.int64(2)),
          let key = RollupKey(index: Int(row.int64(3)))
        else { throw .damaged("figure") }
        let day = CivilDate(daysSinceEpoch: Int(row.int64(1)))
        recount.addStored(
          RollupCell(day: day, agency: agency, procedure: procedure, key: key),
          row.int64(4)
        )
      }
    }
  }
}
