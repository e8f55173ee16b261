package import MotCuaDomain

/// A link from an agency that ended to one that took over.
package struct SuccessionRecord: Sendable, Hashable {
  /// The agency that ended.
  package var old: AgencyCode
  /// The agency that took over; nil where nobody did.
  package var new: AgencyCode?
  /// How the old one ended.
  package var kind: SuccessionKind
  /// Whether the new one is the heir: to it goes what no link names, and what is over.
  package var isHeir: Bool
  /// The first day of the new order.
  package var date: CivilDate
  /// The number of the decision.
  package var decision: String
  /// When it was carried out.
  package var appliedAt: Instant

  /// Makes the value from its parts.
  package init(
    old: AgencyCode,
    new: AgencyCode?,
    kind: SuccessionKind,
    isHeir: Bool,
    date: CivilDate,
    decision: String,
    appliedAt: Instant
  ) {
    self.old = old
    self.new = new
    self.kind = kind
    self.isHeir = isHeir
    self.date = date
    self.decision = decision
    self.appliedAt = appliedAt
  }
}
