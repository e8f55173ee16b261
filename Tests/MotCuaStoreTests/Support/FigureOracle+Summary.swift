import MotCuaDomain
import MotCuaStore

extension FigureOracle {
  /// What a summary says, counted from the list of steps; what is 0 is left out.
  func counts(_ period: ReportPeriod, _ time: FigureTime) -> [String: Int64] {
    var found = Tally(period: period)
    for life in lives {
      let state = Self.state(life, at: time)
      let eveTime = min(period.start - 1, time.asOf)
      let eve = Self.state(life, at: FigureTime(asOf: eveTime, knownAt: time.knownAt))
      found.add("carried", eve.received != nil && eve.ended == nil)
      found.add("pending", state.received != nil && state.ended == nil)
      found.add("overdue", state.isLate(at: time.asOf))
      found.add("waiting", state.waiting)
      found.add("waiting overdue", state.waiting && state.waitsTooLong)
      found.add("waiting for applicant", state.waitsForApplicant)
      found.add(state)
      if let received = state.received, found.isIn(received) {
        found.add(received: life.dossier, life.fees(knownAt: time.knownAt))
      }
      for event in life.events
      where event.sequence <= time.knownAt ?? .max && event.at <= time.asOf {
        found.add(event, life.dossier)
      }
    }
    return found.counts.filter { $0.value != 0 }
  }
}

/// Counts by words within a period.
private struct Tally {
  let period: ReportPeriod
  private(set) var counts: [String: Int64] = [:]

  func isIn(_ at: Instant) -> Bool { at >= period.start && at <= period.end }

  mutating func add(_ name: String, _ isCounted: Bool, by amount: Int64 = 1) {
    if isCounted { counts[name, default: 0] += amount }
  }

  mutating func add(_ state: FigureOracle.State) {
    for end in state.ends { add("resolved \(end.how.code)", isIn(end.at)) }
    for at in state.reopenings { add("reopened", isIn(at)) }
    for found in state.refusals { add("refused", isIn(found.at)) }
    for found in state.withdrawals { add("withdrawn before", isIn(found.at)) }
    for at in state.withdrawnAfter { add("withdrawn after", isIn(at)) }
    for found in state.returns { add("returned", isIn(found.at)) }
    for at in state.moves {
      add("transferred in", isIn(at))
      add("transferred out", isIn(at))
    }
  }

  mutating func add(received dossier: DossierRecord, _ fees: [DossierFeeRecord]) {
    let isHigh = dossier.level == .level3 || dossier.level == .level4
    let isService = isHigh || dossier.extent == .full || dossier.extent == .partial
    let isOnline = dossier.channel == .online
    add("received", true)
    add("received \(dossier.channel.code)", true)
    add("assisted", isOnline && dossier.submissionKind == .assisted)
    add("by officer", isOnline && dossier.submissionKind == .byOfficer)
    add("level 3 or 4", isHigh)
    add("level 3 or 4 online", isHigh && isOnline)
    add("online service", isService)
    add("online service online", isService && isOnline)
    let online = fees.filter { $0.method == .online }
    add("fee bearing", !fees.isEmpty)
    add("fee paid online", !online.isEmpty)
    for fee in fees { add("fees", true, by: fee.amount.dong) }
    for fee in online { add("fees online", true, by: fee.amount.dong) }
  }

  mutating func add(_ event: DossierEventRecord, _ dossier: DossierRecord) {
    guard isIn(event.at) else { return }
    add("submitted", event.from == nil)
    add("extended", event.action == .extendDueDate)
    add("supplements", event.action == .requestSupplement)
    add("acceptance overdue", event.action == .noteAcceptanceOverdue)
    add("revoked", event.action == .revokeResult)
    add("rated", event.action == .rate)
    add("scores", event.action == .rate, by: Int64(dossier.rating?.score ?? 0))
  }
}

extension StatisticsSummary {
  /// The same words for the same figures.
  var told: [String: Int64] {
    let all: [String: Int64] = [
      "carried": carried, "pending": pending, "overdue": overdue, "waiting": waiting,
      "waiting overdue": waitingOverdue, "waiting for applicant": waitingForApplicant,
      "resolved EARLY": counts.total(.resolvedEarly),
      "resolved ON_TIME": counts.total(.resolvedOnTime),
      "resolved LATE": counts.total(.resolvedLate),
      "reopened": counts.total(.reopened), "refused": counts.total(.refused),
      "withdrawn before": counts.total(.withdrawnBefore),
      "withdrawn after": counts.total(.withdrawnAfter), "returned": counts.total(.returned),
      "transferred in": counts.total(.transferredIn),
      "transferred out": counts.total(.transferredOut),
      "submitted": counts.total(.submitted), "extended": counts.total(.extended),
      "supplements": counts.total(.supplementRequested),
      "acceptance overdue": counts.total(.acceptanceOverdue),
      "revoked": counts.total(.resultRevoked), "rated": counts.total(.rated),
      "scores": counts.total(.ratingSum),
    ]
    return all.merging(toldOfReception) { own, _ in own }.filter { $0.value != 0 }
  }

  private var toldOfReception: [String: Int64] {
    var all: [String: Int64] = [
      "received": counts.total(.received),
      "assisted": counts.total(.receivedAssisted, channel: .online),
      "by officer": counts.total(.receivedByOfficer, channel: .online),
      "level 3 or 4": counts.total(.received, from: .level3),
      "level 3 or 4 online": counts.total(.received, channel: .online, from: .level3),
      "online service": counts.total(.receivedOnlineService),
      "online service online": counts.total(.receivedOnlineService, channel: .online),
      "fee bearing": counts.total(.feeBearing),
      "fee paid online": counts.total(.feePaidOnline),
      "fees": counts.total(.feeAmount), "fees online": counts.total(.feeOnlineAmount),
    ]
    for channel in Channel.allCases {
      all["received \(channel.code)"] = counts.total(.received, channel: channel)
    }
    return all
  }
}
