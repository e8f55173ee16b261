package import MotCuaDomain

/// One figure of the statistics: what is counted, where and when.
package struct RollupCell: Sendable, Hashable {
  /// The civil day in ICT.
  package var day: CivilDate
  /// The agency responsible.
  package var agency: AgencyCode
  /// The procedure.
  package var procedure: ProcedureCode
  /// What is counted.
  package var key: RollupKey

  /// Makes the value from its parts.
  package init(
    day: CivilDate,
    agency: AgencyCode,
    procedure: ProcedureCode,
    key: RollupKey
  ) {
    self.day = day
    self.agency = agency
    self.procedure = procedure
    self.key = key
  }
}
