package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: FigureStore {
  /// The sums of whole days as known now.
  package func cubeSums(
    _ question: FigureQuestion
  ) -> (rows: [[MeasureCounts]], position: CubePosition) {
    cube.sums(question)
  }

  /// Steps of which the cube may hold changes too much.
  package func excess(
    _ excess: FigureExcess,
    on lane: ReadLane
  ) async throws(StoreError) -> [FigureEvent] {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try figureReader(connection).events(excess)
    }
  }

  /// The whole histories of the dossiers that were taken up again or handed over within a span.
  package func countedTwice(
    from: Instant,
    through: Instant,
    on lane: ReadLane
  ) async throws(StoreError) -> [[FigureEvent]] {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      let reader = figureReader(connection)
      let reopened = try reader.reopened(from: from, through: through)
      let moved = try reader.transferred(from: from, through: through)
      return try Self.lives(reopened.union(moved), reader)
    }
  }

  /// The dossiers that a figure counts.
  ///
  /// Histories are read some hundreds at a time: between them other readers take their turns, and a
  /// caller who has gone is noticed.
  package func counted(_ query: FigureDossierQuery) async throws -> [(id: Int64, times: Int64)] {
    let excess = FigureExcess(query.time, CubePosition(current))
    let ids = try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      try figureReader(connection).candidates(query, excess)
    }
    var rest = Array(ids)[...]
    var found: [(id: Int64, times: Int64)] = []
    while !rest.isEmpty {
      try Task.checkCancellation()
      let part = rest.prefix(Self.livesAtATime)
      rest = rest.dropFirst(part.count)
      found += try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
        let reader = figureReader(connection)
        var found: [(id: Int64, times: Int64)] = []
        for dossier in part {
          if let counted = query.counted(try reader.events(of: dossier)) { found.append(counted) }
        }
        return found
      }
    }
    return found
  }

  private static let livesAtATime = 500

  /// The histories of some dossiers.
  package func lives(
    of ids: Set<Int64>,
    on lane: ReadLane
  ) async throws(StoreError) -> [[FigureEvent]] {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try Self.lives(ids, figureReader(connection))
    }
  }

  private static func lives(
    _ dossiers: Set<Int64>,
    _ reader: FigureReader
  ) throws(RowError) -> [[FigureEvent]] {
    var lives: [[FigureEvent]] = []
    lives.reserveCapacity(dossiers.count)
    for dossier in dossiers.sorted() { lives.append(try reader.events(of: dossier)) }
    return lives
  }

  /// Dossiers by their numbers, in the order of these.
  package func dossiers(
    numbered ids: [Int64],
    on lane: ReadLane
  ) async throws(StoreError) -> [DossierRecord] {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      let found = try reader(connection).dossiers(numbered: Set(ids))
      let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
      return ids.compactMap { byID[$0] }
    }
  }

  /// Adds up the steps that can have changed a figure from an instant on, up to a point of time.
  package func steps<Sum: Sendable>(
    from: Instant,
    at time: FigureTime,
    into sum: Sum,
    _ add: @escaping @Sendable (inout Sum, FigureEvent) -> Void
  ) async throws(StoreError) -> Sum {
    let last = time.knownAt ?? lastSequence
    return try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      var sum = sum
      let reader = figureReader(connection)
      try reader.each(from: from, through: time.asOf, knownAt: last) { add(&sum, $0) }
      return sum
    }
  }

  private func figureReader(_ connection: SQLiteConnection) -> FigureReader {
    FigureReader(connection: connection, codes: codes, province: configuration.provinceID)
  }
}
