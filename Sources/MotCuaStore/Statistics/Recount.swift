import MotCuaDomain

/// Counts the figures again from the history, step by step, apart from the code that writes them.
///
/// What writes the figures sees a dossier before and after a step; this sees the list of its steps
/// and knows nothing else of its clocks, so that an error in one does not hide in the other.
struct Recount {
  private var counted: [RollupCell: Int64] = [:]
  private var stored: [RollupCell: Int64] = [:]
  private var dossiers: Int64 = 0
  /// The commit position of what is compared.
  var position: Int64 = 0
  /// What RAM holds at that position.
  var image: CubeImage?

  /// Takes a figure as it is stored.
  mutating func addStored(_ cell: RollupCell, _ amount: Int64) {
    stored[cell, default: 0] += amount
  }

  /// Counts one dossier.
  mutating func count(_ dossier: DossierRecord, _ events: [DossierEventRecord]) {
    dossiers += 1
    let birth = events.lazy.compactMap(\.agencyBefore).first ?? dossier.agency
    var life = DossierLife(dossier, bornWith: birth)
    for event in events { life.take(event) }
    life.finish()
    for (measure, agency, day, amount) in life.figures {
      let key = RollupKey(measure: measure, channel: dossier.channel, level: dossier.level)
      let cell = RollupCell(
        day: day,
        agency: agency,
        procedure: dossier.procedure,
        key: key
      )
      counted[cell, default: 0] += amount
    }
  }

  /// What differs.
  var report: RecountReport {
    let cells = Set(counted.keys).union(stored.keys)
    var differences: [RecountReport.Difference] = []
    for cell in cells {
      let own = counted[cell] ?? 0
      let kept = stored[cell] ?? 0
      guard own != kept else { continue }
      differences.append(RecountReport.Difference(.stored, cell, held: kept, counted: own))
    }
    differences += image?.differences(from: counted) ?? []
    differences.sort { Self.precedes($0, $1) }
    return RecountReport(
      position: position,
      dossiers: dossiers,
      cells: cells.count,
      differences: differences
    )
  }

  private static func precedes(
    _ one: RecountReport.Difference,
    _ other: RecountReport.Difference
  ) -> Bool {
    func order(_ difference: RecountReport.Difference) -> (Int, CivilDate, String, String, Int) {
      (
        difference.place.rawValue, difference.day, difference.agency?.text ?? "",
        difference.procedure?.text ?? "", difference.key.index
      )
    }
    return order(one) < order(other)
  }
}

extension RecountReport.Difference {
  /// A difference in one cell.
  init(_ place: RecountReport.Place, _ cell: RollupCell, held: Int64, counted: Int64) {
    self.init(
      place: place,
      day: cell.day,
      agency: cell.agency,
      procedure: cell.procedure,
      key: cell.key,
      held: held,
      counted: counted
    )
  }
}
