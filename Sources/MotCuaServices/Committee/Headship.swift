import MotCuaDomain
import MotCuaStore
import RPCCore

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
        guard let period else { continue }
        // A version that leaves the head ends no headship.
        if let last = found.last, last.agency == agency.code,
          last.period.to.addingDays(1) == period.from,
          let longer = ReportPeriod(from: last.period.from, to: period.to)
        {
          found[found.count - 1] = Headship(agency: agency.code, period: longer)
        } else {
          found.append(Headship(agency: agency.code, period: period))
        }
      }
    }
    return found
  }
}

extension ServiceEnvironment {
  /// The agencies that an officer headed in a span, as far as the caller sees them, together with the
  /// days; those of the same days are one part.
  ///
  /// - Throws: OFFICER_NOT_FOUND where there is no such officer, or he headed none of them.
  func headships(
    of officer: String,
    in span: StatisticsSpan,
    _ context: ServerContext
  ) throws -> [FigurePart] {
    let directory = store.directory
    let headed = directory.headed(by: officer, in: span).filter { part in
      context.principal.covers(part.agency, in: directory)
    }
    guard directory.officer(officer) != nil, !headed.isEmpty else {
      throw StoreError.notFound(.officer(officer))
    }
    return Dictionary(grouping: headed, by: \.period).map { period, parts in
      FigurePart(span: span.moved(to: period), agencies: Set(parts.map(\.agency)))
    }
    .sorted { ($0.span.period.from, $0.span.period.to) < ($1.span.period.from, $1.span.period.to) }
  }
}
