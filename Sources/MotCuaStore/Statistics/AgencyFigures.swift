package import MotCuaDomain

/// The figures of one agency in a period.
package struct AgencyFigures: Sendable, Hashable {
  /// The agency.
  package var agency: AgencyCode
  /// Its figures.
  package var summary: StatisticsSummary

  /// Makes the value from its parts.
  package init(
    agency: AgencyCode,
    summary: StatisticsSummary
  ) {
    self.agency = agency
    self.summary = summary
  }
}
