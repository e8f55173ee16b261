import MotCuaDomain

/// Draws what happens to one dossier after it came in.
struct SampleLife {
  let workdays: SampleWorkdays
  /// Nothing happens after this instant.
  let end: Instant

  /// What a dossier's life depends on beside chance.
  struct Arrival {
    let position: Int
    let openMinute: Int
    let channel: Channel
    let limitDays: Int
  }

  private typealias Step = SampleDossier.Step

  /// The steps of a dossier that is received.
  func steps(_ arrival: Arrival, random: inout SampleRandom) -> [SampleDossier.Step] {
    let reception = arrival.openMinute
    var steps: [Step?] = []
    if arrival.channel == .online {
      steps.append(step(.submit, arrival.position, reception - random.integer(in: 5...25)))
      steps.append(step(.accept, arrival.position, reception))
    } else {
      steps.append(step(.receive, arrival.position, reception))
    }
    steps.append(step(.start, arrival.position, reception + random.integer(in: 5...25)))
    if random.chance(percent: 2) {
      steps.append(step(.withdraw, arrival.position + 1, random.integer(in: 0...400)))
    } else {
      steps += handling(arrival, random: &random)
    }
    return steps.compactMap { $0 }.filter { $0.instant <= end }
  }

  /// The steps of an online submission that the desk refuses on the same day.
  func refusal(position: Int, openMinute: Int) -> [SampleDossier.Step] {
    [step(.submit, position, openMinute), step(.refuse, position, openMinute + 60)]
      .compactMap { $0 }.filter { $0.instant <= end }
  }

  private func handling(_ arrival: Arrival, random: inout SampleRandom) -> [Step?] {
    var steps: [Step?] = []
    var position = arrival.position
    if random.chance(percent: 6) {
      position += 1
      steps.append(step(.requestSupplement, position, random.integer(in: 0...470)))
      position += random.integer(in: 1...5)
      steps.append(step(.provideSupplement, position, random.integer(in: 0...200)))
    }
    position += handlingDays(limit: arrival.limitDays, random: &random)
    steps.append(step(.complete, position, random.integer(in: 240...470)))
    if random.chance(percent: 85) {
      steps.append(step(.returnResult, position + random.integer(in: 1...3), 100))
    }
    return steps
  }

  /// Days from reception to the result: mostly early, a tenth late.
  private func handlingDays(limit: Int, random: inout SampleRandom) -> Int {
    switch random.integer(in: 1...100) {
    case ...55: max(1, random.integer(in: 1...max(1, limit - 1)))
    case ...90: limit
    default: limit + random.integer(in: 1...5)
    }
  }

  private func step(
    _ action: SampleDossier.Action,
    _ position: Int,
    _ openMinute: Int
  ) -> SampleDossier.Step? {
    workdays.instant(day: position, openMinute: openMinute)
      .map { SampleDossier.Step(instant: $0, action: action) }
  }
}
