package import MotCuaDomain

/// A decision about agencies, as it is to be carried out.
package struct ReorganizationPlan: Sendable, Hashable {
  /// One link.
  package struct Link: Sendable, Hashable {
    /// The agency that ends.
    package var old: AgencyCode
    /// The agency that takes over; nil where nobody does.
    package var new: AgencyCode?
    /// How the old one ends.
    package var kind: SuccessionKind
    /// Whether the new one is named as the heir.
    package var isHeir: Bool
    /// The procedures that go to this successor of a split.
    package var procedures: Set<ProcedureCode>

    /// Makes the value from its parts.
    package init(
      old: AgencyCode,
      new: AgencyCode?,
      kind: SuccessionKind,
      isHeir: Bool = false,
      procedures: Set<ProcedureCode> = []
    ) {
      self.old = old
      self.new = new
      self.kind = kind
      self.isHeir = isHeir
      self.procedures = procedures
    }
  }

  /// The first day of the new order.
  package var date: CivilDate
  /// The number of the decision.
  package var decision: String
  /// The successors that are to be created, each after its parent.
  package var created: [AgencyRecord]
  /// The links.
  package var links: [Link]

  /// Makes the value from its parts.
  package init(
    date: CivilDate,
    decision: String,
    created: [AgencyRecord] = [],
    links: [Link]
  ) {
    self.date = date
    self.decision = decision
    self.created = created
    self.links = links
  }
}
