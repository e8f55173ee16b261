package import MotCuaDomain

/// A procedure as it is stored.
///
/// Revisions that are made for a later day wait in `scheduled`; whoever asks what holds on a day
/// takes `effective(on:)`. A day of effect never lies before that of the revision before it.
package struct ProcedureRecord: Sendable, Hashable {
  /// The national code, with its suffix when there is one.
  package var code: ProcedureCode
  /// What the present revision says.
  package var content: ProcedureContent
  /// The number of the present revision; 0 before it is stored.
  package var revision: Int
  /// The first day on which the present revision holds; nil since ever.
  package var effectiveFrom: CivilDate?
  /// The revisions for later days, in order.
  package var scheduled: [ProcedureRevisionRecord]
  /// When it was created.
  package var createdAt: Instant
  /// When it was last changed.
  package var updatedAt: Instant
  /// The number of its changes.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    code: ProcedureCode,
    content: ProcedureContent,
    revision: Int = 0,
    effectiveFrom: CivilDate? = nil,
    scheduled: [ProcedureRevisionRecord] = [],
    createdAt: Instant = Instant(milliseconds: 0),
    updatedAt: Instant = Instant(milliseconds: 0),
    etag: Int64 = 0
  ) {
    self.code = code
    self.content = content
    self.revision = revision
    self.effectiveFrom = effectiveFrom
    self.scheduled = scheduled
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.etag = etag
  }

  /// The procedure with the revision that holds on a day, of those that are not past.
  package func effective(on day: CivilDate) -> ProcedureRecord {
    guard let due = scheduled.lastIndex(where: { $0.effectiveFrom.map { $0 <= day } ?? true })
    else { return self }
    var made = self
    made.content = scheduled[due].content
    made.revision = scheduled[due].revision
    made.effectiveFrom = scheduled[due].effectiveFrom
    made.scheduled.removeFirst(due + 1)
    return made
  }

  /// What the youngest revision says, whether its day has come or not.
  package var youngestContent: ProcedureContent { scheduled.last?.content ?? content }

  /// The number of the youngest revision.
  package var youngestRevision: Int { scheduled.last?.revision ?? revision }

  /// The day from which the youngest revision holds; nil since ever.
  package var youngestEffectiveFrom: CivilDate? {
    scheduled.last.map(\.effectiveFrom) ?? effectiveFrom
  }
}
