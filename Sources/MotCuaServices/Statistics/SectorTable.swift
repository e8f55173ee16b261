import MotCuaDomain
import MotCuaStore

/// The sectors that procedures are counted under: each by its first one.
struct SectorTable: Sendable {
  /// What names a procedure without a sector.
  static let none = "-"

  /// The sectors by name, the one of procedures without any last.
  let sectors: [(code: String, name: String)]
  private let places: [ProcedureCode: Int]

  init(_ catalogue: Catalogue) {
    var names: [String: String] = [:]
    var keys: [ProcedureCode: String] = [:]
    for procedure in catalogue.procedures {
      guard let sector = procedure.content.sectors.first else { continue }
      let key = sector.code.isEmpty ? sector.name : sector.code
      keys[procedure.code] = key
      // The name that the procedure's revision carries stays; the table of sectors has no history.
      guard names[key] == nil else { continue }
      names[key] = sector.name.isEmpty ? catalogue.sector(key)?.name ?? key : sector.name
    }
    // As people look them up: a ă â b c d đ e ê ...
    let keyed = names.map { (key: $0.key, value: $0.value, sort: VietnameseText.sortKey($0.value)) }
    let ordered = keyed.sorted {
      $0.sort == $1.sort ? $0.key < $1.key : $0.sort.lexicographicallyPrecedes($1.sort)
    }
    sectors = ordered.map { ($0.key, $0.value) } + [(Self.none, "")]
    let places = Dictionary(ordered.enumerated().map { ($1.key, $0) }) { first, _ in first }
    self.places = keys.compactMapValues { places[$0] }
  }

  /// The place of a procedure's sector.
  func place(of procedure: ProcedureCode) -> Int { places[procedure] ?? sectors.count - 1 }

  /// The procedures of a catalogue in one sector.
  func procedures(of code: String, in catalogue: Catalogue) -> Set<ProcedureCode> {
    Set(catalogue.procedures.map(\.code).filter { sectors[place(of: $0)].code == code })
  }
}
