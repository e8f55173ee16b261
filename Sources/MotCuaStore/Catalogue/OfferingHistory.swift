import MotCuaDomain

/// What offerings were before their last changes, so that a question about the past finds those of
/// its day (decision 0085).
struct OfferingHistory: Sendable {
  private var earlier: [ProcedureCode: [AgencyCode: [OfferingRecord]]] = [:]
  /// When any of them changed, each instant once, ascending: few, because imports change thousands
  /// at one instant.
  private var instants: [Instant] = []

  /// Notes that an offering is put in, and what it replaces.
  mutating func note(_ offering: OfferingRecord, replacing old: OfferingRecord?) {
    if let old, old.etag < offering.etag {
      earlier[old.procedure, default: [:]][old.agency, default: []].append(old)
    }
    let place = instants.partitioningIndex { $0 >= offering.changedAt }
    if place == instants.count || instants[place] != offering.changedAt {
      instants.insert(offering.changedAt, at: place)
    }
  }

  /// How many instants of change lie up to an instant; nil where none lies behind it.
  ///
  /// Offerings that move in have no better day than that of their entry: before it, they stand as at
  /// the end of that day.
  func epoch(at instant: Instant) -> Int? {
    guard let first = instants.first else { return nil }
    let known = max(instant, ReportPeriod.end(of: first.ictDate))
    let place = instants.partitioningIndex { $0 > known }
    return place < instants.count ? place : nil
  }

  /// The offerings as they were in an epoch; what was entered later is not there.
  func offerings(
    _ present: [ProcedureCode: [AgencyCode: OfferingRecord]],
    in epoch: Int
  ) -> [ProcedureCode: [AgencyCode: OfferingRecord]] {
    guard instants.indices.contains(epoch - 1) else { return [:] }
    let last = instants[epoch - 1]
    return present.mapValues { byAgency in
      byAgency.compactMapValues { offering in
        guard offering.changedAt > last else { return offering }
        let versions = earlier[offering.procedure]?[offering.agency]
        return versions?.last { $0.changedAt <= last }
      }
    }
  }
}
