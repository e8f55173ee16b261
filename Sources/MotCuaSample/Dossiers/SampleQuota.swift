package import MotCuaDomain

/// How many dossiers an agency receives in a period, and how many of them online.
package struct SampleQuota: Sendable {
  /// The agency.
  package let agency: AgencyCode
  /// Its level of government.
  package let level: AgencyLevel
  /// Dossiers of level 3 and 4 procedures.
  package let dossiers: Int
  /// Those of them that come in online.
  package let online: Int
  /// Dossiers of the other procedures; none of them online.
  package let others: Int
}

/// The article's two periods with what the sample receives in them.
///
/// The shares of the article hold exactly: 225 of 2,500 (9 %) before Decree 45/2020/NĐ-CP came into
/// force on 22 May 2020, 1,740 of 2,000 (87 %) from then to 6 August 2020. How they spread over the
/// agencies is the sample's own: the six departments that the article names stand on top, and all
/// three levels grow.
package struct SamplePeriod: Sendable {
  /// A part of the agencies with what it receives together.
  struct Share: Sendable {
    let dossiers: Int
    let online: Int
    let others: Int
  }

  /// The first day.
  package let from: CivilDate
  /// The last day.
  package let to: CivilDate
  let leading: Share
  let departments: Share
  let districts: Share
  let communes: Share

  /// Both periods in the order of time.
  package static let both: [SamplePeriod] = [
    SamplePeriod(
      from: day(1, 1),
      to: day(5, 21),
      leading: Share(dossiers: 600, online: 90, others: 120),
      departments: Share(dossiers: 300, online: 25, others: 180),
      districts: Share(dossiers: 900, online: 70, others: 400),
      communes: Share(dossiers: 700, online: 40, others: 300)
    ),
    SamplePeriod(
      from: day(5, 22),
      to: day(8, 6),
      leading: Share(dossiers: 540, online: 530, others: 100),
      departments: Share(dossiers: 260, online: 225, others: 140),
      districts: Share(dossiers: 700, online: 600, others: 330),
      communes: Share(dossiers: 500, online: 385, others: 230)
    ),
  ]

  /// What each agency receives, `scale` times the period's numbers.
  package func quotas(agencies: SampleAgencies, scale: Int) -> [SampleQuota] {
    let top = agencies.departments.filter { $0.eagerness == .leading }
    let rest = agencies.departments.filter { $0.eagerness != .leading }
    return spread(leading, over: top, scale: scale)
      + spread(departments, over: rest, scale: scale)
      + spread(districts, over: agencies.districts, scale: scale)
      + spread(communes, over: agencies.communes, scale: scale)
  }

  /// Divides a share so evenly that its sums stay exact.
  private func spread(_ share: Share, over agencies: [SampleAgency], scale: Int) -> [SampleQuota] {
    let dossiers = Self.parts(share.dossiers * scale, agencies.count)
    let paper = Self.parts((share.dossiers - share.online) * scale, agencies.count)
    let others = Self.parts(share.others * scale, agencies.count)
    return agencies.indices.map { index in
      SampleQuota(
        agency: agencies[index].code,
        level: agencies[index].level,
        dossiers: dossiers[index],
        online: dossiers[index] - paper[index],
        others: others[index]
      )
    }
  }

  /// The whole cut into parts that differ by at most one; their sum is the whole.
  private static func parts(_ whole: Int, _ count: Int) -> [Int] {
    (0..<count).map { whole * ($0 + 1) / count - whole * $0 / count }
  }

  private static func day(_ month: Int, _ day: Int) -> CivilDate {
    CivilDate.newYear(2020).addingMonths(month - 1).addingDays(day - 1)
  }
}
