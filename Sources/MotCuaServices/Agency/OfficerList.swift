import MotCuaDomain
import MotCuaStore

/// The officers that a list keeps, in the Vietnamese order of names: given name first.
struct OfficerList {
  /// An officer with the bytes by which the list is ordered.
  struct Entry {
    /// The sort key of the name, then the code, which makes it different for each officer.
    let key: [UInt8]
    /// The officer.
    let officer: OfficerRecord
  }

  /// The officers in order.
  let entries: [Entry]

  /// Keeps the officers of a scope, an agency and a duty; nil keeps all.
  init(directory: AgencyDirectory, scope: RowScope, agency: AgencyCode?, duty: OfficerDuty?) {
    let kept = directory.officers.filter { officer in
      let places = Self.places(of: officer, in: directory)
      return Self.isCovered(places, by: scope)
        && (agency.map { places.contains($0) } ?? true)
        && (duty.map { duty in officer.postings.contains { $0.duty == duty } } ?? true)
    }
    entries = kept.map { Entry(key: Self.key(of: $0), officer: $0) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// The home agency and those of the postings, by their main codes.
  private static func places(
    of officer: OfficerRecord,
    in directory: AgencyDirectory
  ) -> Set<AgencyCode> {
    Set(
      ([officer.agency] + officer.postings.map(\.agency))
        .map { directory.agency($0)?.code ?? $0 }
    )
  }

  private static func isCovered(_ places: Set<AgencyCode>, by scope: RowScope) -> Bool {
    switch scope {
    case .all: true
    case .agencies(let codes): !codes.isDisjoint(with: places)
    case .owner: false
    }
  }

  private static func key(of officer: OfficerRecord) -> [UInt8] {
    VietnameseText.personSortKey(officer.name) + [0] + Array(officer.code.utf8)
  }
}
