import MotCuaDomain
import SQLiteEngine

/// Lists by one text, which may be a code, a name or a procedure.
extension DossierListSQL {
  /// Each dossier that a text means, along the index of what it means; some come twice.
  struct TextPaths {
    let sql: String
    let values: [Value]

    init(_ text: DossierText, codes: CodeTable, province: Int64) {
      var arms = [
        "SELECT id FROM dossier INDEXED BY dossier_code WHERE province_id = ? AND code = ?",
        "SELECT id FROM dossier INDEXED BY dossier_external "
          + "WHERE province_id = ? AND external_code = ? AND external_code IS NOT NULL",
      ]
      let code = [Value.integer(province), .text(text.code)]
      var values = code + code
      if let name = text.name {
        arms.append(DossierListSQL.ofName)
        values += DossierListSQL.bound(to: name, province: province)
      }
      if !text.procedures.isEmpty {
        arms.append(
          "SELECT id FROM dossier INDEXED BY dossier_procedure "
            + "WHERE province_id = ? AND procedure_id IN (SELECT value FROM json_each(?))"
        )
        values += [.integer(province), .text(DossierListSQL.list(text.procedures, codes))]
      }
      sql = arms.joined(separator: " UNION ALL ")
      self.values = values
    }
  }

  /// Of a dossier that is looked at by itself: whether a text means it.
  mutating func addText(_ text: DossierText) {
    var means = ["code = ?", "external_code = ?"]
    values += [.text(text.code), .text(text.code)]
    if let name = text.name {
      means.append(Self.hasName)
      values.append(.text(name.text))
    }
    if !text.procedures.isEmpty {
      means.append("procedure_id IN (SELECT value FROM json_each(?))")
      values.append(.text(Self.list(text.procedures, codes)))
    }
    conditions.append("(" + means.joined(separator: " OR ") + ")")
  }

  /// The same list by the indexes of what a text means, for one that means few dossiers.
  mutating func walkText(_ text: DossierText) {
    if !walks.isEmpty {
      conditions.append(walkCondition)
      values += walks.flatMap(\.values)
    }
    let paths = TextPaths(text, codes: codes, province: province)
    walks = [Walk(nil, "id IN (\(paths.sql))", paths.values)]
  }

  /// How many dossiers a text means, counted no further than to a limit.
  func count(ofText text: DossierText, limit: Int) -> Statement {
    let paths = TextPaths(text, codes: codes, province: province)
    return (
      "SELECT count(*) FROM (\(paths.sql) LIMIT ?)",
      { row in
        for value in paths.values { Self.bind(value, to: row) }
        row.bind(limit)
      }
    )
  }

  /// The numbers of procedures as a list in JSON; one that no row names has none.
  private static func list(_ procedures: Set<ProcedureCode>, _ codes: CodeTable) -> String {
    let ids = procedures.compactMap(codes.id(of:)).sorted()
    return "[" + ids.map(String.init).joined(separator: ",") + "]"
  }
}
