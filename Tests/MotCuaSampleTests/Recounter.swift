import Foundation
import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// Counts a period from stored dossiers, one after the other.
///
/// It uses Foundation's calendar where the product has its own arithmetic, and neither rollups nor
/// the domain's predicates. The sample is not reopened or extended, so a dossier's present record
/// tells what was known at any earlier instant, but for a clock that stands still: what it tells of
/// lateness is told by the supplement's instants.
struct Recounter {
  private let dossiers: [DossierRecord]
  private let start: Foundation.Date
  private let end: Foundation.Date

  init(_ dossiers: [DossierRecord], _ days: SamplePeriodDays) {
    self.dossiers = dossiers
    start = Self.midnight(days.from)
    end = Self.midnight(days.to).addingTimeInterval(86_400)
  }

  private static func midnight(_ day: MotCuaAPI.Date) -> Foundation.Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
    let parts = DateComponents(
      year: Int(day.year),
      month: Int(day.month),
      day: Int(day.day)
    )
    return calendar.date(from: parts) ?? .distantPast
  }

  private func seconds(_ instant: Instant) -> Foundation.Date {
    Foundation.Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
  }

  private func isInside(_ instant: Instant?) -> Bool {
    guard let instant else { return false }
    return seconds(instant) >= start && seconds(instant) < end
  }

  /// Online and all dossiers of level 3 and 4 that were received.
  var level34Online: [Int] {
    let known = dossiers.filter { isInside($0.receivedAt) && ($0.level?.rawValue ?? 0) >= 3 }
    return [known.filter { $0.channel == .online }.count, known.count]
  }

  /// All counts, with what is pending judged at the period's end or at `now` before it.
  func counts(at now: Instant) -> DossierCounts {
    var counts = DossierCounts()
    let asOf = min(end.addingTimeInterval(-0.001), seconds(now))
    for dossier in dossiers {
      countEntry(dossier, &counts)
      countStanding(dossier, asOf, &counts)
      countEnding(dossier, &counts)
    }
    return counts
  }

  private func countEntry(_ dossier: DossierRecord, _ counts: inout DossierCounts) {
    if isInside(dossier.submittedAt) { counts.submitted += 1 }
    if isInside(dossier.supplement?.requestedAt) { counts.supplementRequested += 1 }
    guard isInside(dossier.receivedAt) else { return }
    counts.received += 1
    switch dossier.channel {
    case .direct: counts.receivedDirect += 1
    case .post: counts.receivedPost += 1
    case .online:
      counts.receivedOnline += 1
      switch dossier.submissionKind {
      case .byApplicant: counts.onlineByApplicant += 1
      case .assisted:
        counts.onlineAssisted += 1
        // Nobody else helps in the sample.
        if dossier.assistance?.capacity == .volunteer { counts.onlineAssistedByVolunteer += 1 }
      case .byOfficer: counts.onlineByOfficer += 1
      }
    }
    if (dossier.level?.rawValue ?? 0) >= 3 {
      counts.receivedLevel34 += 1
      if dossier.channel == .online { counts.receivedLevel34Online += 1 }
      // The sample has the legacy ladder alone.
      counts.receivedOnlineService = counts.receivedLevel34
      counts.receivedOnlineServiceOnline = counts.receivedLevel34Online
    }
    countFees(dossier, &counts)
  }

  private func countFees(_ dossier: DossierRecord, _ counts: inout DossierCounts) {
    let due = dossier.fees.filter { !$0.isExempt }
    if due.isEmpty { return }
    counts.feeBearing += 1
    counts.feeAmountVnd += due.map(\.amount.dong).reduce(0, +)
    let online = due.filter { $0.method == .online }
    if online.isEmpty { return }
    counts.feePaidOnline += 1
    counts.feeOnlineAmountVnd += online.map(\.amount.dong).reduce(0, +)
  }

  private func countStanding(
    _ dossier: DossierRecord,
    _ asOf: Foundation.Date,
    _ counts: inout DossierCounts
  ) {
    let ended = dossier.finishedAt.map { seconds($0) }
    if let received = dossier.receivedAt {
      let entered = seconds(received)
      if entered < start, ended.map({ $0 >= start }) ?? true { counts.carriedOver += 1 }
      if entered <= asOf, ended.map({ $0 > asOf }) ?? true {
        counts.pending += 1
        if isLate(dossier, asOf) { counts.pendingOverdue += 1 } else { counts.pendingInTime += 1 }
      }
    }
    let answered = dossier.receivedAt ?? dossier.closedAt
    if dossier.acceptanceDueAt != nil, seconds(dossier.submittedAt) <= asOf,
      answered.map({ seconds($0) > asOf }) ?? true
    {
      counts.waiting += 1
    }
  }

  /// Late at an instant, by the due date that was known then.
  private func isLate(_ dossier: DossierRecord, _ asOf: Foundation.Date) -> Bool {
    guard let due = dossier.dueAt else { return false }
    var known = due
    if let supplement = dossier.supplement, let old = supplement.oldDueAt,
      supplement.providedAt.map({ seconds($0) > asOf }) ?? true
    {
      known = old
      if seconds(supplement.requestedAt) <= asOf {
        return seconds(supplement.requestedAt) >= nextMidnight(old)
      }
    }
    return asOf >= nextMidnight(known)
  }

  /// All limits of the sample are in working days: late from the day after.
  private func nextMidnight(_ instant: Instant) -> Foundation.Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
    return calendar.startOfDay(for: seconds(instant)).addingTimeInterval(86_400)
  }

  private func countEnding(_ dossier: DossierRecord, _ counts: inout DossierCounts) {
    if let finished = dossier.finishedAt, let due = dossier.dueAt, isInside(finished) {
      counts.resolved += 1
      let late = nextMidnight(due)
      if seconds(finished) >= late {
        counts.resolvedLate += 1
      } else if seconds(finished) < late.addingTimeInterval(-86_400) {
        counts.resolvedEarly += 1
      } else {
        counts.resolvedOnTime += 1
      }
    }
    if isInside(dossier.closedAt) {
      switch (dossier.state, dossier.receivedAt) {
      case (.refused, _): counts.refused += 1
      case (.withdrawn, nil): counts.withdrawnBeforeReception += 1
      case (.withdrawn, _): counts.withdrawnAfterReception += 1
      default: break
      }
    }
    if isInside(dossier.returnedAt) {
      counts.returned += 1
      if dossier.resultReturn?.method == .post { counts.returnedPost += 1 }
    }
  }
}
