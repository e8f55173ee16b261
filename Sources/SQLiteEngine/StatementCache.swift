/// The prepared statements of one connection.
///
/// Literals are few and stay; composed texts (a list with its filters) are bounded, and the whole
/// lot is dropped when there are too many: simpler than an order of use, and as good when it is rare.
struct StatementCache {
  private static let composedMax = 256

  private var literals: [UInt: SQLiteStatement] = [:]
  // Kept alive, because their addresses are keys.
  private var texts: [SQLText] = []
  private var composed: [String: SQLiteStatement] = [:]

  func find(_ key: UInt) -> SQLiteStatement? { literals[key] }

  func find(_ sql: String) -> SQLiteStatement? { composed[sql] }

  mutating func insert(_ statement: SQLiteStatement, for key: UInt) {
    literals[key] = statement
  }

  mutating func insert(_ statement: SQLiteStatement, for key: UInt, of text: SQLText) {
    texts.append(text)
    literals[key] = statement
  }

  mutating func insert(_ statement: SQLiteStatement, for sql: String) {
    if composed.count >= Self.composedMax { composed.removeAll(keepingCapacity: true) }
    composed[sql] = statement
  }

  mutating func removeAll() {
    for statement in literals.values { statement.finalize() }
    for statement in composed.values { statement.finalize() }
    literals.removeAll()
    texts.removeAll()
    composed.removeAll()
  }
}
