import MotCuaDomain

/// What one step of a dossier changes in the statistics.
///
/// Each figure lies at the instant of its event and stays there: what a step undoes is counted by
/// a figure of its own, so that a report of the past never changes. Only what was foreseen is taken
/// back, for it has not happened: from when on a dossier will be late.
struct DossierFigures {
  /// A change of one figure at an instant.
  struct Entry {
    let measure: Measure
    let agency: AgencyCode
    let at: Instant
    var amount: Int64
  }

  private(set) var entries: [Entry] = []
  private let now: Instant
  private let before: AgencyCode
  private let after: AgencyCode

  /// The change that a step makes.
  static func difference(
    from old: DossierRecord?,
    to new: DossierRecord,
    by action: DossierAction
  ) -> [Entry] {
    var figures = DossierFigures(
      now: new.updatedAt,
      before: old?.agency ?? new.agency,
      after: new.agency
    )
    figures.addEntry(old, new)
    figures.addTransfer(new)
    figures.addEnding(old, new)
    figures.addOverdue(old, new)
    figures.addFees(new, 1, at: new.receptionAgency)
    if let old { figures.addFees(old, -1, at: new.receptionAgency) }
    figures.addAction(action, new)
    return figures.entries.filter { $0.amount != 0 }
  }

  private init(now: Instant, before: AgencyCode, after: AgencyCode) {
    self.now = now
    self.before = before
    self.after = after
  }

  /// What one agency hands over is counted at both; what had ended moves no balance.
  private mutating func addTransfer(_ new: DossierRecord) {
    guard before != after, new.receivedAt != nil, new.finishedAt == nil else { return }
    add(.transferredOut, now, 1, at: before)
    add(.transferredIn, now, 1, at: after)
  }

  private mutating func addEntry(_ old: DossierRecord?, _ new: DossierRecord) {
    if old == nil { add(.submitted, now, 1) }
    let waits: (DossierRecord?) -> Int64 = { $0?.state == .submitted ? 1 : 0 }
    add(.waiting, now, -waits(old), at: before)
    add(.waiting, now, waits(new))
    add(.waitingOverdue, now, -Self.waitsTooLong(old), at: before)
    add(.waitingOverdue, now, Self.waitsTooLong(new))
    add(.waitingForApplicant, now, -Self.waitsForApplicant(old), at: before)
    add(.waitingForApplicant, now, Self.waitsForApplicant(new))
    guard old?.receivedAt == nil, let received = new.receivedAt else { return }
    add(.received, received, 1)
    switch new.submissionKind {
    case .byApplicant: break
    case .assisted:
      add(.receivedAssisted, received, 1)
      // Who helped is unknown of some imported histories.
      if let helper = new.assistance { add(Measure(assistedBy: helper.capacity), received, 1) }
    case .byOfficer: add(.receivedByOfficer, received, 1)
    }
    switch new.extent {
    case .full: add(.receivedFull, received, 1)
    case .partial: add(.receivedPartial, received, 1)
    case .infoOnly, nil: break
    }
    if new.isOfOnlineService { add(.receivedOnlineService, received, 1) }
    if new.isFromElsewhere { add(.receivedElsewhere, received, 1) }
  }

  /// Whether the limit of the desk had passed at the last step; that it passes is a step.
  private static func waitsTooLong(_ dossier: DossierRecord?) -> Int64 {
    guard let dossier, dossier.state == .submitted, let limit = dossier.acceptanceDueAt else {
      return 0
    }
    return limit <= dossier.updatedAt ? 1 : 0
  }

  /// Whether it stands with its applicant and was never received.
  private static func waitsForApplicant(_ dossier: DossierRecord?) -> Int64 {
    guard let dossier, dossier.receivedAt == nil else { return 0 }
    return [.supplementRequested, .paymentRequested].contains(dossier.state) ? 1 : 0
  }

