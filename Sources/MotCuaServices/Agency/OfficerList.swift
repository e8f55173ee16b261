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

  /// What is kept; nil keeps all.
  struct Filter {
    /// The home agency or that of a posting, by its main code.
    var agency: AgencyCode?
    /// A duty.
    var duty: OfficerDuty?
    /// A day on which a posting that fits must hold.
    var day: CivilDate?
    /// Whether heads alone are kept.
    var headsOnly = false
  }

  /// The officers in order.
  let entries: [Entry]

  /// Keeps the officers of a scope that pass a filter.
  init(directory: AgencyDirectory, scope: RowScope, filter: Filter) {
    let kept = directory.officers.filter { officer in
      (!filter.headsOnly || officer.isHead)
        && Self.isCovered(officer, by: scope, in: directory)
        && Self.fits(officer, filter, in: directory)
    }
    entries = kept.map { Entry(key: Self.key(of: $0), officer: $0) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// Whether a scope covers the home agency or that of a posting.
  static func isCovered(
    _ officer: OfficerRecord,
    by scope: RowScope,
    in directory: AgencyDirectory
  ) -> Bool {
    switch scope {
    case .all: true
    case .agencies(let codes): !codes.isDisjoint(with: places(of: officer, in: directory))
    case .owner: false
    }
  }

  /// Without a day home and postings count each for itself; with one a posting must fit whole.
  private static func fits(
    _ officer: OfficerRecord,
    _ filter: Filter,
    in directory: AgencyDirectory
  ) -> Bool {
    guard let day = filter.day else {
      let places = places(of: officer, in: directory)
      return (filter.agency.map { places.contains($0) } ?? true)
        && (filter.duty.map { duty in officer.postings.contains { $0.duty == duty } } ?? true)
    }
    return officer.postings.contains { posting in
      let agency = directory.agency(posting.agency)?.code ?? posting.agency
      return posting.isValid(on: day)
        && (filter.agency.map { $0 == agency } ?? true)
        && (filter.duty.map { $0 == posting.duty } ?? true)
    }
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

  private static func key(of officer: OfficerRecord) -> [UInt8] {
    VietnameseText.personSortKey(officer.name) + [0] + Array(officer.code.utf8)
  }
}
