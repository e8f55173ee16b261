import MotCuaDomain
import MotCuaStore

extension FigureOracle {
  /// Which dossiers and agencies a count keeps: what happened counts for who had the dossier then.
  typealias Keeps = (DossierRecord, AgencyCode) -> Bool

  /// What a summary says, counted from the list of steps; what is 0 is left out.
  func counts(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ keeps: @escaping Keeps = { _, _ in true }
  ) -> [String: Int64] {
    var found = Tally(period: period, keeps: keeps)
    for life in lives {
      let dossier = life.dossier
      let state = Self.state(life, at: time)
      let eveTime = min(period.start - 1, time.asOf)
      let eve = Self.state(life, at: FigureTime(asOf: eveTime, knownAt: time.knownAt))
      if eve.received != nil, eve.ended == nil { found.add("carried", dossier, eve.holder) }
      if state.received != nil, state.ended == nil {
        found.add("pending", dossier, state.holder)
        if state.isLate(at: time.asOf) { found.add("overdue", dossier, state.holder) }
      }
      if state.waiting {
        found.add("waiting", dossier, state.holder)
        if state.waitsTooLong { found.add("waiting overdue", dossier, state.holder) }
      }
      if state.waitsForApplicant { found.add("waiting for applicant", dossier, state.holder) }
      found.add(state, dossier)
      if let received = state.received, let receiver = state.receiver, found.isIn(received) {
        found.add(received: dossier, life.fees(knownAt: time.knownAt), receiver)
      }
      for (event, holder) in state.steps { found.add(event, dossier, holder) }
    }
    return found.counts.filter { $0.value != 0 }
  }
}

/// Counts by words within a period.
private struct Tally {
  let period: ReportPeriod
  let keeps: FigureOracle.Keeps
  private(set) var counts: [String: Int64] = [:]

  func isIn(_ at: Instant) -> Bool { at >= period.start && at <= period.end }

  mutating func add(
    _ name: String,
    _ dossier: DossierRecord,
    _ agency: AgencyCode,
    by amount: Int64 = 1
  ) {
    if keeps(dossier, agency) { counts[name, default: 0] += amount }
  }

  mutating func add(_ state: FigureOracle.State, _ dossier: DossierRecord) {
    for end in state.ends where isIn(end.at) {
      add("resolved \(end.how.code)", dossier, end.agency)
      if dossier.channel == .online { add("resolved online", dossier, end.agency) }
      switch end.ending {
      case .withdrawn:
        add("withdrawn after", dossier, end.agency)
        if end.how == .late { add("withdrawn late", dossier, end.agency) }
      case .stopped:
        add("stopped", dossier, end.agency)
        if end.how == .late { add("stopped late", dossier, end.agency) }
      default: break
      }
    }
    for found in state.reopenings where isIn(found.at) { add("reopened", dossier, found.agency) }
    for found in state.refusals where isIn(found.at) { add("refused", dossier, found.agency) }
    for found in state.withdrawals where isIn(found.at) {
      add("withdrawn before", dossier, found.agency)
    }
    for found in state.returns where isIn(found.at) {
      add("returned", dossier, found.agency)
      if dossier.resultReturn?.method == .post { add("returned post", dossier, found.agency) }
    }
    for move in state.moves where isIn(move.at) {
      add("transferred in", dossier, move.to)
      add("transferred out", dossier, move.from)
    }
  }

  mutating func add(
    received dossier: DossierRecord,
    _ fees: [DossierFeeRecord],
    _ agency: AgencyCode
  ) {
    let isHigh = dossier.level == .level3 || dossier.level == .level4
    let isService = isHigh || dossier.extent == .full || dossier.extent == .partial
    let isOnline = dossier.channel == .online
    let isAssisted = dossier.submissionKind == .assisted
    let helper = dossier.assistance?.capacity
    let online = fees.filter { $0.method == .online }
    let words: [(String, Bool)] = [
      ("received", true), ("received \(dossier.channel.code)", true),
      ("assisted", isOnline && isAssisted),
      ("by a volunteer", isOnline && isAssisted && helper == .volunteer),
      ("by an officer's help", isOnline && isAssisted && helper == .officer),
      ("by a postman", isOnline && isAssisted && helper == .postalWorker),
      ("by a relative", isOnline && isAssisted && helper == .relative),
      ("by an agent", isOnline && isAssisted && helper == .agent),
      ("by officer", isOnline && dossier.submissionKind == .byOfficer),
      ("level 3 or 4", isHigh), ("level 3 or 4 online", isHigh && isOnline),
      ("online service", isService), ("online service online", isService && isOnline),
      ("fee bearing", !fees.isEmpty), ("fee paid online", !online.isEmpty),
    ]
    for (word, isCounted) in words where isCounted { add(word, dossier, agency) }
    for fee in fees { add("fees", dossier, agency, by: fee.amount.dong) }
    for fee in online { add("fees online", dossier, agency, by: fee.amount.dong) }
  }

  mutating func add(_ event: DossierEventRecord, _ dossier: DossierRecord, _ agency: AgencyCode) {
    guard isIn(event.at) else { return }
    if event.from == nil { add("submitted", dossier, agency) }
    switch event.action {
    case .extendDueDate: add("extended", dossier, agency)
    case .requestSupplement: add("supplements", dossier, agency)
    case .noteAcceptanceOverdue: add("acceptance overdue", dossier, agency)
    case .revokeResult: add("revoked", dossier, agency)
    case .rate:
      add("rated", dossier, agency)
      add("scores", dossier, agency, by: Int64(dossier.rating?.score ?? 0))
    default: break
    }
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
      "resolved online": counts.resolved(channel: .online),
      "reopened": counts.total(.reopened), "refused": counts.total(.refused),
      "withdrawn before": counts.total(.withdrawnBefore),
      "withdrawn after": counts.total(.withdrawnAfter),
      "withdrawn late": counts.total(.withdrawnLate), "stopped": counts.total(.stopped),
      "stopped late": counts.total(.stoppedLate), "returned": counts.total(.returned),
      "returned post": counts.total(.returnedByPost),
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
      "by a volunteer": counts.total(.assistedByVolunteer, channel: .online),
      "by an officer's help": counts.total(.assistedByOfficer, channel: .online),
      "by a postman": counts.total(.assistedByPostalWorker, channel: .online),
      "by a relative": counts.total(.assistedByRelative, channel: .online),
      "by an agent": counts.total(.assistedByAgent, channel: .online),
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
