/// How an ended dossier compares with its due date.
package enum Timeliness: Int, CodedEnum {
  /// Ended on an earlier date than the due date.
  case early = 1
  /// Ended in time, on the due date; also without any due date.
  case onTime = 2
  /// Ended when it was late.
  case late = 3

  /// The word for the value.
  package var code: String {
    switch self {
    case .early: "EARLY"
    case .onTime: "ON_TIME"
    case .late: "LATE"
    }
  }

  /// Compares an end with a due date; both arguments nil for a procedure without one.
  ///
  /// The one predicate of lateness: late when the end is not before the first late instant. Dates
  /// decide between early and on time, so the time of day does not.
  package init(end: Instant, due: Instant?, lateFrom: Instant?) {
    guard let due, let lateFrom else {
      self = .onTime
      return
    }
    if end >= lateFrom {
      self = .late
    } else {
      self = end.ictDate < due.ictDate ? .early : .onTime
    }
  }
}
