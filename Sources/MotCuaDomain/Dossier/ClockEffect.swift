/// What a transition does to the two clocks of a dossier.
///
/// The acceptance clock runs from the submission to the desk's answer, the processing clock from
/// the official reception to the end; which one a pause stops follows from the acceptance.
package enum ClockEffect: Hashable, Sendable, CaseIterable {
  /// Neither clock changes.
  case unchanged
  /// The acceptance clock starts: `submitted_at` is set.
  case startAcceptance
  /// The acceptance clock ends, the processing clock starts: `received_at` is set.
  case startProcessing
  /// The running clock stops.
  case pause
  /// The stopped clock runs again; the due date moves by what the pause cost.
  case resume
  /// The running or stopped clock ends.
  case end
  /// The end is cleared from now on; the due date stays, for this is no pause.
  case reopen
  /// A later due date is set; the clock runs on.
  case extend
  /// The limit that runs or stands is worked out anew by the calendar in force.
  case recompute
}
