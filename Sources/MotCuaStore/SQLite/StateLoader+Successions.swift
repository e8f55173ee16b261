import MotCuaDomain
import SQLiteEngine

extension StateLoader {
  /// Puts the links between agencies into the directory; the agencies are there already.
  func loadSuccessions(into state: inout StoreState) throws(RowError) {
    let links = try connection.rows(
      """
      SELECT old_id, new_id, kind, is_heir, day, decision, at FROM agency_successor
      WHERE province_id = ? ORDER BY at, old_id, new_id
      """
    ) { (row) throws(RowError) in
      row.bind(province)
      var links: [SuccessionRecord] = []
      while try row.next() { links.append(try readSuccession(row)) }
      return links
    }
    for link in links { state.directory.put(link) }
  }

  private func readSuccession(_ row: SQLiteStatement) throws(RowError) -> SuccessionRecord {
    guard let old = codes.agency(row.nextInt64()) else { throw .damaged("successor") }
    let id = row.nextInt64()
    let new = id == 0 ? nil : codes.agency(id)
    guard id == 0 || new != nil, let kind = row.nextEnum(SuccessionKind.self) else {
      throw .damaged("successor")
    }
    let isHeir = row.nextBool()
    guard let date = row.nextDayOrNil() else { throw .damaged("successor") }
    return SuccessionRecord(
      old: old,
      new: new,
      kind: kind,
      isHeir: isHeir,
      date: date,
      decision: row.nextText(),
      appliedAt: row.nextInstant()
    )
  }
}
