/// What is late at an instant; it changes with the clock, so no rollup holds it.
package struct PresentFigures: Sendable, Hashable {
  /// The dossiers in handling that are late, those waiting for the applicant since they were late
  /// included.
  package var overdue: Int64
  /// The submissions whose answer is late.
  package var waitingOverdue: Int64

  /// Makes the value from its parts.
  package init(
    overdue: Int64,
    waitingOverdue: Int64
  ) {
    self.overdue = overdue
    self.waitingOverdue = waitingOverdue
  }
}
