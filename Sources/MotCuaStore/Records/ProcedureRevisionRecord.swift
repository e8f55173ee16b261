package import MotCuaDomain

/// One revision of a procedure: it never changes.
package struct ProcedureRevisionRecord: Sendable, Hashable {
  /// Its number, from 1.
  package var revision: Int
  /// The first day on which it holds; nil since ever.
  package var effectiveFrom: CivilDate?
  /// When it was made.
  package var madeAt: Instant
  /// Who made it.
  package var principalID: Int64
  /// What it says.
  package var content: ProcedureContent

  /// Makes the value from its parts.
  package init(
    revision: Int,
    effectiveFrom: CivilDate? = nil,
    madeAt: Instant,
    principalID: Int64,
    content: ProcedureContent
  ) {
    self.revision = revision
    self.effectiveFrom = effectiveFrom
    self.madeAt = madeAt
    self.principalID = principalID
    self.content = content
  }
}
