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

  /// The agency for which it counted last; nil where it counts nowhere yet.
  package var agency: AgencyCode? { steps.last { !$0.deltas.isEmpty }?.deltas.last?.agency }

  /// The sums of its own changes, of some agencies, one channel, one level, one officer's steps.
  package func sums(
    agencies: Set<AgencyCode>? = nil,
    channel: Channel? = nil,
    level: ServiceLevel? = nil,
    officer: String? = nil
  ) -> FigureSums {
    var sums = FigureSums()
    for step in steps where officer.map({ $0 == step.officer }) ?? true {
      for delta in step.deltas where delta.at <= time.asOf {
        let isKept =
          (agencies.map { $0.contains(delta.agency) } ?? true)
          && (channel.map { $0 == delta.key.channel } ?? true)
          && (level.map { $0 == delta.key.level } ?? true)
        guard isKept else { continue }
        sums.through[delta.key] += delta.amount
        if delta.at < period.start { sums.before[delta.key] += delta.amount }
      }
    }
    return sums
  }

  /// What a form says of it: once, by what is known at the end.
  package var reportRow: ReportRow {
    let sums = sums()
    var row = ReportRow()
    row.addWaiting(sums)
    guard let life = officialLife else { return row }
    let span = life.span
    if span.isCarried(into: period) {
      row.carried = 1
      if sums.before.pending == 0 { row.reopened = 1 }
    } else if span.isReceived(in: period) {
      if span.channel == .online { row.receivedOnline = 1 } else { row.receivedOtherwise = 1 }
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
    return row
  }

  /// Reception, end and due date as they were known.
  private var officialLife: (span: DossierSpan, ending: DossierState?)? {
    var received: (at: Instant, channel: Channel)?
    var ended: Instant?
    var ending: DossierState?
    var due: Instant?
    var lateFrom: Instant?
    var stopped: Instant?
    for step in steps where step.at <= time.asOf {
      if let delta = step.deltas.first(where: { $0.key.measure == .received }), received == nil {
        received = (delta.at, delta.key.channel)
      }
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
    guard let received else { return nil }
    let span = DossierSpan(
      received: received.at,
      ended: ended,
      due: due,
      lateFrom: lateFrom,
      clockStopped: stopped,
      channel: received.channel
    )
    return (span, ending)
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
