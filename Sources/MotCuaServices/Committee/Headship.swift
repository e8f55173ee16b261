import MotCuaDomain
import MotCuaStore

/// The days on which an officer was the head of an agency.
struct Headship: Sendable {
  let agency: AgencyCode
  let period: ReportPeriod
}

extension AgencyDirectory {
  /// Which agencies an officer headed in a span, and when: a day is of whoever was head at its end, or
  /// at `asOf`.
  func headed(by officer: String, in span: StatisticsSpan) -> [Headship] {
    var found: [Headship] = []
    for agency in agencies {
      let versions = versions(of: agency.code).filter { $0.updatedAt <= span.asOf }
      let known = versions.isEmpty ? Array(self.versions(of: agency.code).prefix(1)) : versions
      for (place, version) in known.enumerated() where version.headOfficer == officer {
        let from = place == 0 ? span.period.from : version.updatedAt.ictDate
        let next = known.indices.contains(place + 1) ? known[place + 1].updatedAt.ictDate : nil
        let period = ReportPeriod(
          from: max(from, span.period.from),
          to: min(next.map { $0.addingDays(-1) } ?? span.period.to, span.period.to)
        )
        if let period { found.append(Headship(agency: agency.code, period: period)) }
      }
    }
    return found
  }
}
