import MotCuaDomain
import SQLiteEngine

/// The dossiers of agencies that have few of them, as a part of a WHERE clause.
///
/// What hangs on dossiers (payments, shipments) has no agency of its own, because dossiers move. Lists
/// of it are walked by id, the youngest first, and meet an agency's soon where it has many dossiers;
/// where it has few, what hangs on them is found through them.
struct FewDossiers {
  /// More are not few.
  static let max: Int64 = 10_000
  private static let agenciesMax = 6

  /// A statement that gives their ids.
  let text: String
  private let province: Int64
  private let agencies: [Int64]

  /// Counts a scope's dossiers, no further than to the limit; nil where they are not few.
  init?(
    _ scope: RowScope,
    _ connection: SQLiteConnection,
    codes: CodeTable,
    province: Int64
  ) throws(RowError) {
    guard case .agencies(let covered) = scope, covered.count <= Self.agenciesMax else { return nil }
    self.province = province
    agencies = covered.compactMap(codes.id(of:)).sorted()
    guard !agencies.isEmpty else { return nil }
    let arms = [
      ("dossier_agency", "agency_id"), ("dossier_desk", "desk_id"),
      ("dossier_holder", "holder_id"),
    ].map { index, column in
      "SELECT id FROM dossier INDEXED BY \(index) WHERE province_id = ? AND \(column) = ?"
    }
    text = agencies.flatMap { _ in arms }.joined(separator: " UNION ALL ")
    let limited = "SELECT count(*) FROM (\(text) LIMIT \(Self.max + 1))"
    let count = try connection.rows(composed: limited) { [self] (row) throws(RowError) in
      bind(to: row)
      return try row.next() ? row.int64(0) : 0
    }
    guard count <= Self.max else { return nil }
  }

  /// Binds what the text asks for.
  func bind(to row: SQLiteStatement) {
    for agency in agencies {
      for _ in 0..<3 { row.bind(province).bind(agency) }
    }
  }
}
