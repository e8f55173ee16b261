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

  /// The dossiers that a figure can count, and others.
  package func candidates(
    _ query: FigureDossierQuery
  ) async throws(StoreError) -> Set<Int64> {
    let excess = FigureExcess(query.time, CubePosition(current))
    return try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      try figureReader(connection).candidates(query, excess)
    }
  }

  /// Adds up the histories of some dossiers.
  ///
  /// They are read some hundreds at a time: between them other readers take their turns, and a caller
  /// who has gone is noticed.
  package func lives<Part: Sendable>(
    of ids: Set<Int64>,
    intoParts empty: Part,
    _ add: @escaping @Sendable (inout Part, [FigureEvent]) -> Void
  ) async throws -> [Part] {
    try await parts(Array(ids), of: Self.livesAtATime) { reader, ids throws(RowError) in
      var part = empty
      for dossier in ids { add(&part, try reader.events(of: dossier)) }
      return part
    }
  }

  private static let livesAtATime = 500
  private static let stepsAtATime = 10_000

  /// Reads some numbers at a time, each time in a read of its own.
  private func parts<Numbers: RandomAccessCollection & Sendable, Part: Sendable>(
    _ numbers: Numbers,
    of size: Int,
    _ read: @escaping @Sendable (FigureReader, Numbers.SubSequence) throws(RowError) -> Part
  ) async throws -> [Part] where Numbers.SubSequence: Sendable {
    var rest = numbers[...]
    var parts: [Part] = []
    while !rest.isEmpty {
      try Task.checkCancellation()
      let some = rest.prefix(size)
      rest = rest.dropFirst(size)
      parts.append(
        try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
          try read(figureReader(connection), some)
        }
      )
    }
    return parts
  }

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
  package func steps<Part: Sendable>(
    from: Instant,
    at time: FigureTime,
    intoParts empty: Part,
    _ add: @escaping @Sendable (inout Part, FigureEvent) -> Void
  ) async throws -> [Part] {
    let last = time.knownAt ?? lastSequence
    let (range, strays) = try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      try figureReader(connection).positions(from: from, through: time.asOf, knownAt: last)
    }
    let inRange = try await parts(range, of: Self.stepsAtATime) { reader, some throws(RowError) in
      var part = empty
      if let first = some.first, let last = some.last {
        try reader.each(first...last) { add(&part, $0) }
      }
      return part
    }
    return inRange
      + [
        try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
          try figureReader(connection).events(at: strays).reduce(into: empty, add)
        }
      ]
  }

  private func figureReader(_ connection: SQLiteConnection) -> FigureReader {
    FigureReader(connection: connection, codes: codes, province: configuration.provinceID)
  }
}
