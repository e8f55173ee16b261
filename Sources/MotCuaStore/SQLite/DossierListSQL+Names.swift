import MotCuaDomain
import SQLiteEngine

/// Lists by the owners' names, each of which is stored once (decision 0090).
extension DossierListSQL {
  /// The place of a name in the order of names.
  struct NamePlace {
    /// Before all names.
    static let first = NamePlace(key: [], words: "")

    /// By what it is ordered.
    let key: [UInt8]
    /// Its words, which part names of one key.
    let words: String
  }

  /// Of a dossier that is looked at by itself: whether its owner's name has words.
  static let hasName =
    "EXISTS (SELECT 1 FROM owner_name WHERE id = name_id AND instr(words, ?) > 0)"

  /// The dossiers of the owners with a name, along the endings of names.
  static let ofName =
    "SELECT named.id FROM owner_name_ending AS ending CROSS JOIN dossier AS named "
    + "INDEXED BY dossier_name ON named.province_id = ending.province_id "
    + "AND named.name_id = ending.name_id "
    + "WHERE ending.province_id = ? AND ending.words >= ? AND ending.words < ?"

  /// A text behind all that begin with the words.
  private static func end(of name: FoldedName) -> String { name.words + "\u{10FFFF}" }

  /// The same list by the index of names, for a name that few owners have.
  mutating func walkNames(_ name: FoldedName) {
    if !walks.isEmpty {
      conditions.append(walkCondition)
      values += walks.flatMap(\.values)
    }
    walks = [
      Walk(
        nil,
        "id IN (\(Self.ofName))",
        Self.bound(to: name, province: province)
      )
    ]
  }

  /// What is bound to ``ofName``.
  static func bound(to name: FoldedName, province: Int64) -> [Value] {
    [.integer(province), .text(name.words), .text(end(of: name))]
  }

  /// How many dossiers' owners have a name, counted no further than to a limit.
  static func count(ofName name: FoldedName, province: Int64, limit: Int) -> Statement {
    (
      "SELECT count(*) FROM (\(ofName) LIMIT ?)",
      { $0.bind(province).bind(name.words).bind(end(of: name)).bind(limit) }
    )
  }

  /// A page in the order of names, and of dossiers with one name in that of their birth.
  ///
  /// Without a walk it goes along the names and from each to its dossiers; what walks find is sorted.
  func namePage(after place: NamePlace, _ id: Int64, _ limit: Int) -> Statement {
    let end = "ORDER BY order_key, words, id LIMIT ?"
    let reached = "(order_key, words, id) > (?, ?, ?)"
    let bound: [Value] = [.bytes(place.key), .text(place.words), .integer(id)]
    guard walks.isEmpty else {
      let (arms, bindArms) = arms(where: "1", [])
      return (
        "SELECT \(DossierColumns.list) FROM dossier CROSS JOIN "
          + "(SELECT id AS owner, order_key, words FROM owner_name) ON owner = name_id "
          + "WHERE id IN (\(arms)) AND \(reached) \(end)",
        { row in
          bindArms(row)
          for value in bound { Self.bind(value, to: row) }
          row.bind(limit)
        }
      )
    }
    let rest = conditions.map { " AND " + $0 }.joined()
    return (
      "SELECT \(DossierColumns.list) FROM (SELECT id AS owner, order_key, words FROM owner_name "
        + "INDEXED BY owner_name_order WHERE province_id = ? AND (order_key, words) >= (?, ?)) "
        + "CROSS JOIN dossier INDEXED BY dossier_name "
        + "WHERE province_id = ? AND name_id = owner AND \(reached)\(rest) \(end)",
      { row in
        row.bind(province).bind(place.key).bind(place.words).bind(province)
        for value in bound + values { Self.bind(value, to: row) }
        row.bind(limit)
      }
    )
  }
}
