import MotCuaDomain

/// Counts the figures again from the history, step by step, apart from the code that writes them.
///
/// What writes the figures sees a dossier before and after a step; this sees the list of its steps
/// and knows nothing else of its clocks, so that an error in one does not hide in the other.
struct Recount {
  private var counted: [RollupCell: Int64] = [:]
  private var stored: [RollupCell: Int64] = [:]

  /// Takes a figure as it is stored.
  mutating func addStored(_ cell: RollupCell, _ amount: Int64) {
    stored[cell, default: 0] += amount
  }

  /// Counts one dossier.
  mutating func count(_ dossier: DossierRecord, _ events: [DossierEventRecord]) {
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
    var differences: [String] = []
    for cell in cells {
      let own = counted[cell] ?? 0
      let kept = stored[cell] ?? 0
      guard own != kept else { continue }
      differences.append(
        "\(cell.day) \(cell.agency.text) \(cell.procedure.text) \(cell.key.measure.code) "
          + "\(cell.key.channel.code) \(cell.key.level?.code ?? "-"): stored \(kept), "
          + "counted \(own)"
      )
    }
    return RecountReport(cells: cells.count, differences: differences.sorted())
  }
}
