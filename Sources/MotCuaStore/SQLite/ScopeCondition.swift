import MotCuaDomain
import SQLiteEngine

/// A scope as a part of a WHERE clause: what lies outside never leaves the database.
struct ScopeCondition {
  /// The same for agencies, as a statement for few rows says it: each row is asked about by itself.
  static let perRow =
    "(is_covered(agency_id, desk_id) OR (holder_id IS NOT NULL AND is_covered(holder_id, NULL)))"

  let text: String
  private let idList: String?
  private let identity: OwnerKey?

  /// Whether it keeps everything.
  var isAll: Bool { idList == nil && identity == nil }

  init(_ scope: RowScope, codes: CodeTable, prefix: String = "") {
    switch scope {
    case .all:
      text = "1"
      idList = nil
      identity = nil
    case .agencies(let agencies):
      // Bound three times, because `?` cannot be named twice in a row of binds.
      text =
        "(\(prefix)agency_id IN (SELECT value FROM json_each(?)) "
        + "OR \(prefix)desk_id IN (SELECT value FROM json_each(?)) "
        + "OR \(prefix)holder_id IN (SELECT value FROM json_each(?)))"
      idList = Self.list(agencies, codes)
      identity = nil
    case .owner(let key):
      text = "(\(prefix)identity_number = ? AND \(Self.paper(prefix)))"
      idList = nil
      identity = OwnerKey(key)
    }
  }

  /// That the number is a passport's, or that it is none, as is bound.
  static func paper(_ prefix: String = "") -> String {
    "(\(prefix)identity_kind = \(IdentityKind.passport.rawValue)) = ?"
  }

  /// Binds what the text asks for.
  func bind(to row: SQLiteStatement) {
    if let idList { row.bind(idList).bind(idList).bind(idList) }
    if let identity { row.bind(identity.number).bind(identity.isPassport) }
  }

  /// The numbers of agencies as a JSON list; those without a number have no rows.
  static func list(_ agencies: Set<AgencyCode>, _ codes: CodeTable) -> String {
    let ids = agencies.compactMap(codes.id(of:)).sorted()
    return "[" + ids.map(String.init).joined(separator: ",") + "]"
  }
}
