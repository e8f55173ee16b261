package import MotCuaDomain

/// Who has a dossier in hand: it moves between agencies, divisions and people, its code never.
package struct HandlingRecord: Sendable, Hashable {
  /// The agency that has it in hand; nil is the one that resolves it.
  package var agency: AgencyCode?
  /// The division there; empty where none is named.
  package var division: String
  /// The code of the officer who has it in hand; nil where none is named.
  package var assignee: String?
  /// The last day of this step; nil where none is set.
  package var stepDueDate: CivilDate?
  /// Which of the procedure's internal steps it is in, from 1; 0 where none is named.
  package var stepNumber: Int

  /// Makes the value from its parts.
  package init(
    agency: AgencyCode? = nil,
    division: String = "",
    assignee: String? = nil,
    stepDueDate: CivilDate? = nil,
    stepNumber: Int = 0
  ) {
    self.agency = agency
    self.division = division
    self.assignee = assignee
    self.stepDueDate = stepDueDate
    self.stepNumber = stepNumber
  }

  /// Nobody but the agency that resolves it.
  package static let none = HandlingRecord()
}
