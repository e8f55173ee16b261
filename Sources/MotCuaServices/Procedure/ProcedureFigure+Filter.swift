import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// The procedures behind a number of the statistics.
struct CountedProcedures {
  /// The catalogue as it was.
  let catalogue: Catalogue
  /// The day on which it is looked at.
  let day: CivilDate
  /// Whether a procedure is counted.
  let counts: (ProcedureRecord) -> Bool
}

extension ServiceEnvironment {
  /// Reads which procedures a number counts.
  ///
  /// - Throws: INVALID_FIELDS for a number that there is not, PRINCIPAL_NOT_ALLOWED for a caller who
  ///   reads no statistics, OUT_OF_SCOPE for an agency that he may not see.
  func counted(
    _ filter: ProcedureFigureFilter,
    _ context: ServerContext
  ) async throws -> CountedProcedures {
    try context.principal.checkReadsStatistics()
    let now = clock.now()
    let asOf = min(filter.asOf.flatMap { Instant($0) } ?? now, now)
    let past = directory(asOf: asOf)
    let reach = try StatisticsReach(
      agencyCode: filter.agencyCode,
      withSubordinates: filter.includeSubordinates,
      level: filter.level.model,
      principal: context.principal,
      directory: store.directory,
      past: past
    )
    let catalogue = try await catalogue(asOf: asOf)
    let day = asOf.ictDate
    let counts = try filter.figure.predicate(
      summary: { ProcedureStanding($0, in: catalogue, agencies: reach.offering, on: day) },
      form: {
        ProcedureFormStanding($0, in: catalogue, agencies: reach.codes, directory: past, on: day)
      }
    )
    return CountedProcedures(catalogue: catalogue, day: day) { procedure in
      guard !filter.withoutCompetentLevel || procedure.content.competentLevel == nil else {
        return false
      }
      return counts(procedure)
    }
  }
}

extension ProcedureFigure {
  /// Whether a procedure is one of those that the number counts.
  fileprivate func predicate(
    summary: @escaping (ProcedureRecord) -> ProcedureStanding,
    form: @escaping (ProcedureRecord) -> ProcedureFormStanding
  ) throws(RPCError) -> (ProcedureRecord) -> Bool {
    func counted(
      _ isKept: @escaping (ProcedureStanding) -> Bool
    ) -> (ProcedureRecord) -> Bool {
      { procedure in
        let standing = summary(procedure)
        return standing.isCounted && isKept(standing)
      }
    }
    switch self {
    case .procedures: return counted { _ in true }
    case .level3: return counted { $0.level == .level3 }
    case .level4: return counted { $0.level == .level4 }
    case .level34: return counted(\.isHigh)
    case .integrated: return counted(\.isIntegrated)
    case .integratedLevel34: return counted { $0.isIntegrated && $0.isHigh }
    case .ii07bProcedures: return { form($0).isCounted }
    case .ii07bReceivedAtOneStop: return { form($0).isReceivedAtOneStop }
    case .ii07bInternalProcesses: return { form($0).hasInternalProcess }
    case .unspecified, .unrecognized:
      throw RPCError.invalidField("figure.figure", "There is no such number.")
    }
  }
}
