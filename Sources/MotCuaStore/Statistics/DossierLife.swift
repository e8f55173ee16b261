import MotCuaDomain

/// The life of one dossier as its steps tell it, for a recount.
struct DossierLife {
  private(set) var figures: [(measure: Measure, day: CivilDate, amount: Int64)] = []

  private let dossier: DossierRecord
  private var received: Instant?
  private var finished: Instant?
  private var due: Instant?
  private var lateFrom: Instant?
  private var stopped: Instant?

  init(_ dossier: DossierRecord) {
    self.dossier = dossier
  }

  /// Takes the next step.
  mutating func take(_ event: DossierEventRecord) {
    if event.from == nil { add(.submitted, event.at) }
    if event.to == .submitted { add(.waiting, event.at) }
    if event.from == .submitted { add(.waiting, event.at, -1) }
    if event.to == .received, received == nil { receive(event) }
    if let moved = event.dueAfter { due = moved }
    lateFrom = event.lateFrom
    switch event.to {
    case .refused:
      add(.refused, event.at)
      if event.from == nil { add(.refusedAtDesk, event.at) }
    case .withdrawn: add(received == nil ? .withdrawnBefore : .withdrawnAfter, event.at)
    case .returned:
      add(.returned, event.at)
      if dossier.resultReturn?.method == .post { add(.returnedByPost, event.at) }
    default: break
    }
    if event.action == .requestSupplement { add(.supplementRequested, event.at) }
    let stops = event.to == .supplementRequested || event.to == .paymentRequested
    stopped = stops ? event.at : nil
    if [.completed, .stopped, .withdrawn].contains(event.to), received != nil, finished == nil {
      finish(event.at)
    }
  }

  private mutating func receive(_ event: DossierEventRecord) {
    received = event.at
    add(.received, event.at)
    if dossier.submissionKind == .assisted { add(.receivedAssisted, event.at) }
    if dossier.submissionKind == .byOfficer { add(.receivedByOfficer, event.at) }
  }

  private mutating func finish(_ at: Instant) {
    finished = at
    guard let due, let lateFrom else { return add(.resolvedOnTime, at) }
    if at >= lateFrom {
      add(.resolvedLate, at)
    } else {
      add(at.ictDate < due.ictDate ? .resolvedEarly : .resolvedOnTime, at)
    }
  }

  /// Counts what only the whole life tells: whether it was ever late, and what was paid.
  mutating func finish() {
    if let lateFrom, received != nil {
      if let finished {
        if finished >= lateFrom {
          add(.overdue, lateFrom)
          add(.overdue, finished, -1)
        }
      } else if stopped.map({ $0 >= lateFrom }) ?? true {
        add(.overdue, lateFrom)
      }
    }
    let charged = dossier.fees.filter { !$0.isExempt }
    guard let received, !charged.isEmpty else { return }
    add(.feeBearing, received)
    if charged.contains(where: { $0.method == .online }) { add(.feePaidOnline, received) }
    for fee in charged {
      add(.feeAmount, received, fee.amount.dong)
      if fee.method == .online { add(.feeOnlineAmount, received, fee.amount.dong) }
    }
  }

  private mutating func add(_ measure: Measure, _ at: Instant, _ amount: Int64 = 1) {
    figures.append((measure, at.ictDate, amount))
  }
}
