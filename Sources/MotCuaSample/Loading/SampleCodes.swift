import MotCuaDomain

/// Foretells the codes that a new store gives, so that the steps after a birth need not wait for
/// its answer; the loader compares each with the code that was really given.
struct SampleCodes {
  private struct AgencyDay: Hashable {
    let agency: AgencyCode
    let day: CivilDate
  }

  private var counts: [AgencyDay: Int] = [:]

  /// The code of the next dossier of an agency at an instant.
  mutating func next(_ agency: AgencyCode, at instant: Instant) -> DossierCode? {
    let key = AgencyDay(agency: agency, day: instant.ictDate)
    counts[key, default: 0] += 1
    return DossierCode(agency: agency, date: key.day, sequence: counts[key] ?? 1)
  }
}
