import MotCuaDomain

/// The series of one procedure at one agency, by the number of the key.
typealias FigureDetail = [Int: SparseSeries]

/// The figures of one agency by procedure and kind: those that are settled, and what changed since.
///
/// A sum is the sum of both. When there is more beside the settled figures than among them it is settled
/// too, so that a figure is moved few times and most of them always lie in flat arrays.
struct AgencyDetails: Sendable {
  /// Below so many changed days nothing is settled.
  private static let recentMin = 4096

  private var settled: SettledSeries
  private var recent: [ProcedureCode: FigureDetail] = [:]
  private var recentCount = 0

  /// The figures as they stand.
  init(_ settled: SettledSeries = SettledSeries()) {
    self.settled = settled
  }

  /// Adds to a figure of a procedure on a day, counted from 1970-01-01.
  mutating func add(_ amount: Int64, _ procedure: ProcedureCode, key: Int, on day: Int) {
    let isNew = recent[procedure, default: [:]][key, default: SparseSeries()].add(amount, on: day)
    guard isNew else { return }
    recentCount += 1
    guard recentCount > max(Self.recentMin, settled.count) else { return }
    settled = settled.adding(recent)
    recent = [:]
    recentCount = 0
  }

  /// Adds to rows of counts, by group and day, what each procedure of a group came to up to the end
  /// of each day.
  func add(
    through days: [Int],
    to counts: inout [[MeasureCounts]],
    group: (ProcedureCode) -> Int?
  ) {
    settled.add(through: days, to: &counts, group: group)
    for (procedure, detail) in recent {
      guard let group = group(procedure) else { continue }
      for (key, series) in detail {
        for place in days.indices {
          let sum = series.sum(through: days[place])
          if sum != 0 { counts[group][place][key] += sum }
        }
      }
    }
  }

  /// All of them, settled.
  var all: SettledSeries { settled.adding(recent) }
}
