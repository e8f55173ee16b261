package import MotCuaDomain

/// The dossiers of the sample province, drawn to the figures of the article.
package struct SampleDossiers: Sendable {
  /// All dossiers; the order says nothing.
  package let all: [SampleDossier]

  /// Nothing of the sample happens after this instant: the end of 6 August 2020 in ICT.
  package static let end = Instant(
    ict: CivilDate.newYear(2020).addingMonths(7).addingDays(6),
    minute: 0
  )

  /// Draws the dossiers of both periods.
  ///
  /// The `scale` multiplies all numbers; the shares stay exact.
  package init(
    agencies: SampleAgencies,
    catalogue: SampleCatalogue,
    workdays: SampleWorkdays,
    scale: Int,
    random: inout SampleRandom
  ) {
    var draw = Draw(catalogue: catalogue, workdays: workdays)
    for period in SamplePeriod.both {
      for quota in period.quotas(agencies: agencies, scale: scale) {
        draw.add(quota, in: period, random: &random)
      }
    }
    all = draw.dossiers
  }

  private struct Draw {
    private let online: [AgencyCode: [SampleProcedure]]
    private let paper: [AgencyCode: [SampleProcedure]]
    private let workdays: SampleWorkdays
    private let life: SampleLife
    private var people = SamplePeople()
    private(set) var dossiers: [SampleDossier] = []

    init(catalogue: SampleCatalogue, workdays: SampleWorkdays) {
      online = Self.byAgency(catalogue.procedures.filter(\.isOnline))
      paper = Self.byAgency(catalogue.procedures.filter { !$0.isOnline })
      self.workdays = workdays
      life = SampleLife(workdays: workdays, end: SampleDossiers.end)
    }

    private static func byAgency(_ procedures: [SampleProcedure]) -> [AgencyCode: [SampleProcedure]]
    {
      var result: [AgencyCode: [SampleProcedure]] = [:]
      for procedure in procedures {
        for offering in procedure.offerings {
          result[offering.agency, default: []].append(procedure)
        }
      }
      return result
    }

    mutating func add(_ quota: SampleQuota, in period: SamplePeriod, random: inout SampleRandom) {
      let positions = workdays.positions(from: period.from, to: period.to)
      guard !positions.isEmpty else { return }
      for index in 0..<quota.dossiers {
        let channel: Channel =
          index < quota.online ? .online : paperChannel(quota.level, random: &random)
        add(quota, online[quota.agency] ?? [], channel, positions, random: &random)
      }
      for _ in 0..<quota.others {
        let channel = paperChannel(quota.level, random: &random)
        add(quota, paper[quota.agency] ?? [], channel, positions, random: &random)
      }
      for _ in 0..<(quota.online / 30) {
        addRefused(quota, positions, random: &random)
      }
    }

    /// Post is rare, and rarest below the province (the article says so).
    private func paperChannel(_ level: AgencyLevel, random: inout SampleRandom) -> Channel {
      let percent = level == .province ? 15 : level == .district ? 2 : 0
      return random.chance(percent: percent) ? .post : .direct
    }

    private mutating func add(
      _ quota: SampleQuota,
      _ procedures: [SampleProcedure],
      _ channel: Channel,
      _ positions: [Int],
      random: inout SampleRandom
    ) {
      guard !procedures.isEmpty else { return }
      let procedure = random.pick(procedures)
      let arrival = SampleLife.Arrival(
        position: random.pick(positions),
        openMinute: random.integer(in: 30...440),
        channel: channel,
        limitDays: procedure.limit.whole
      )
      let steps = life.steps(arrival, random: &random)
      append(quota, procedure, channel, steps, random: &random)
    }

    private mutating func addRefused(
      _ quota: SampleQuota,
      _ positions: [Int],
      random: inout SampleRandom
    ) {
      guard let procedures = online[quota.agency], !procedures.isEmpty else { return }
      let steps = life.refusal(
        position: random.pick(positions),
        openMinute: random.integer(in: 0...400)
      )
      append(quota, random.pick(procedures), .online, steps, random: &random)
    }

    private mutating func append(
      _ quota: SampleQuota,
      _ procedure: SampleProcedure,
      _ channel: Channel,
      _ steps: [SampleDossier.Step],
      random: inout SampleRandom
    ) {
      let atProvince = quota.level == .province
      let pays = procedure.feeVND > 0 && channel == .online
      dossiers.append(
        SampleDossier(
          procedure: procedure,
          agency: quota.agency,
          channel: channel,
          owner: people.next(&random),
          isAssisted: channel == .online && random.chance(percent: atProvince ? 5 : 25),
          isPaidOnline: pays && random.chance(percent: atProvince ? 60 : 3),
          isReturnedByPost: random.chance(percent: atProvince ? 20 : 1),
          steps: steps
        )
      )
    }
  }
}
