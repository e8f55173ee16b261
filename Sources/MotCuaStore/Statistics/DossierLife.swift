import MotCuaDomain

/// The life of one dossier as its steps tell it, for a recount.
struct DossierLife {
  /// One figure.
  typealias Figure = (measure: Measure, agency: AgencyCode, day: CivilDate, amount: Int64)

  private(set) var figures: [Figure] = []

  private let dossier: DossierRecord
  /// The agency that resolves it, as far as the steps were told.
  private var agency: AgencyCode
  private var received: Instant?
  private var receivedBy: AgencyCode?
  private var isEnded = false
  private var due: Instant?
  private var lateFrom: Instant?
  /// Since when the dossier counts as late, in the time since the last step; nil while it does not.
  private var lateSince: Instant?
  private var standsSince: Instant?
  private var waitsTooLong = false
  private var waitsForApplicant = false
  private var isExtended = false

  /// The life of a dossier that was born with an agency.
  init(_ dossier: DossierRecord, bornWith agency: AgencyCode) {
    self.dossier = dossier
    self.agency = agency
  }

  /// Takes the next step.
  mutating func take(_ event: DossierEventRecord) {
    endSpan(at: event.at)
    if let next = event.agencyAfter { move(to: next, event) }
    if event.from == nil { add(.submitted, event.at) }
    if let moved = event.dueAfter { due = moved }
    lateFrom = event.lateFrom
    if event.from != event.to { arrive(event) }
    note(event)
    beginSpan(event)
  }

  /// Another agency takes over: what is pending or waits moves with it, what was counted stays.
  private mutating func move(to next: AgencyCode, _ event: DossierEventRecord) {
    let isPending = received != nil && !isEnded
    if isPending { add(.transferredOut, event.at) }
    if event.to == .submitted { addWaiting(event.at, -1) }
    if waitsForApplicant { add(.waitingForApplicant, event.at, -1) }
    agency = next
    if isPending { add(.transferredIn, event.at) }
    if event.to == .submitted { addWaiting(event.at, 1) }
    if waitsForApplicant { add(.waitingForApplicant, event.at, 1) }
  }

  /// What reaching another state counts.
  private mutating func arrive(_ event: DossierEventRecord) {
    if event.to == .submitted { addWaiting(event.at, 1) }
    if event.from == .submitted { addWaiting(event.at, -1) }
    if event.to == .received, received == nil { receive(event) }
    if waitsForApplicant { add(.waitingForApplicant, event.at, -1) }
    waitsForApplicant =
      received == nil && [.supplementRequested, .paymentRequested].contains(event.to)
    if waitsForApplicant { add(.waitingForApplicant, event.at, 1) }
    switch event.to {
    case .refused:
      add(.refused, event.at)
      if event.from == nil { add(.refusedAtDesk, event.at) }
    case .withdrawn: add(received == nil ? .withdrawnBefore : .withdrawnAfter, event.at)
    case .returned:
      add(.returned, event.at)
      if dossier.resultReturn?.method == .post { add(.returnedByPost, event.at) }
      if dossier.resultReturn?.method == .online { add(.returnedOnline, event.at) }
    default: break
    }
    let isEnd = [.completed, .stopped, .withdrawn, .returned].contains(event.to)
    if isEnd, !isEnded, received != nil { finish(event.at, event.to) }
    if !isEnd, isEnded { add(.reopened, event.at) }
    isEnded = isEnd
  }

  private mutating func addWaiting(_ at: Instant, _ amount: Int64) {
    add(.waiting, at, amount)
    if waitsTooLong { add(.waitingOverdue, at, amount) }
  }

  private mutating func note(_ event: DossierEventRecord) {
    switch event.action {
    case .requestSupplement: add(.supplementRequested, event.at)
    case .extendDueDate:
      add(.extended, event.at)
      isExtended = true
    case .noteAcceptanceOverdue:
      add(.acceptanceOverdue, event.at)
      add(.waitingOverdue, event.at)
      waitsTooLong = true
    case .revokeResult: add(.resultRevoked, event.at)
    case .rate:
      add(.rated, event.at)
      add(.ratingSum, event.at, Int64(dossier.rating?.score ?? 0))
    default: break
    }
  }

  private mutating func receive(_ event: DossierEventRecord) {
    received = event.at
    receivedBy = agency
    add(.received, event.at)
    if dossier.submissionKind == .assisted {
      add(.receivedAssisted, event.at)
      if let helper = dossier.assistance { add(Measure(assistedBy: helper.capacity), event.at) }
    }
    if dossier.submissionKind == .byOfficer { add(.receivedByOfficer, event.at) }
    if dossier.extent == .full { add(.receivedFull, event.at) }
    if dossier.extent == .partial { add(.receivedPartial, event.at) }
    let isHigh = dossier.level.map { $0.rawValue >= 3 } ?? false
    if isHigh || [.partial, .full].contains(dossier.extent) {
      add(.receivedOnlineService, event.at)
    }
    if dossier.isFromElsewhere { add(.receivedElsewhere, event.at) }
  }

  private mutating func finish(_ at: Instant, _ state: DossierState) {
    if state == .stopped { add(.stopped, at) }
    guard let due, let lateFrom else { return add(.resolvedOnTime, at) }
    if at >= lateFrom, state == .stopped { add(.stoppedLate, at) }
    if at >= lateFrom, state == .withdrawn { add(.withdrawnLate, at) }
    if at >= lateFrom, isExtended { add(.resolvedLateExtended, at) }
    if at >= lateFrom {
      add(.resolvedLate, at)
    } else {
      add(at.ictDate < due.ictDate ? .resolvedEarly : .resolvedOnTime, at)
    }
  }

  /// A step ends what the time before it was: in time, or late since some instant.
  private mutating func endSpan(at end: Instant) {
    guard let since = lateSince, since < end else { return }
    addOverdue(since, 1)
    addOverdue(end, -1)
  }

  private mutating func addOverdue(_ at: Instant, _ amount: Int64) {
    add(.overdue, at, amount)
    if isExtended { add(.overdueExtended, at, amount) }
  }

  /// From a step on a dossier is late when its late instant comes, unless its clock stands.
  private mutating func beginSpan(_ event: DossierEventRecord) {
    lateSince = nil
    guard received != nil, !isEnded, let lateFrom else { return }
    let stands = event.to == .supplementRequested || event.to == .paymentRequested
    if stands, stoppedAt(event) < lateFrom { return }
    lateSince = max(lateFrom, event.at)
  }

  /// Since when the clock stands, through steps that change no state.
  private mutating func stoppedAt(_ event: DossierEventRecord) -> Instant {
    if event.from != event.to { standsSince = event.at }
    return standsSince ?? event.at
  }

  /// Counts what only the whole life tells: whether it is late to this day, and what was paid.
  mutating func finish() {
    if let lateSince { addOverdue(lateSince, 1) }
    let charged = dossier.fees.filter { !$0.isExempt && $0.amount.dong != 0 }
    guard let received, let receivedBy, !charged.isEmpty else { return }
    // A fee belongs to the reception.
    agency = receivedBy
    add(.feeBearing, received)
    if charged.contains(where: { $0.method == .online }) { add(.feePaidOnline, received) }
    for fee in charged {
      add(.feeAmount, received, fee.amount.dong)
      if fee.method == .online { add(.feeOnlineAmount, received, fee.amount.dong) }
    }
  }

  private mutating func add(_ measure: Measure, _ at: Instant, _ amount: Int64 = 1) {
    figures.append((measure, agency, at.ictDate, amount))
  }
}
