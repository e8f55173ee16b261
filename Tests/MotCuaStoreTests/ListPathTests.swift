import MotCuaDomain
import SQLiteEngine
import Testing

@testable import MotCuaStore

@Suite("Lists go along indexes")
struct ListPathTests {
  /// What SQLite says it will do for a statement, a line for each step.
  private func plan(_ sql: String, in folder: TemporaryFolder) throws -> [String] {
    let path = StoreConfiguration(folder: folder.path).databasePath
    let connection = try SQLiteConnection(path: path, mode: .readOnly)
    defer { try? connection.close() }
    return try connection.with(composed: "EXPLAIN QUERY PLAN " + sql) { (row) throws(SQLiteError) in
      var lines: [String] = []
      while try row.step() { lines.append(row.text(3)) }
      return lines
    }
  }

  private func page(
    _ query: DossierQuery,
    in scope: RowScope = .all,
    byName name: String? = nil,
    byText text: DossierText? = nil
  ) -> String {
    let codes = CodeTable()
    _ = codes.assign(House.department)
    _ = codes.assign(House.open)
    var list = DossierListSQL(query, in: scope, codes: codes, province: 1)
    if let name { list.walkNames(FoldedName(name)) }
    if let text { list.walkText(text) }
    return list.page(query.order, after: nil, name: nil, limit: 51).sql
  }

  /// A page by days in which few dossiers came.
  private func days(_ bound: WritableKeyPath<DossierQuery, Instant?>) -> String {
    var query = DossierQuery()
    query[keyPath: bound] = House.at("2020-08-14 00:00")
    var list = DossierListSQL(query, in: .all, codes: CodeTable(), province: 1)
    if let days = DossierListSQL.Days.asked(query).first { list.walkDays(days) }
    return list.page(.submitted, after: nil, name: nil, limit: 51).sql
  }

  /// The count of a name in the whole province.
  private func count(ofName name: String) -> String {
    var list = DossierListSQL(DossierQuery(name: name), in: .all, codes: CodeTable(), province: 1)
    list.walkNames(FoldedName(name))
    return list.count(.submitted).sql
  }

  /// A page of the register of one agency.
  private var register: String {
    let codes = CodeTable()
    _ = codes.assign(House.department)
    let query = DossierQuery(
      receptionAgencies: [House.department],
      receivedFrom: House.at("2020-08-14 00:00")
    )
    let list = DossierListSQL(query, in: .all, codes: codes, province: 1)
    return list.export(after: 0, through: .max, limit: 51).sql
  }

  /// A catalogue with a procedure that has the words of a name.
  private var catalogue: Catalogue {
    var catalogue = Catalogue()
    catalogue.put(
      ProcedureRecord(code: House.open, content: House.content("Đăng ký văn an"), revision: 1)
    )
    catalogue.seal()
    return catalogue
  }

  @Test("What few dossiers have is never looked for among all")
  func noScans() throws {
    let folder = try TemporaryFolder()
    try SQLiteStore(StoreConfiguration(folder: folder.path)).close()
    let department = RowScope.agencies([House.department])
    let named = DossierQuery(name: "van an")
    let text = DossierText("van an", in: catalogue)
    #expect(text.procedures == [House.open])
    let meant = DossierQuery(text: text)
    let endings = "ending USING PRIMARY KEY (province_id=? AND words>? AND words<?)"
    let namesakes = "dossier_name (province_id=? AND name_id=?)"
    let found: [(sql: String, index: String)] = [
      (page(DossierQuery(phone: "0912345678")), "dossier_phone"),
      (page(DossierQuery(phone: "0912345678"), in: department), "dossier_phone"),
      (page(DossierQuery(identityNumber: "070090000001"), in: department), "dossier_identity"),
      (page(DossierQuery(externalCode: "G22-1")), "dossier_external"),
      (page(DossierQuery(externalCode: "G22-1"), in: department), "dossier_external"),
      (page(named, byName: "van an"), endings),
      (page(named, byName: "van an"), namesakes),
      (page(named, in: department, byName: "van an"), endings),
      (page(DossierQuery(name: "an", order: .applicantName), byName: "an"), endings),
      (page(DossierQuery(name: "an", order: .due), byName: "an"), endings),
      (count(ofName: "van an"), endings),
      (count(ofName: "van an"), namesakes),
      (
        page(DossierQuery(order: .applicantName)),
        "owner_name_order (province_id=? AND (order_key,words)>"
      ),
      (page(DossierQuery(order: .applicantName)), namesakes),
      (page(DossierQuery(order: .applicantName), in: department), "dossier_agency"),
      (page(DossierQuery(order: .received)), "dossier_received"),
      (page(DossierQuery(order: .received), in: department), "dossier_holder"),
      (page(DossierQuery(order: .due)), "dossier_clock"),
      (page(DossierQuery(overdueAt: House.at("2020-08-14 00:00"))), "dossier_clock"),
      (page(DossierQuery(dueBefore: House.at("2020-08-14 00:00"))), "dossier_clock"),
      (page(DossierQuery(states: [.stopped, .completed])), "dossier_open"),
      (page(DossierQuery(procedure: House.open)), "dossier_procedure"),
      (page(DossierQuery(procedure: House.open), in: department), "dossier_agency"),
      (page(meant, byText: text), endings),
      (page(meant, byText: text), namesakes),
      (page(meant, byText: text), "dossier_code (province_id=? AND code=?)"),
      (page(meant, byText: text), "dossier_external (province_id=? AND external_code=?)"),
      (page(meant, byText: text), "dossier_procedure (province_id=? AND procedure_id=?)"),
      (page(meant, in: department, byText: text), endings),
      (
        page(DossierQuery(text: text, order: .due), in: department, byText: text),
        "dossier_procedure"
      ),
      (days(\.submittedFrom), "dossier_submitted (province_id=? AND submitted_at>"),
      (days(\.receivedBefore), "dossier_received (province_id=? AND received_at>"),
      (register, "dossier_agency"),
      (register, "dossier_extra_reception"),
    ]
    for (sql, index) in found {
      let plan = try plan(sql, in: folder)
      #expect(!plan.contains { $0.hasPrefix("SCAN dossier") }, "\(plan)\n\(sql)")
      #expect(plan.contains { $0.contains(index) }, "\(plan)\n\(sql)")
    }
    // The test can fail: the province's youngest are read by id.
    let all = try plan("SELECT id FROM dossier NOT INDEXED WHERE state = 1", in: folder)
    #expect(all.contains { $0.hasPrefix("SCAN dossier") }, "\(all)")
  }

  @Test("A whole province in the order of names needs no sorting")
  func noSorting() throws {
    let folder = try TemporaryFolder()
    try SQLiteStore(StoreConfiguration(folder: folder.path)).close()
    for order in [DossierOrder.applicantName, .received, .due] {
      let plan = try plan(page(DossierQuery(order: order)), in: folder)
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
  }
}
