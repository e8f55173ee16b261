/// How a dossier that has not ended compares with its due date.
package enum PendingTimeliness: Int, CodedEnum {
  /// Not late, or its clock stood before it was.
  case inTime = 1
  /// Late.
  case overdue = 2

  /// The word for the value.
  package var code: String {
    switch self {
    case .inTime: "IN_TIME"
    case .overdue: "OVERDUE"
    }
  }

  /// Compares an instant with the first late instant as it was known then.
  ///
  /// A dossier whose clock stood at that instant, and had stopped before it was late, is in time;
  /// what was late when its clock stopped stays late. Without a due date nothing is late.
  package init(at instant: Instant, lateFrom: Instant?, clockStoppedAt stopped: Instant?) {
    guard let lateFrom, instant >= lateFrom else {
      self = .inTime
      return
    }
    guard let stopped, stopped <= instant, stopped < lateFrom else {
      self = .overdue
      return
    }
    self = .inTime
  }
}
