/// One row of a year's calendar: a day that is not what its weekday says.
package struct CalendarDay: Hashable, Sendable {
  /// The day.
  package let date: CivilDate
  /// What the day is.
  package let kind: DayKind
  /// The name for people.
  package let name: String
  /// The rule or notice the row rests on.
  package let basis: String
  /// Whether no rule or notice settles the row yet.
  package let isAssumed: Bool

  /// Creates a row.
  package init(
    date: CivilDate,
    kind: DayKind,
    name: String = "",
    basis: String = "",
    isAssumed: Bool = false
  ) {
    self.date = date
    self.kind = kind
    self.name = name
    self.basis = basis
    self.isAssumed = isAssumed
  }
}
