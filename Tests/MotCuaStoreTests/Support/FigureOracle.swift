import MotCuaDomain
import MotCuaStore

/// Counts by brute force what the statistics must say: from the list of steps, with none of their
/// code.
struct FigureOracle {
  /// One dossier with its whole history.
  struct Life {
    let dossier: DossierRecord
    let events: [DossierEventRecord]

    /// The fees that were recorded up to a position: those of the filing, then one for each payment.
    func fees(knownAt: Int64?) -> [DossierFeeRecord] {
      let later = events.count { $0.action == .confirmPayment && $0.sequence > knownAt ?? .max }
      return dossier.fees.dropLast(later).filter { !$0.isExempt && $0.amount.dong > 0 }
    }
  }

  /// A dossier as it was known at one point of both axes.
  struct State {
    var received: Instant?
    var ended: Instant?
    var ending: DossierState?
    var waiting = false
    var waitsTooLong = false
    var waitsForApplicant = false
    var due: Instant?
    var lateFrom: Instant?
    var stopped: Instant?
    /// Each end, with how it compares, what it was and who had it then.
    var ends: [End] = []
    var reopenings: [(at: Instant, agency: AgencyCode)] = []
    /// Who had it when it was received.
    var receiver: AgencyCode?
    /// What was done, with who had it afterwards; a hand-over is of who had it before.
    var steps: [(event: DossierEventRecord, agency: AgencyCode)] = []
    /// Which agency has it.
    var holder: AgencyCode
    /// Which one is responsible for it: the holder until its end, then the one that ended it.
    var responsible: AgencyCode?
    /// When it was refused, and when it was withdrawn before reception, with who had it then.
    var refusals: [(at: Instant, agency: AgencyCode)] = []
    var withdrawals: [(at: Instant, agency: AgencyCode)] = []
    /// When its result was handed over, with who had it then.
    var returns: [(at: Instant, agency: AgencyCode)] = []
    var isExtended = false
    /// When it was handed over while it was pending, from whom and to whom.
    var moves: [(at: Instant, from: AgencyCode, to: AgencyCode)] = []

    func isLate(at instant: Instant) -> Bool {
      guard received != nil, ended == nil, let lateFrom, lateFrom <= instant else { return false }
      if let stopped, stopped < lateFrom { return false }
      return true
    }
  }

  /// One end of a dossier that had been received.
  struct End {
    let at: Instant
    let how: Timeliness
    let ending: DossierState
    let agency: AgencyCode
  }

  let lives: [Life]

  static func over(_ store: any Store) async throws -> FigureOracle {
    let all = try await store.exportDossiers(
      DossierQuery(),
      in: .all,
      afterID: 0,
      throughID: .max,
      limit: 10_000
    )
    var lives: [Life] = []
    for dossier in all {
      let detail = try await store.dossierDetail(dossier.code, in: .all, on: .pool)
      lives.append(Life(dossier: dossier, events: detail?.events ?? []))
    }
    return FigureOracle(lives: lives)
  }

  static func state(_ life: Life, at time: FigureTime) -> State {
    var state = State(
      holder: life.events.lazy.compactMap(\.agencyBefore).first ?? life.dossier.agency
    )
    for event in life.events
    where event.sequence <= time.knownAt ?? .max && event.at <= time.asOf {
      if let heir = event.agencyAfter, state.received != nil, state.ended == nil {
        state.moves.append((event.at, state.holder, heir))
      }
      state.holder = event.agencyAfter ?? state.holder
      state.steps.append((event, state.holder))
      if event.to == .received, state.received == nil {
        state.received = event.at
        state.receiver = state.holder
      }
      state.waiting = event.to == .submitted
      state.waitsForApplicant =
        state.received == nil && [.supplementRequested, .paymentRequested].contains(event.to)
      if event.action == .noteAcceptanceOverdue { state.waitsTooLong = true }
      if event.action == .extendDueDate { state.isExtended = true }
      if let due = event.dueAfter { state.due = due }
      state.lateFrom = event.lateFrom
      if event.from != event.to {
        let stands = [.supplementRequested, .paymentRequested].contains(event.to)
        state.stopped = stands ? event.at : nil
      }
      let isEnd = [7, 8, 9, 10].contains(event.to.rawValue)
      let endedNow = isEnd && state.ended == nil
      if endedNow, state.received != nil {
        state.ended = event.at
        state.ending = event.to
        state.ends.append(
          End(at: event.at, how: how(event.at, state), ending: event.to, agency: state.holder)
        )
      }
      if !isEnd, state.ended != nil {
        state.ended = nil
        state.ending = nil
        state.reopenings.append((event.at, state.holder))
      }
      if state.received != nil, state.ended == nil || endedNow { state.responsible = state.holder }
      state.takeRefusal(event)
    }
    return state
  }

