package import MotCuaDomain

/// Over which civil days and agencies figures are summed; both ends of the days are included.
package struct StatisticsQuery: Sendable, Hashable {
  /// The first day.
  package var from: CivilDate
  /// The last day.
  package var to: CivilDate
  /// The agencies; nil is all of them.
  package var agencies: Set<AgencyCode>?

  /// Makes the value from its parts.
  package init(
    from: CivilDate,
    to: CivilDate,
    agencies: Set<AgencyCode>? = nil
  ) {
    self.from = from
    self.to = to
    self.agencies = agencies
  }
}