  private mutating func addEnding(_ old: DossierRecord?, _ new: DossierRecord) {
    if old?.finishedAt == nil, let finished = new.finishedAt {
      let resolution = Self.resolution(new, finished: finished)
      add(resolution, finished, 1)
      addClosing(new, finished, isLate: resolution == .resolvedLate)
    } else if old?.finishedAt != nil, new.finishedAt == nil {
      add(.reopened, now, 1)
    }
    guard old?.state != new.state else { return }
    switch new.state {
    case .refused:
      add(.refused, now, 1)
      if old == nil { add(.refusedAtDesk, now, 1) }
    case .withdrawn:
      add(new.receivedAt == nil ? .withdrawnBefore : .withdrawnAfter, now, 1)
    case .returned:
      add(.returned, now, 1)
      switch new.resultReturn?.method {
      case .post: add(.returnedByPost, now, 1)
      case .online: add(.returnedOnline, now, 1)
      case .desk, nil: break
      }
    default: break
    }
  }

  /// What ended without a result is resolved too, and visible by itself.
  private mutating func addClosing(_ new: DossierRecord, _ finished: Instant, isLate: Bool) {
    if isLate, new.dueExtension != nil { add(.resolvedLateExtended, finished, 1) }
    switch new.state {
    case .stopped:
      add(.stopped, finished, 1)
      if isLate { add(.stoppedLate, finished, 1) }
    case .withdrawn where isLate: add(.withdrawnLate, finished, 1)
    default: break
    }
  }

  private static func resolution(_ dossier: DossierRecord, finished: Instant) -> Measure {
    guard let due = dossier.dueAt, let lateFrom = dossier.lateFrom else { return .resolvedOnTime }
    if finished >= lateFrom { return .resolvedLate }
    return finished.ictDate < due.ictDate ? .resolvedEarly : .resolvedOnTime
  }

  /// Late from an instant on, if nothing happens before.
  ///
  /// The last step foresaw it; this one keeps what has come true and foresees anew.
  private mutating func addOverdue(_ old: DossierRecord?, _ new: DossierRecord) {
    if let old, let foreseen = Self.lateness(of: old) {
      add(.overdue, max(foreseen, now), -1, at: before)
      if old.dueExtension != nil { add(.overdueExtended, max(foreseen, now), -1, at: before) }
    }
    let late = Self.lateness(of: new)
    add(.overdue, late, 1)
    if new.dueExtension != nil { add(.overdueExtended, late, 1) }
  }

  /// From when on a dossier is late if no step follows its last one; nil for never.
  private static func lateness(of dossier: DossierRecord) -> Instant? {
    guard let lateFrom = dossier.lateFrom, dossier.finishedAt == nil else { return nil }
    if let stopped = dossier.clockStoppedAt, stopped < lateFrom { return nil }
    return max(lateFrom, dossier.updatedAt)
  }

  /// A fee belongs to the reception, wherever the dossier is when it is paid.
  private mutating func addFees(
    _ dossier: DossierRecord,
    _ sign: Int64,
    at agency: AgencyCode
  ) {
    guard let received = dossier.receivedAt else { return }
    // Where every fee is 0 đồng there is nothing to pay.
    let due = dossier.fees.filter { !$0.isExempt && $0.amount.dong > 0 }
    guard !due.isEmpty else { return }
    let online = due.filter { $0.method == .online }
    let amount = due.reduce(0) { $0 + $1.amount.dong }
    let onlineAmount = online.reduce(0) { $0 + $1.amount.dong }
    add(.feeBearing, received, sign, at: agency)
    if !online.isEmpty { add(.feePaidOnline, received, sign, at: agency) }
    add(.feeAmount, received, sign * amount, at: agency)
    add(.feeOnlineAmount, received, sign * onlineAmount, at: agency)
  }

  private mutating func addAction(_ action: DossierAction, _ new: DossierRecord) {
    switch action {
    case .requestSupplement: add(.supplementRequested, now, 1)
    case .extendDueDate: add(.extended, now, 1)
    case .noteAcceptanceOverdue: add(.acceptanceOverdue, now, 1)
    case .revokeResult: add(.resultRevoked, now, 1)
    case .rate:
      add(.rated, now, 1)
      add(.ratingSum, now, Int64(new.rating?.score ?? 0))
    default: break
    }
  }

  private mutating func add(
    _ measure: Measure,
    _ instant: Instant?,
    _ amount: Int64,
    at agency: AgencyCode? = nil
  ) {
    guard let instant, amount != 0 else { return }
    let agency = agency ?? after
    let known = entries.firstIndex {
      $0.measure == measure && $0.at == instant && $0.agency == agency
    }
    if let known {
      entries[known].amount += amount
    } else {
      entries.append(Entry(measure: measure, agency: agency, at: instant, amount: amount))
    }
  }
}
