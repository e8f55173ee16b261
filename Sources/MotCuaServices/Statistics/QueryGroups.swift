import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// The groups of a query: how the store divides its figures, and which key each part has.
struct QueryGroups: Sendable {
  /// One group as it is shown.
  struct Group: Sendable {
    let key: String
    let name: String
    /// The group of the store's answer.
    let place: Int
    /// What of it belongs here; nil takes all.
    var channel: MotCuaDomain.Channel?
    /// The level at submission.
    var level = LevelChoice.all
  }

  /// What the store is asked for.
  let groups: FigureGroups
  /// The groups in the order in which they are shown.
  let shown: [Group]

  private static let levels = MotCuaDomain.AgencyLevel.allCases

  init(
    _ dimension: StatisticsDimension,
    _ reach: StatisticsReach,
    _ procedures: Set<ProcedureCode>?,
    _ catalogue: Catalogue
  ) {
    let codes = reach.codes
    let byCode = reach.byCode
    switch dimension {
    case .agency:
      let (agencies, own) = reach.byShown
      groups = Self.groups(agencies.count, codes, procedures, own.group)
      shown = agencies.enumerated().map {
        Group(key: $1.code.text, name: $1.name, place: $0)
      }
    case .level:
      groups = Self.groups(Self.levels.count, codes, procedures) { agency, _ in
        byCode[agency].flatMap { Self.levels.firstIndex(of: $0.level) }
      }
      shown = Self.levels.enumerated().map {
        Group(key: "\($1.rawValue)", name: $1.vietnameseName, place: $0)
      }
    case .sector:
      let table = SectorTable(catalogue)
      groups = Self.groups(table.sectors.count, codes, procedures, isByProcedure: true) {
        $1.map(table.place)
      }
      shown = table.sectors.enumerated().map { Group(key: $1.code, name: $1.name, place: $0) }
    case .procedure:
      let all = catalogue.procedures
      let places = Self.places(all.map(\.code))
      groups = Self.groups(all.count, codes, procedures, isByProcedure: true) {
        $1.flatMap { places[$0] }
      }
      shown = all.enumerated().map {
        Group(key: $1.code.text, name: $1.content.name, place: $0)
      }
    case .channel:
      groups = Self.groups(1, codes, procedures) { _, _ in 0 }
      shown = Channel.allCases.map {
        Group(key: "\($0.rawValue)", name: "", place: 0, channel: $0)
      }
    case .serviceLevel:
      groups = Self.groups(1, codes, procedures) { _, _ in 0 }
      shown =
        [Group(key: "0", name: "", place: 0, level: .none)]
        + MotCuaDomain.ServiceLevel.allCases.map {
          Group(key: "\($0.rawValue)", name: "", place: 0, level: .only($0))
        }
    case .unspecified, .officer, .unrecognized:
      groups = Self.groups(1, codes, procedures) { _, _ in 0 }
      shown = [Group(key: "", name: "", place: 0)]
    }
  }

  private static func places<Code: Hashable>(_ codes: [Code]) -> [Code: Int] {
    Dictionary(codes.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// What agencies and procedures leave, divided.
  private static func groups(
    _ count: Int,
    _ agencies: Set<AgencyCode>,
    _ procedures: Set<ProcedureCode>?,
    isByProcedure: Bool = false,
    _ place: @escaping @Sendable (AgencyCode, ProcedureCode?) -> Int?
  ) -> FigureGroups {
    FigureGroups(
      count: count,
      needsProcedure: isByProcedure || procedures != nil
    ) { agency, procedure in
      guard agencies.contains(agency) else { return nil }
      if let procedures {
        guard let procedure, procedures.contains(procedure) else { return nil }
      }
      return place(agency, procedure)
    }
  }
}

extension QueryGroups.Group {
  /// What of a group's sums belongs here.
  func part(of sums: FigureSums) -> FigureSums {
    sums.keeping(channel: channel, level: level)
  }
}
