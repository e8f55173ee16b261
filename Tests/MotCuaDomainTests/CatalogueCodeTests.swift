import MotCuaDomain
import Testing

@Suite("Real codes beside the checkout")
struct CatalogueCodeTests {
  private static let catalogue = "procedures_national_catalog_2026-07.tsv"

  @Test(
    "All but the dirty codes of the national catalogue are read",
    .enabled(if: SharedData.has(catalogue), "shared/data is not beside this checkout")
  )
  func procedures() throws {
    let codes = try SharedData.rows(Self.catalogue).compactMap { $0["code"] }
    #expect(codes.count == 5670)
    #expect(codes.count { ProcedureCode($0) != nil } == 5666)
    let dirty = codes.filter { ProcedureCode(importing: $0) == nil }
    #expect(dirty.sorted() == ["1.0133611", "1.014955-Xoa", "2.009182739"])
  }

  @Test(
    "The codes of the province's agencies are read",
    .enabled(
      if: SharedData.has("binhphuoc_agencies_2020.tsv"),
      "shared/data is not beside this checkout"
    )
  )
  func agencies() throws {
    let rows = try SharedData.rows("binhphuoc_agencies_2020.tsv")
    let codes = rows.compactMap { $0["synthetic_code"] }
    #expect(!codes.isEmpty)
    for code in codes { #expect(AgencyCode(code) != nil, "\(code)") }
  }
}
