package import MotCuaDomain

/// The last request for a supplement in the life of a dossier; the law allows one.
package struct SupplementRecord: Sendable, Hashable {
  /// What was asked for, everything at once.
  package var reason: String
  /// The components asked for.
  package var componentCodes: [String]
  /// Whether paper was asked for.
  package var isPaperRequested: Bool
  /// Whether the procedure declares that paper is still needed after an online submission.
  package var isPaperDeclared: Bool
  /// When it was asked for.
  package var requestedAt: Instant
  /// The last day to answer.
  package var deadline: CivilDate?
  /// When it was answered.
  package var providedAt: Instant?
  /// The due instant before the pause.
  package var oldDueAt: Instant?
  /// The due instant after the pause.
  package var newDueAt: Instant?

  /// Makes the value from its parts.
  package init(
    reason: String,
    componentCodes: [String] = [],
    isPaperRequested: Bool = false,
    isPaperDeclared: Bool = false,
    requestedAt: Instant,
    deadline: CivilDate? = nil,
    providedAt: Instant? = nil,
    oldDueAt: Instant? = nil,
    newDueAt: Instant? = nil
  ) {
    self.reason = reason
    self.componentCodes = componentCodes
    self.isPaperRequested = isPaperRequested
    self.isPaperDeclared = isPaperDeclared
    self.requestedAt = requestedAt
    self.deadline = deadline
    self.providedAt = providedAt
    self.oldDueAt = oldDueAt
    self.newDueAt = newDueAt
  }
}
