package import MotCuaDomain
import SQLiteEngine
import Synchronization

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
  package func lives<Sum: Sendable>(
    of ids: Set<Int64>,
    into sum: Sum,
    _ add: @escaping @Sendable (inout Sum, [FigureEvent]) -> Void
  ) async throws -> Sum {
    try await read(Array(ids), atATime: Self.livesAtATime, into: sum) {
      reader,
      ids,
      sum throws(RowError) in
      for dossier in ids { add(&sum, try reader.events(of: dossier)) }
    }
  }

  private static let livesAtATime = 500
  private static let stepsAtATime = 10_000

  /// Adds up what some numbers at a time have, each time in a read of its own.
  ///
  /// The sum stays in one place: handed from read to read it would be copied each time.
  private func read<Numbers: RandomAccessCollection & Sendable, Sum: Sendable>(
    _ numbers: Numbers,
    atATime size: Int,
    into sum: Sum,
    _ add:
      @escaping @Sendable (FigureReader, Numbers.SubSequence, inout Sum) throws(RowError) -> Void
  ) async throws -> Sum where Numbers.SubSequence: Sendable {
    let running = RunningSum(sum)
    var rest = numbers[...]
    while !rest.isEmpty {
      try Task.checkCancellation()
      let some = rest.prefix(size)
      rest = rest.dropFirst(size)
      try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
        let reader = figureReader(connection)
        try running.value.withLock { sum throws(RowError) in try add(reader, some, &sum) }
      }
    }
    return running.value.withLock { $0 }
  }

  private final class RunningSum<Sum: Sendable>: Sendable {
    let value: Mutex<Sum>

    init(_ sum: Sum) { value = Mutex(sum) }
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
  package func steps<Sum: Sendable>(
    from: Instant,
    at time: FigureTime,
    into sum: Sum,
    _ add: @escaping @Sendable (inout Sum, FigureEvent) -> Void
  ) async throws -> Sum {
    let last = time.knownAt ?? lastSequence
    let (range, strays) = try await reads.read(on: .pool) { [self] (connection) throws(RowError) in
      try figureReader(connection).positions(from: from, through: time.asOf, knownAt: last)
    }
    let inRange = try await read(range, atATime: Self.stepsAtATime, into: sum) {
      reader,
      some,
      sum throws(RowError) in
      try reader.each(some) { add(&sum, $0) }
    }
    return try await read(strays.sorted(), atATime: Self.stepsAtATime, into: inRange) {
      reader,
      some,
      sum throws(RowError) in
      for step in try reader.events(at: Set(some)) { add(&sum, step) }
    }
  }

  private func figureReader(_ connection: SQLiteConnection) -> FigureReader {
    FigureReader(connection: connection, codes: codes, province: configuration.provinceID)
  }
}
