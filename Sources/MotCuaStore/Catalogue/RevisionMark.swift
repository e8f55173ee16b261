package import MotCuaDomain

/// From when a revision of a procedure holds, without what it says.
package struct RevisionMark: Sendable, Hashable {
  /// Its number, from 1.
  package var revision: Int
  /// The first day on which it holds; nil since ever.
  package var effectiveFrom: CivilDate?
  /// When it was made.
  package var madeAt: Instant

  /// Makes the value from its parts.
  package init(revision: Int, effectiveFrom: CivilDate?, madeAt: Instant) {
    self.revision = revision
    self.effectiveFrom = effectiveFrom
    self.madeAt = madeAt
  }
}

/// Which revision of a procedure held at an instant, where that is not the one that holds now.
package struct PastRevision: Sendable, Hashable {
  /// The procedure.
  package let code: ProcedureCode
  /// The number of the revision.
  package let revision: Int
  /// Whether the procedure was entered later: it had no dossiers yet, and those that were entered
  /// since for an earlier day find its first revision.
  package let isLater: Bool
}

/// The revisions of all procedures by their days, so that a question about the past need not ask the
/// database which of them it means.
struct RevisionIndex: Sendable {
  private var marks: [ProcedureCode: [RevisionMark]] = [:]
  private var lastMadeAt = Instant(milliseconds: .min)
  private var lastDay: CivilDate?
  private var movedInAt: Instant?

  /// Notes a revision; one that is noted already stays.
  mutating func note(_ mark: RevisionMark, of code: ProcedureCode) {
    guard (marks[code]?.last?.revision ?? 0) < mark.revision else { return }
    marks[code, default: []].append(mark)
    lastMadeAt = max(lastMadeAt, mark.madeAt)
    if let day = mark.effectiveFrom { lastDay = max(lastDay ?? day, day) }
    movedInAt = movedInAt.map { min($0, mark.madeAt) } ?? mark.madeAt
  }

  /// Whether all procedures stood at an instant as their youngest revisions say.
  func isPresent(at instant: Instant) -> Bool {
    instant >= lastMadeAt && lastDay.map { $0 <= instant.ictDate } ?? true
  }

  /// Which revision held at an instant; nil for a procedure that is not noted.
  ///
  /// A catalogue that moves in has no better day than that of its entry: before it, it stands as at the
  /// end of that day.
  func revision(of code: ProcedureCode, at instant: Instant) -> PastRevision? {
    guard let all = marks[code], let first = all.first else { return nil }
    let start = movedInAt.map { ReportPeriod.end(of: $0.ictDate) } ?? instant
    let known = max(instant, start)
    let day = known.ictDate
    let found = all.last { $0.madeAt <= known && $0.effectiveFrom ?? day <= day }
    return PastRevision(
      code: code,
      revision: (found ?? first).revision,
      isLater: first.madeAt > known
    )
  }
}
