import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// Loads a calendar and keeps the one before, so that what changed can be counted.
struct LoadCalendar: StoreCommand {
  /// The calendars before and after.
  struct Outcome: Sendable {
    /// Before.
    let old: WorkingCalendar
    /// After; the same version where nothing changed.
    let new: WorkingCalendar

    /// What became of the rows.
    func counts(of days: [MotCuaDomain.CalendarDay]) -> ImportCounts {
      let known = Dictionary(old.days.map { ($0.date, $0) }) { $1 }
      var counts = ImportCounts(rows: Int64(days.count))
      for day in days {
        switch known[day.date] {
        case nil: counts.created += 1
        case day: counts.unchanged += 1
        default: counts.updated += 1
        }
      }
      return counts
    }
  }

  /// The days.
  let days: [MotCuaDomain.CalendarDay]

  func run(in transaction: some WriteTransaction) throws(StoreError) -> Outcome {
    let old = transaction.state.calendar
    return Outcome(old: old, new: try ImportCalendar(days: days).run(in: transaction))
  }
}
