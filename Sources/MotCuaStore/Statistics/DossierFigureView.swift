package import MotCuaDomain

/// One dossier in a period, at a point of both axes: what the figures have of it.
package struct DossierFigureView: Sendable {
  private let steps: [FigureEvent]
  private let period: ReportPeriod
  private let time: FigureTime

  /// Sees a dossier by its steps in commit order.
  package init(_ life: [FigureEvent], in period: ReportPeriod, at time: FigureTime) {
    steps = life.filter { $0.sequence <= time.knownAt ?? .max }
    self.period = period
    self.time = time
  }

  /// The agencies for which it ever counted.
  package var agencies: Set<AgencyCode> {
    Set(steps.flatMap { $0.deltas.map(\.agency) })
  }

  /// How often a supplement was requested.
  package var supplementRequests: Int64 {
    steps.reduce(0) { count, step in
      count
        + step.deltas.reduce(0) { sum, delta in
          delta.key.measure == .supplementRequested && delta.at <= time.asOf
            ? sum + delta.amount : sum
        }
    }
  }

  /// How often it was rated in the period with a score or a lower one; of some agencies, one channel,
  /// some levels, one officer.
  package func ratings(
    upTo score: Int64,
    agencies: Set<AgencyCode>? = nil,
    channel: Channel? = nil,
    level: LevelChoice = .all,
    officer: String? = nil
  ) -> Int64 {
    var count: Int64 = 0
    for (place, step) in steps.enumerated() where officer.map({ $0 == self.officer(place) }) ?? true
    {
      let given = step.deltas.filter { delta in
        delta.at >= period.start && delta.at <= time.asOf
          && keeps(delta, agencies, channel, level)
      }
      let rated = given.filter { $0.key.measure == .rated }.reduce(0) { $0 + $1.amount }
      let scores = given.filter { $0.key.measure == .ratingSum }.reduce(0) { $0 + $1.amount }
      if rated > 0, scores <= score * rated { count += rated }
    }
    return count
  }

  private func keeps(
    _ delta: FigureDelta,
    _ agencies: Set<AgencyCode>?,
    _ channel: Channel?,
    _ level: LevelChoice
  ) -> Bool {
    (agencies.map { $0.contains(delta.agency) } ?? true)
      && (channel.map { $0 == delta.key.channel } ?? true)
      && level.keeps(delta.key.level)
  }

  /// The sums of its own changes, of some agencies, one channel, some levels, one officer.
  package func sums(
    agencies: Set<AgencyCode>? = nil,
    channel: Channel? = nil,
    level: LevelChoice = .all,
    officer: String? = nil
  ) -> FigureSums {
    var sums = FigureSums()
    for (place, step) in steps.enumerated() where officer.map({ $0 == self.officer(place) }) ?? true
    {
      for delta in step.deltas where delta.at <= time.asOf {
        guard keeps(delta, agencies, channel, level) else { continue }
        sums.through[delta.key] += delta.amount
        if delta.at < period.start { sums.before[delta.key] += delta.amount }
      }
    }
    return sums
  }

  /// The ratings in it, each with the officer for whom it counts.
  package var ratings: [(officer: String, step: FigureEvent)] {
    steps.indices.compactMap { place in
      guard steps[place].isRating, let officer = officer(place) else { return nil }
      return (officer, steps[place])
    }
  }

  /// For whom a step counts: a rating for who completed the dossier in the period, any other step for
  /// who acted.
  private func officer(_ place: Int) -> String? {
    guard steps[place].isRating else { return steps[place].officer }
    let completion = steps[..<place].last { $0.to == .completed && $0.from != .completed }
    return completion.flatMap { $0.at >= period.start ? $0.officer : nil }
  }

  /// What a form says of it: once, by what is known at the end, for the agency that was responsible
  /// at its end, or at the instant of the report where it has none (decision 0057).
  ///
  /// What never was received stands with each agency where it happened.
  package var reportRows: [AgencyCode: ReportRow] {
    var rows: [AgencyCode: ReportRow] = [:]
    var eve: AgencyCode?
    for agency in agencies {
      let sums = sums(agencies: [agency])
      rows[agency, default: ReportRow()].countApart(sums)
      if sums.before.pending > 0 { eve = agency }
    }
    guard let official = officialLife else { return rows }
    var row = officialRow(official)
    if official.span.isCarried(into: period) {
      if let eve {
        if eve != official.agency {
          row.transferredIn = 1
          rows[eve, default: ReportRow()].transferredOut = 1
        }
      } else {
        row.reopened = 1
      }
    }
    rows[official.agency, default: ReportRow()].add(row)
    return rows
  }

  /// The agency responsible for a dossier that is pending in time and will be late by an instant; nil
  /// for any other.
  func agency(dueBefore limit: Instant) -> AgencyCode? {
    guard let life = officialLife, life.span.isPending(at: time.asOf),
      life.span.clockStopped == nil, let lateFrom = life.span.lateFrom,
      lateFrom > time.asOf, lateFrom <= limit
    else { return nil }
    return life.agency
  }

  private func officialRow(_ life: OfficialLife) -> ReportRow {
    let span = life.span
    var row = ReportRow()
    if span.isCarried(into: period) {
      row.carried = 1
    } else if span.isReceived(in: period) {
      if span.channel == .online { row.receivedOnline = 1 } else { row.receivedOtherwise = 1 }
      row.wide.countReceived(sums())
    }
    if span.isResolved(in: period), let end = span.ended {
      row.count(Timeliness(end: end, due: span.due, lateFrom: span.lateFrom), life.ending)
    } else if span.isPending(at: time.asOf) {
      let timeliness = PendingTimeliness(
        at: time.asOf,
        lateFrom: span.lateFrom,
        clockStoppedAt: span.clockStopped
      )
      if timeliness == .overdue { row.pendingOverdue = 1 } else { row.pendingInTime = 1 }
    }
    if life.isExtended { row.wide.overdueExtended = row.resolvedLate + row.pendingOverdue }
    return row
  }

  private struct OfficialLife {
    let span: DossierSpan
    let ending: DossierState?
    let agency: AgencyCode
    let isExtended: Bool
  }

  /// Reception, end and due date as they were known, and who was responsible.
  private var officialLife: OfficialLife? {
    var received: (at: Instant, channel: Channel)?
    var agency: AgencyCode?
    var ended: Instant?
    var ending: DossierState?
    var due: Instant?
    var lateFrom: Instant?
    var stopped: Instant?
    var isExtended = false
    for step in steps where step.at <= time.asOf {
      if let delta = step.deltas.first(where: { $0.key.measure == .received }), received == nil {
        received = (delta.at, delta.key.channel)
      }
      agency = step.deltas.first { $0.key.measure.showsResponsible }?.agency ?? agency
      if step.deltas.contains(where: { $0.key.measure == .extended }) { isExtended = true }
      due = step.dueAfter ?? due
      lateFrom = step.lateFrom
      guard step.from != step.to else { continue }
      let stands = step.to == .supplementRequested || step.to == .paymentRequested
      stopped = stands ? step.at : nil
      let isEnd = [.completed, .stopped, .withdrawn, .returned].contains(step.to)
      if isEnd, ended == nil {
        ended = step.at
        ending = step.to
      } else if !isEnd {
        ended = nil
        ending = nil
      }
    }
    guard let received, let agency else { return nil }
    let span = DossierSpan(
      received: received.at,
      ended: ended,
      due: due,
      lateFrom: lateFrom,
      clockStopped: stopped,
      channel: received.channel
    )
    return OfficialLife(span: span, ending: ending, agency: agency, isExtended: isExtended)
  }
}

extension Measure {
  /// Whether it is counted for the agency that is responsible for a received dossier from then on, or
  /// was when it ended.
  fileprivate var showsResponsible: Bool {
    switch self {
    case .received, .reopened, .transferredIn, .resolvedEarly, .resolvedOnTime, .resolvedLate: true
    default: false
    }
  }
}

extension ReportRow {
  fileprivate mutating func count(_ timeliness: Timeliness, _ ending: DossierState?) {
    switch timeliness {
    case .early: resolvedEarly += 1
    case .onTime: resolvedOnTime += 1
    case .late: resolvedLate += 1
    }
    let late: Int64 = timeliness == .late ? 1 : 0
    switch ending {
    case .withdrawn:
      withdrawn += 1
      withdrawnLate += late
    case .stopped:
      stopped += 1
      stoppedLate += late
    default: break
    }
  }
}
