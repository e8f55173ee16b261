package import MotCuaDomain

/// Reads figures on both axes of time, and the dossiers behind them (decision 0056).
package protocol FigureStore: Sendable {
  /// The sums of whole days as known now, and up to which step they have everything.
  func cubeSums(_ question: FigureQuestion) -> (rows: [[MeasureCounts]], position: CubePosition)
  /// Steps of which the cube may hold changes too much.
  func excess(
    _ excess: FigureExcess,
    on lane: ReadLane
  ) async throws(StoreError) -> [FigureEvent]
  /// The whole histories of the dossiers that were taken up again or handed to another agency within
  /// a span: those that the cube can count more than once.
  func countedTwice(
    from: Instant,
    through: Instant,
    on lane: ReadLane
  ) async throws(StoreError) -> [[FigureEvent]]
  /// The dossiers that a figure can count, and others.
  func candidates(_ query: FigureDossierQuery) async throws(StoreError) -> Set<Int64>
  /// Adds up the histories of some dossiers, one after the other, so that no more than one is held.
  ///
  /// - Throws: a `StoreError`, or `CancellationError` where the caller has gone meanwhile.
  func lives<Sum: Sendable>(
    of ids: Set<Int64>,
    into sum: Sum,
    _ add: @escaping @Sendable (inout Sum, [FigureEvent]) -> Void
  ) async throws -> Sum
  /// Adds up the steps that can have changed a figure from an instant on, up to a point of time, one
  /// after the other.
  ///
  /// - Throws: a `StoreError`, or `CancellationError` where the caller has gone meanwhile.
  func steps<Sum: Sendable>(
    from: Instant,
    at time: FigureTime,
    into sum: Sum,
    _ add: @escaping @Sendable (inout Sum, FigureEvent) -> Void
  ) async throws -> Sum
  /// The histories of some dossiers, in no order.
  func lives(
    of ids: Set<Int64>,
    on lane: ReadLane
  ) async throws(StoreError) -> [[FigureEvent]]
  /// Dossiers by their numbers, in the order of these.
  func dossiers(
    numbered ids: [Int64],
    on lane: ReadLane
  ) async throws(StoreError) -> [DossierRecord]
}

extension FigureStore {
  /// Sums up to the ends of days, at a point of both axes.
  package func figures(
    _ question: FigureQuestion,
    on lane: ReadLane
  ) async throws(StoreError) -> FigureTable {
    var (rows, position) = cubeSums(question)
    let excess = FigureExcess(question.time, position)
    for event in try await self.excess(excess, on: lane) {
      for delta in event.deltas where excess.takesBack(delta, of: event) {
        let procedure = question.groups.needsProcedure ? event.procedure : nil
        guard let group = question.groups.group(delta.agency, procedure) else { continue }
        let day = delta.at.ictDate
        for place in question.days.indices where question.days[place] >= day {
          rows[group][place][delta.key] -= delta.amount
        }
      }
    }
    return FigureTable(rows: rows, knownAt: excess.knownAt)
  }

  /// The rows of a form for one period, by group: each dossier counts once, for one agency (decisions 0035
  /// and 0057).
  package func reportRows(
    _ period: ReportPeriod,
    _ groups: FigureGroups,
    at time: FigureTime,
    on lane: ReadLane
  ) async throws(StoreError) -> (rows: [ReportRow], knownAt: Int64) {
    let question = FigureQuestion(
      days: [period.from.addingDays(-1), period.to],
      groups: groups,
      time: time
    )
    let table = try await figures(question, on: lane)
    var rows = table.rows.indices.map { ReportRow(table.sums($0)) }
    let known = FigureTime(asOf: time.asOf, knownAt: table.knownAt)
    let lives = try await countedTwice(from: period.start, through: time.asOf, on: lane)
    for life in lives {
      let view = DossierFigureView(life, in: period, at: known)
      guard let procedure = life.first?.procedure else { continue }
      for (agency, row) in view.reportRows {
        let group = groups.group(agency, groups.needsProcedure ? procedure : nil)
        guard let group else { continue }
        rows[group].add(row)
        rows[group].subtract(ReportRow(view.sums(agencies: [agency])))
      }
    }
    return (rows, table.knownAt)
  }

  /// The numbers of the dossiers that a figure counts, the youngest first; one that counts twice is
  /// there twice.
  ///
  /// The same query gives the same list for ever.
  package func figureDossiers(_ query: FigureDossierQuery) async throws -> [Int64] {
    let none: [(id: Int64, times: Int64)] = []
    return try await lives(of: candidates(query), into: none) { found, life in
      if let counted = query.counted(life) { found.append(counted) }
    }
    .sorted { $0.id > $1.id }
    .flatMap { Array(repeating: $0.id, count: Int($0.times)) }
  }

  /// The sums of what a query keeps of each dossier, by their histories alone: what an officer's figures
  /// come from.
  ///
  /// The measure of the query does not matter.
  package func sums(_ query: FigureDossierQuery) async throws -> FigureSums {
    try await lives(of: candidates(query), into: FigureSums()) { sums, life in
      query.add(life, to: &sums)
    }
  }
}
