package import MotCuaDomain

/// What is summed up before a period and through its end.
package struct FigureSums: Sendable, Hashable {
  /// Everything before the first day.
  package var before: MeasureCounts
  /// Everything to the end, what lies before included.
  package var through: MeasureCounts

  /// Makes the value from its parts.
  package init(before: MeasureCounts = MeasureCounts(), through: MeasureCounts = MeasureCounts()) {
    self.before = before
    self.through = through
  }

  /// The same for dossiers of one channel and of some levels at submission; nil takes all channels.
  package func keeping(channel: Channel?, level: LevelChoice) -> FigureSums {
    guard channel != nil || level != .all else { return self }
    func isKept(_ key: RollupKey) -> Bool {
      (channel.map { $0 == key.channel } ?? true) && level.keeps(key.level)
    }
    return FigureSums(before: before.keeping(isKept), through: through.keeping(isKept))
  }

  /// Adds other sums.
  package mutating func add(_ other: FigureSums) {
    before.add(other.before)
    through.add(other.through)
  }

  /// The figures of the period.
  package var summary: StatisticsSummary {
    var counts = through
    counts.subtract(before)
    return StatisticsSummary(
      counts: counts,
      carried: before.pending,
      pending: through.pending,
      waiting: through.total(.waiting),
      overdue: through.total(.overdue),
      waitingOverdue: through.total(.waitingOverdue),
      waitingForApplicant: through.total(.waitingForApplicant)
    )
  }
}

extension MeasureCounts {
  /// Of sums from the beginning: the dossiers received and not ended.
  package var pending: Int64 {
    total(.received) + total(.reopened) + total(.transferredIn)
      - resolved() - total(.transferredOut)
  }

  func keeping(_ isKept: (RollupKey) -> Bool) -> MeasureCounts {
    var kept = MeasureCounts()
    for index in 0..<RollupKey.count where self[index] != 0 {
      guard let key = RollupKey(index: index), isKept(key) else { continue }
      kept[index] = self[index]
    }
    return kept
  }
}