  private static func how(_ end: Instant, _ state: State) -> Timeliness {
    guard let due = state.due, let late = state.lateFrom else { return .onTime }
    if end >= late { return .late }
    return end.ictDate < due.ictDate ? .early : .onTime
  }

  /// The row of a form, over dossiers and agencies that a filter keeps.
  func row(
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ keeps: (ProcedureCode, AgencyCode) -> Bool = { _, _ in true }
  ) -> ReportRow {
    var row = ReportRow()
    for life in lives {
      let procedure = life.dossier.procedure
      count(life, period, time, &row) { keeps(procedure, $0) }
    }
    return row
  }

  private func count(
    _ life: Life,
    _ period: ReportPeriod,
    _ time: FigureTime,
    _ row: inout ReportRow,
    _ isHere: (AgencyCode) -> Bool
  ) {
    let state = Self.state(life, at: time)
    let eve = Self.state(
      life,
      at: FigureTime(asOf: min(period.start - 1, time.asOf), knownAt: time.knownAt)
    )
    if state.waiting, isHere(state.holder) {
      if state.waitsTooLong { row.waitingOverdue += 1 } else { row.waitingInTime += 1 }
    }
    func counted(_ found: [(at: Instant, agency: AgencyCode)]) -> Int64 {
      Int64(found.filter { $0.at >= period.start && isHere($0.agency) }.count)
    }
    row.refused += counted(state.refusals)
    row.withdrawnBefore += counted(state.withdrawals)
    row.wide.countReturned(life.dossier, counted(state.returns))
    guard let received = state.received, let agency = state.responsible else { return }
    if let ended = state.ended, ended < period.start { return }
    let before = eve.ended == nil ? eve.responsible : nil
    if let before, before != agency, isHere(before) { row.transferredOut += 1 }
    guard isHere(agency) else { return }
    if received < period.start {
      row.carried += 1
      if before == nil { row.reopened += 1 }
      if let before, before != agency { row.transferredIn += 1 }
    } else if life.dossier.channel == .online {
      row.receivedOnline += 1
      row.wide.countReceived(life.dossier, life.fees(knownAt: time.knownAt))
    } else {
      row.receivedOtherwise += 1
      row.wide.countReceived(life.dossier, life.fees(knownAt: time.knownAt))
    }
    guard state.ended != nil, let how = state.ends.last?.how else {
      let isLate = state.isLate(at: time.asOf)
      if isLate { row.pendingOverdue += 1 } else { row.pendingInTime += 1 }
      if isLate, state.isExtended { row.wide.overdueExtended += 1 }
      return
    }
    if how == .late, state.isExtended { row.wide.overdueExtended += 1 }
    switch how {
    case .early: row.resolvedEarly += 1
    case .onTime: row.resolvedOnTime += 1
    case .late: row.resolvedLate += 1
    }
    if state.ending == .withdrawn { row.withdrawn += 1 }
    if state.ending == .withdrawn, how == .late { row.withdrawnLate += 1 }
    if state.ending == .stopped { row.stopped += 1 }
    if state.ending == .stopped, how == .late { row.stoppedLate += 1 }
  }
}

extension FigureOracle.State {
  /// What never was received ends apart.
  fileprivate mutating func takeRefusal(_ event: DossierEventRecord) {
    if event.to == .refused, event.from != .refused { refusals.append((event.at, holder)) }
    if event.to == .withdrawn, event.from != .withdrawn, received == nil {
      withdrawals.append((event.at, holder))
    }
    if event.to == .returned, event.from != .returned { returns.append((event.at, holder)) }
  }
}

extension WideReportColumns {
  /// One dossier more that was received in the period.
  fileprivate mutating func countReceived(
    _ dossier: DossierRecord,
    _ paid: [DossierFeeRecord]
  ) {
    switch dossier.channel {
    case .direct: receivedDirect += 1
    case .post: receivedByPost += 1
    case .online: break
    }
    if dossier.extent == .full { receivedFull += 1 }
    if dossier.extent == .partial { receivedPartial += 1 }
    if dossier.isFromElsewhere { receivedElsewhere += 1 }
    if !paid.isEmpty { feePaid += 1 }
    if paid.contains(where: { $0.method == .online }) { feePaidOnline += 1 }
  }

  /// Some that were handed over in it: none or one.
  fileprivate mutating func countReturned(_ dossier: DossierRecord, _ times: Int64) {
    returned += times
    if dossier.resultReturn?.method == .post { returnedByPost += times }
    if dossier.resultReturn?.method == .online { returnedOnline += times }
  }
}
