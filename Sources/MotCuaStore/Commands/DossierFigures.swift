import MotCuaDomain

/// What one dossier contributes to the statistics, as a function of the dossier alone.
///
/// A step changes the rollups by the difference between what the dossier contributed before and
/// what it contributes after; each figure lies on the civil day of its event.
struct DossierFigures {
  /// One figure on one day.
  struct Entry {
    let measure: Measure
    let day: CivilDate
    var amount: Int64
  }

  private(set) var entries: [Entry] = []

  /// The change that a step makes.
  static func difference(from old: DossierRecord?, to new: DossierRecord) -> [Entry] {
    var figures = DossierFigures()
    figures.add(new, sign: 1)
    if let old { figures.add(old, sign: -1) }
    return figures.entries.filter { $0.amount != 0 }
  }

  private mutating func add(_ dossier: DossierRecord, sign: Int64) {
    add(.submitted, dossier.submittedAt, sign)
    addReception(dossier, sign)
    addEnding(dossier, sign)
    addWaiting(dossier, sign)
    addOverdue(dossier, sign)
    addFees(dossier, sign)
    add(.supplementRequested, dossier.supplement?.requestedAt, sign)
  }

  private mutating func addReception(_ dossier: DossierRecord, _ sign: Int64) {
    guard let received = dossier.receivedAt else { return }
    add(.received, received, sign)
    switch dossier.submissionKind {
    case .byApplicant: break
    case .assisted: add(.receivedAssisted, received, sign)
    case .byOfficer: add(.receivedByOfficer, received, sign)
    }
  }

  private mutating func addEnding(_ dossier: DossierRecord, _ sign: Int64) {
    if dossier.state == .refused {
      add(.refused, dossier.closedAt, sign)
      if dossier.acceptanceDueAt == nil { add(.refusedAtDesk, dossier.closedAt, sign) }
    }
    if dossier.state == .withdrawn {
      let measure = dossier.receivedAt == nil ? Measure.withdrawnBefore : .withdrawnAfter
      add(measure, dossier.closedAt, sign)
    }
    if let finished = dossier.finishedAt {
      add(Self.resolution(dossier, finished: finished), finished, sign)
    }
    add(.returned, dossier.returnedAt, sign)
    if dossier.resultReturn?.method == .post { add(.returnedByPost, dossier.returnedAt, sign) }
  }

  private static func resolution(_ dossier: DossierRecord, finished: Instant) -> Measure {
    guard let due = dossier.dueAt, let lateFrom = dossier.lateFrom else { return .resolvedOnTime }
    if finished >= lateFrom { return .resolvedLate }
    return finished.ictDate < due.ictDate ? .resolvedEarly : .resolvedOnTime
  }

  /// A submission waits for the desk except while a request before acceptance stops its clock.
  private mutating func addWaiting(_ dossier: DossierRecord, _ sign: Int64) {
    guard dossier.acceptanceDueAt != nil else { return }
    add(.waiting, dossier.submittedAt, sign)
    var isWaiting = true
    if let supplement = dossier.supplement,
      dossier.receivedAt.map({ supplement.requestedAt < $0 }) ?? true
    {
      add(.waiting, supplement.requestedAt, -sign)
      isWaiting = supplement.providedAt != nil
      add(.waiting, supplement.providedAt, sign)
    }
    if isWaiting { add(.waiting, dossier.receivedAt ?? dossier.closedAt, -sign) }
  }

  /// Late from a day on, until its end; what stopped or ended before that never becomes late.
  private mutating func addOverdue(_ dossier: DossierRecord, _ sign: Int64) {
    guard let lateFrom = dossier.lateFrom else { return }
    if let judged = dossier.finishedAt ?? dossier.clockStoppedAt, judged < lateFrom { return }
    add(.overdue, lateFrom, sign)
    add(.overdue, dossier.finishedAt, -sign)
  }

  private mutating func addFees(_ dossier: DossierRecord, _ sign: Int64) {
    guard let received = dossier.receivedAt else { return }
    let due = dossier.fees.filter { !$0.isExempt }
    guard !due.isEmpty else { return }
    let online = due.filter { $0.method == .online }
    add(.feeBearing, received, sign)
    if !online.isEmpty { add(.feePaidOnline, received, sign) }
    add(.feeAmount, received, sign * due.reduce(0) { $0 + $1.amount.dong })
    add(.feeOnlineAmount, received, sign * online.reduce(0) { $0 + $1.amount.dong })
  }

  private mutating func add(_ measure: Measure, _ instant: Instant?, _ amount: Int64) {
    guard let instant, amount != 0 else { return }
    let day = instant.ictDate
    if let index = entries.firstIndex(where: { $0.measure == measure && $0.day == day }) {
      entries[index].amount += amount
    } else {
      entries.append(Entry(measure: measure, day: day, amount: amount))
    }
  }
}
