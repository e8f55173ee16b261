import MotCuaDomain
import SQLiteEngine

/// Reads steps as the statistics see them, over one connection.
struct FigureReader {
  let connection: SQLiteConnection
  let codes: CodeTable
  let province: Int64

  private static let columns =
    "SELECT sequence, dossier_id, at, entered_at, officer, from_state, to_state, due_after, "
    + "late_from, figures FROM dossier_event "

  /// The steps of a range of positions.
  func events(after first: Int64, through last: Int64) throws(RowError) -> [FigureEvent] {
    guard first < last else { return [] }
    return try events("WHERE sequence > ? AND sequence <= ? ORDER BY sequence") { row in
      row.bind(first).bind(last)
    }
  }

  /// The steps at some positions.
  func events(at sequences: Set<Int64>) throws(RowError) -> [FigureEvent] {
    guard !sequences.isEmpty else { return [] }
    let list = Self.list(sequences)
    return try events("WHERE sequence IN (SELECT value FROM json_each(?))") { $0.bind(list) }
  }

  /// The history of a dossier.
  func events(of dossier: Int64) throws(RowError) -> [FigureEvent] {
    try events("WHERE dossier_id = ? ORDER BY sequence") { $0.bind(dossier) }
  }

  private func events(
    _ condition: String,
    _ bind: (SQLiteStatement) -> Void
  ) throws(RowError) -> [FigureEvent] {
    var found: [FigureEvent] = []
    try each(condition, bind) { found.append($0) }
    return found
  }

  private func each(
    _ condition: String,
    _ bind: (SQLiteStatement) -> Void,
    _ take: (FigureEvent) -> Void
  ) throws(RowError) {
    try connection.rows(composed: Self.columns + condition) { (row) throws(RowError) in
      bind(row)
      while try row.next() { take(try read(row)) }
    }
  }

  private func read(_ row: SQLiteStatement) throws(RowError) -> FigureEvent {
    let sequence = row.nextInt64()
    let dossier = row.nextInt64()
    let at = row.nextInstant()
    let enteredAt = row.nextInstant()
    let officer = row.nextTextOrNil()
    let from = row.nextInt64OrNil().flatMap { DossierState(rawValue: Int($0)) }
    guard let to = row.nextEnum(DossierState.self) else { throw .damaged("event") }
    let dueAfter = row.nextInstantOrNil()
    let lateFrom = row.nextInstantOrNil()
    guard let figures = try? FigureDeltas.decode(row.nextBytes(), at: at, codes: codes) else {
      throw .damaged("event")
    }
    return FigureEvent(
      sequence: sequence,
      dossier: dossier,
      procedure: figures.procedure,
      at: at,
      enteredAt: enteredAt,
      officer: officer,
      from: from,
      to: to,
      dueAfter: dueAfter,
      lateFrom: lateFrom,
      deltas: figures.deltas
    )
  }

  /// When the step at a position, or the last one before it, was entered.
  func enteredAt(_ sequence: Int64) throws(RowError) -> Instant? {
    try connection.rows(
      "SELECT entered_at FROM dossier_event WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1"
    ) { (row) throws(RowError) in
      try row.bind(sequence).next() ? row.nextInstant() : nil
    }
  }

  /// The last position entered at an instant or before, up to a position; 0 for none.
  ///
  /// Instants of entry never fall, so it takes some twenty looks at most.
  func lastPosition(
    enteredBy instant: Instant,
    through last: Int64
  ) throws(RowError) -> Int64 {
    var low: Int64 = 0
    var high = last
    while low < high {
      let middle = low + (high - low + 1) / 2
      if let entered = try enteredAt(middle), entered > instant {
        high = middle - 1
      } else {
        low = middle
      }
    }
    return low
  }

  /// The steps of which the cube may hold changes too much.
  func events(_ excess: FigureExcess) throws(RowError) -> [FigureEvent] {
    let isPresent = excess.asOf >= excess.enteredAt
    var first = excess.knownAt
    var last = excess.through
    if !isPresent {
      last = try lastPosition(enteredBy: excess.dayEnd, through: excess.through)
      if !excess.isWholeDay {
        first = min(first, try lastPosition(enteredBy: excess.asOf, through: excess.through))
      }
    }
    var strays: Set<Int64> = []
    if excess.knownAt < excess.through {
      strays.formUnion(
        try positions(
          "SELECT sequence FROM figure_stray INDEXED BY figure_stray_sequence "
            + "WHERE sequence > ? AND sequence <= ? AND at <= ? AND province_id = ?"
        ) { row in
          row.bind(excess.knownAt).bind(excess.through).bind(excess.dayEnd).bind(province)
        }
      )
    }
    if !excess.isWholeDay {
      strays.formUnion(try strayPositions(after: excess.asOf, through: excess.dayEnd))
    }
    let others = strays.filter { $0 <= first || $0 > last }
    return try events(after: first, through: last) + events(at: others)
  }

