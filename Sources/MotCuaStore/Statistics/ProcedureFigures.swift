package import MotCuaDomain

/// The figures of one procedure in a period.
package struct ProcedureFigures: Sendable, Hashable {
  /// The procedure.
  package var procedure: ProcedureCode
  /// What happened in the period.
  package var counts: MeasureCounts

  /// Makes the value from its parts.
  package init(
    procedure: ProcedureCode,
    counts: MeasureCounts
  ) {
    self.procedure = procedure
    self.counts = counts
  }
}
