package import MotCuaDomain

/// How often a dossier counts in a figure.
package enum FigureMeasure: Sendable {
  /// By the sums of its changes, as often as they say.
  case sums(@Sendable (FigureSums) -> Int64)
  /// By its history, of which the query keeps a part.
  case life(@Sendable (FigureDossierQuery, DossierFigureView) -> Int64)
  /// By its row in a form: once at most.
  case form(@Sendable (ReportRow) -> Int64)
  /// Once where it is pending in time, its clock running, and late before an instant or at it if
  /// nothing happens.
  case dueBefore(Instant)
}

/// Which dossiers a figure counts.
package struct FigureDossierQuery: Sendable {
  /// The figure.
  package var measure: FigureMeasure
  /// The period.
  package var period: ReportPeriod
  /// The point of both axes; the position must be given.
  package var time: FigureTime
  /// The agencies for which they count; nil takes all.
  package var agencies: Set<AgencyCode>?
  /// The procedures; nil takes all.
  package var procedures: Set<ProcedureCode>?
  /// The channel.
  package var channel: Channel?
  /// The levels at submission.
  package var level: LevelChoice
  /// The officer whose steps count.
  package var officer: String?

  /// Makes the value from its parts.
  package init(
    measure: FigureMeasure,
    period: ReportPeriod,
    time: FigureTime,
    agencies: Set<AgencyCode>? = nil,
    procedures: Set<ProcedureCode>? = nil,
    channel: Channel? = nil,
    level: LevelChoice = .all,
    officer: String? = nil
  ) {
    self.measure = measure
    self.period = period
    self.time = time
    self.agencies = agencies
    self.procedures = procedures
    self.channel = channel
    self.level = level
    self.officer = officer
  }

  /// A dossier and how often it counts; nil where it does not.
  package func counted(_ life: [FigureEvent]) -> (id: Int64, times: Int64)? {
    guard let id = life.first?.dossier, let times = times(life), times > 0 else { return nil }
    return (id, times)
  }

  /// How often a dossier counts; nil for one that the query leaves out.
  func times(_ life: [FigureEvent]) -> Int64? {
    guard let first = life.first, procedures.map({ $0.contains(first.procedure) }) ?? true else {
      return nil
    }
    let view = DossierFigureView(life, in: period, at: time)
    switch measure {
    case .sums(let count):
      return count(sums(view))
    case .life(let count):
      return count(self, view)
    case .form(let count):
      var row = ReportRow()
      for (agency, part) in view.reportRows where agencies?.contains(agency) ?? true {
        row.add(part)
      }
      return count(row)
    case .dueBefore(let limit):
      guard let agency = view.agency(dueBefore: limit) else { return 0 }
      return agencies?.contains(agency) ?? true ? 1 : 0
    }
  }

  /// Adds what the query keeps of a dossier's changes.
  package func add(_ life: [FigureEvent], to sums: inout FigureSums) {
    guard let first = life.first, procedures.map({ $0.contains(first.procedure) }) ?? true else {
      return
    }
    sums.add(self.sums(DossierFigureView(life, in: period, at: time)))
  }

  /// The sums of what the query keeps of a dossier's changes.
  package func sums(_ view: DossierFigureView) -> FigureSums {
    view.sums(agencies: agencies, channel: channel, level: level, officer: officer)
  }

  /// How often a dossier was rated in the period with a score or a lower one, as far as the query keeps
  /// it.
  package func ratings(_ view: DossierFigureView, upTo score: Int64) -> Int64 {
    view.ratings(
      upTo: score,
      agencies: agencies,
      channel: channel,
      level: level,
      officer: officer
    )
  }

  /// The agency for which a dossier counts, the first by its code where these are several; nil where it
  /// does not.
  package func agency(of life: [FigureEvent]) -> AgencyCode? {
    let view = DossierFigureView(life, in: period, at: time)
    return view.agencies.sorted().first { agency in
      guard agencies?.contains(agency) ?? true else { return false }
      var one = self
      one.agencies = [agency]
      return one.times(life).map { $0 > 0 } ?? false
    }
  }
}
