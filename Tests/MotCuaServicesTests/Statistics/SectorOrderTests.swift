import MotCuaDomain
import MotCuaStore
import Testing

@testable import MotCuaServices

@Suite("Sectors stand in the order in which people look them up")
struct SectorOrderTests {
  @Test("A Đ stands behind D and before E, and a sector without name comes last")
  func order() throws {
    var catalogue = Catalogue()
    let names = ["Xây dựng", "Ô tô", "Đất đai", "Dân tộc", "An toàn", "Ưu đãi", "Y tế", "Đường bộ"]
    for (place, name) in names.enumerated() {
      let code = try #require(ProcedureCode("1.00010\(place)"))
      let content = ProcedureContent(
        name: "Thủ tục",
        sectors: [SectorRecord(code: "L\(place)", name: name)],
        state: .published
      )
      let now = Instant(milliseconds: 0)
      catalogue.put(
        ProcedureRecord(code: code, content: content, revision: 1, createdAt: now, updatedAt: now)
      )
    }
    catalogue.seal()
    #expect(
      SectorTable(catalogue).sectors.map(\.name) == [
        "An toàn", "Dân tộc", "Đất đai", "Đường bộ", "Ô tô", "Ưu đãi", "Xây dựng", "Y tế", "",
      ]
    )
  }
}