  /// Where the steps lie that can have changed a figure within a span, up to a position: a range, and
  /// some beside it.
  func positions(
    from: Instant,
    through asOf: Instant,
    knownAt: Int64
  ) throws(RowError) -> (range: Range<Int64>, strays: Set<Int64>) {
    let end = ReportPeriod.end(of: asOf.ictDate)
    let first = try lastPosition(enteredBy: from - 1, through: knownAt)
    let last = max(first, try lastPosition(enteredBy: end, through: knownAt))
    let strays = try strayPositions(after: from - 1, through: asOf)
      .filter { ($0 <= first || $0 > last) && $0 <= knownAt }
    return (first + 1..<last + 1, strays)
  }

  /// Goes through the steps of a range of positions.
  func each(_ range: Range<Int64>, _ take: (FigureEvent) -> Void) throws(RowError) {
    try each(
      "WHERE sequence >= ? AND sequence < ? ORDER BY sequence",
      { $0.bind(range.lowerBound).bind(range.upperBound) },
      take
    )
  }

  private func strayPositions(
    after first: Instant,
    through last: Instant
  ) throws(RowError) -> Set<Int64> {
    try positions(
      "SELECT sequence FROM figure_stray WHERE province_id = ? AND at > ? AND at <= ?"
    ) { $0.bind(province).bind(first).bind(last) }
  }

  private func positions(
    _ sql: String,
    _ bind: (SQLiteStatement) -> Void
  ) throws(RowError) -> Set<Int64> {
    try connection.rows(composed: sql) { (row) throws(RowError) in
      bind(row)
      var found: Set<Int64> = []
      while try row.next() { found.insert(row.int64(0)) }
      return found
    }
  }

  /// The dossiers that were taken up again within a span.
  func reopened(from: Instant, through: Instant) throws(RowError) -> Set<Int64> {
    try positions(
      "SELECT dossier_id FROM dossier_event INDEXED BY dossier_event_reopening "
        + "WHERE at >= ? AND at <= ? AND from_state IN (7, 8, 9, 10) "
        + "AND to_state NOT IN (7, 8, 9, 10)"
    ) { $0.bind(from).bind(through) }
  }

  /// The dossiers that were handed to another agency within a span.
  func transferred(from: Instant, through: Instant) throws(RowError) -> Set<Int64> {
    try positions(
      "SELECT dossier_id FROM dossier_event INDEXED BY dossier_event_transfer "
        + "WHERE at >= ? AND at <= ? AND agency_before IS NOT NULL"
    ) { $0.bind(from).bind(through) }
  }

  /// The dossiers that a figure can count: those not ended, those with a step since the period began,
  /// and those with one behind the position.
  ///
  /// Of some agencies these are the ones that have it now and all that were handed over since the
  /// period began: what one agency had handed over before is none of its figures.
  func candidates(
    _ query: FigureDossierQuery,
    _ excess: FigureExcess
  ) throws(RowError) -> Set<Int64> {
    if let officer = query.officer { return try dossiers(of: officer, since: query.period.start) }
    var sql =
      "SELECT id FROM dossier WHERE +province_id = ? AND submitted_at <= ? "
      + "AND (state IN (1, 2, 4, 5, 6) OR updated_at >= ?)"
    // An instant before the period looks at what stood then.
    let since = min(query.period.start, query.time.asOf)
    let ids = query.agencies.map { $0.compactMap(codes.id(of:)).sorted() }
    if ids != nil { sql += " AND agency_id IN (SELECT value FROM json_each(?))" }
    let found = try positions(sql) { row in
      row.bind(province).bind(query.time.asOf).bind(since)
      if let ids { row.bind(Self.list(Set(ids))) }
    }
    let moved: Set<Int64> =
      ids == nil
      ? [] : try transferred(from: since, through: Instant(milliseconds: .max))
    return found.union(moved).union(try events(excess).map(\.dossier))
  }

  /// The dossiers in which an officer acted at an instant or later: no change of a figure that a step
  /// makes is later than the step, but for what stands, which is nobody's.
  private func dossiers(of officer: String, since: Instant) throws(RowError) -> Set<Int64> {
    try positions(
      "SELECT dossier_id FROM dossier_event INDEXED BY dossier_event_officer "
        + "WHERE province_id = ? AND officer = ? AND at >= ?"
    ) { $0.bind(province).bind(officer).bind(since) }
  }

  private static func list(_ numbers: Set<Int64>) -> String {
    "[" + numbers.sorted().map(String.init).joined(separator: ",") + "]"
  }
}
