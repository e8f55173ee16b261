package import MotCuaDomain
package import MotCuaStore

/// Takes back the steps that a dossier made after a commit position, so that an export shows one
/// moment however long its stream takes.
package struct DossierRewind: Sendable {
  private let position: Int64
  private let calendar: WorkingCalendar
  private let directory: AgencyDirectory

  /// Goes back to a commit position.
  package init(to position: Int64, calendar: WorkingCalendar, directory: AgencyDirectory) {
    self.position = position
    self.calendar = calendar
    self.directory = directory
  }

  /// The dossier as it was; nil where it was not yet born.
  package func apply(to detail: DossierDetail) -> DossierRecord? {
    let undone = detail.events.filter { $0.sequence > position }
    let kept = detail.events.filter { $0.sequence <= position }
    guard let last = kept.last else { return nil }
    guard !undone.isEmpty else { return detail.dossier }
    var dossier = detail.dossier
    for event in undone.reversed() { undo(event, in: &dossier) }
    dossier.state = last.to
    dossier.stepCount = kept.count
    dossier.dueAt = kept.compactMap(\.dueAfter).last
    dossier.lateFrom = last.lateFrom
    dossier.finishedAt = Self.end(of: kept)
    dossier.handling = Self.handling(by: kept, of: dossier.agency)
    dossier.supplementCount = kept.filter { $0.action == .requestSupplement }.count
    let recordings = Set(kept.filter { Self.canRecordFees($0.action) }.map(\.at))
    dossier.fees.removeAll { !recordings.contains($0.recordedAt) }
    if dossier.receivedAt == nil, undone.contains(where: { $0.from == .supplementRequested }) {
      dossier.acceptanceDueAt = acceptanceDueBeforePause(dossier)
    }
    return dossier
  }

  /// Who had it in hand after those steps.
  private static func handling(
    by steps: [DossierEventRecord],
    of resolving: AgencyCode
  ) -> HandlingRecord {
    let holder = steps.last.map(\.agency)
    var handling = HandlingRecord(agency: holder == resolving ? nil : holder)
    if let last = steps.last(where: { $0.action == .forward || $0.action == .reassign }) {
      handling.division = last.division
      handling.assignee = last.assignee
      handling.stepDueDate = last.stepDueDate
      handling.stepNumber = last.stepNumber
    }
    return handling
  }

  /// When the handling had ended by those steps; nil while it went on.
  private static func end(of steps: [DossierEventRecord]) -> Instant? {
    var isReceived = false
    var end: Instant?
    for step in steps where step.from != step.to {
      if step.to == .received { isReceived = true }
      switch step.to {
      case .completed, .stopped, .withdrawn: end = isReceived ? step.at : nil
      case .inProgress: end = nil
      default: break
      }
    }
    return end
  }

  /// A fee has the instant of the step that recorded it.
  private static func canRecordFees(_ action: DossierAction) -> Bool {
    [.submit, .receiveAtDesk, .accept, .returnResult].contains(action)
  }

  private func undo(_ event: DossierEventRecord, in dossier: inout DossierRecord) {
    switch event.action {
    case .accept: dossier.receivedAt = nil
    case .refuse, .expireSupplement, .expirePayment: dossier.closedAt = nil
    case .requestSupplement: dossier.supplement = nil
    case .provideSupplement: dossier.supplement?.providedAt = nil
    case .complete, .revokeResult, .rework: undoResults(event.at, in: &dossier)
    case .withdraw: dossier.closedAt = nil
    case .rate: dossier.rating = nil
    case .transfer: dossier.agency = event.agencyBefore ?? dossier.agency
    case .extendDueDate: dossier.dueExtension = nil
    case .returnResult:
      dossier.returnedAt = nil
      dossier.resultReturn = nil
    default: break
    }
  }

  /// Takes away what was issued at an instant, and puts into force again what was revoked then.
  private func undoResults(_ instant: Instant, in dossier: inout DossierRecord) {
    dossier.results.removeAll { $0.issuedAt == instant }
    for index in dossier.results.indices
    where dossier.results[index].revocation?.at == instant {
      dossier.results[index].revocation = nil
    }
  }

  /// The end of a pause moves the desk's limit; before it the limit was that of the submission.
  private func acceptanceDueBeforePause(_ dossier: DossierRecord) -> Instant? {
    let spans = directory.agency(dossier.hoursAgency)?.workingHours ?? []
    let intervals = spans.filter { $0.startMinute < $0.endMinute }
      .map { $0.startMinute..<$0.endMinute }
    let hours = intervals.isEmpty ? nil : WorkingHours(intervals: intervals)
    let engine = DueDateEngine(calendar: calendar, hours: hours ?? .standard)
    return try? engine.acceptanceDue(submittedAt: dossier.submittedAt, pauses: []).due
  }
}
