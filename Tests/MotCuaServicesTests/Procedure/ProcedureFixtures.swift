import MotCuaAPI
import MotCuaServices
import RPCCore

extension ServiceHouse {
  /// Imports catalogue rows and details in messages of at most 1,000 rows.
  @discardableResult
  func importProcedures(
    _ rows: [CatalogueRow],
    details: [ProcedureDetails] = [],
    validateOnly: Bool = false
  ) async throws -> ImportProceduresResponse {
    try await procedures(as: administrator).importProcedures { writer in
      try await writer.write(ImportProceduresRequest(validateOnly: validateOnly))
      for start in stride(from: 0, to: rows.count, by: 500) {
        let part = Array(rows[start..<min(start + 500, rows.count)])
        try await writer.write(ImportProceduresRequest(catalogueRows: part))
      }
      for start in stride(from: 0, to: details.count, by: 100) {
        let part = Array(details[start..<min(start + 100, details.count)])
        try await writer.write(ImportProceduresRequest(detailsRows: part))
      }
    }
  }
}

extension CatalogueRow {
  /// A row that nothing is wrong with.
  static func good(
    _ line: Int64,
    _ code: String,
    _ name: String,
    sectors: String = "Hộ tịch",
    state: String = "ACTIVE"
  ) -> CatalogueRow {
    CatalogueRow(
      line: line,
      code: code,
      name: name,
      sectors: sectors,
      promulgatingAgency: "Bộ Tư pháp",
      executingDepartments: "UBND cấp xã; Sở Tư pháp",
      targetTypes: "Công dân Việt Nam; Người nước ngoài",
      state: state,
      type: "STANDARD"
    )
  }

  /// A row of a file in the shape of the national catalogue.
  init(line: Int64, fields: [String]) {
    self.init(
      line: line,
      code: fields[0],
      name: fields[1],
      sectors: fields[2],
      promulgatingAgency: fields[3],
      executingDepartments: fields[4],
      targetTypes: fields[5],
      state: fields[6],
      type: fields[7]
    )
  }
}
