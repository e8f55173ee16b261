import MotCuaDomain
import MotCuaStore
import Testing

@Suite("Search over the catalogue")
struct SearchTests {
  private let catalogue: Catalogue

  init() {
    var catalogue = Catalogue()
    let names = [
      ("1.000001", "Đăng ký đất đai lần đầu"), ("1.000002", "Xin phép dắt dải băng"),
      ("1.000003", "Đăng ký khai sinh"), ("1.000004", "Cấp lại giấy khai sinh cho trẻ"),
      ("1.000005", "Khai thác khoáng sản"), ("1.000006", "Thi đấu điền kinh"),
    ]
    for (code, name) in names {
      catalogue.put(
        ProcedureRecord(code: House.procedure(code), content: ProcedureContent(name: name))
      )
    }
    var land = ProcedureContent(name: "Cấp giấy chứng nhận")
    land.sectors = [SectorRecord(code: "", name: "Đất đai")]
    catalogue.put(ProcedureRecord(code: House.procedure("1.000007"), content: land))
    var old = ProcedureContent(name: "Đất đai cũ")
    old.state = .repealed
    catalogue.put(ProcedureRecord(code: House.procedure("1.000008"), content: old))
    catalogue.seal()
    self.catalogue = catalogue
  }

  private func found(_ words: String) -> [String] {
    catalogue.search(words, limit: 20).map { String($0.procedure.code.text.suffix(1)) }
  }

  @Test(
    "The same words are found with and without diacritics, in any case and normal form",
    arguments: [
      "đất đai", "ĐẤT ĐAI", "  Đất   đai ", "dat dai", "DAT DAI",
      "đa\u{302}\u{301}t đai", "d\u{0061}t dai", "đâ\u{301}t-đai",
    ]
  )
  func forms(_ words: String) {
    let codes = Set(found(words))
    #expect(codes.isSuperset(of: ["1", "7"]))
    #expect(!codes.contains("8"))
    #expect(!codes.contains("3"))
  }

  @Test("Exact tones come before others")
  func exactTonesFirst() {
    let hits = catalogue.search("đất đai", limit: 20)
    #expect(hits.last?.procedure.code.text == "1.000002")
    #expect(hits.map(\.quality) == [.exactTones, .exactTones, .folded])
    let reverse = catalogue.search("dắt dải", limit: 20)
    #expect(reverse.first?.procedure.code.text == "1.000002")
    #expect(reverse.first?.quality == .exactTones)
  }

  @Test("A phrase comes before its scattered words, a word's beginning before its inside")
  func ranks() {
    #expect(found("khai sinh") == ["3", "4"])
    #expect(found("sinh khai") == ["3", "4"])
    #expect(found("khai") == ["5", "3", "4"])
    #expect(found("kh") == ["5", "3", "4"])
    let inside = catalogue.search("oan", limit: 9)
    #expect(inside.map(\.quality) == [.substring])
  }

  @Test("A code or its beginning is found as such")
  func codes() {
    let hits = catalogue.search(" 1.000003 ", limit: 9)
    #expect(hits.map(\.procedure.code.text) == ["1.000003"])
    #expect(hits.first?.quality == .code)
    #expect(found("1.0000").count == 7)
  }

  @Test("Nothing is found for nothing, for what is not there, or past the end")
  func nothing() {
    for words in ["", "   ", "-", "xyz", "đất đai trên sao hoả"] {
      #expect(found(words).isEmpty)
    }
    let all = catalogue.search("khai", limit: 9)
    let ends = [all.first, all.last].map { $0?.place }
    #expect(catalogue.search("khai", after: ends[1], limit: 9).isEmpty)
    #expect(catalogue.search("khai", after: ends[0], limit: 1) == [all[1]])
    #expect(catalogue.search("đất", states: [.repealed], limit: 9).count == 1)
  }

  @Test("Pages join whatever their size, also when the catalogue grows between them")
  func pages() {
    for words in ["khai sinh", "kh", "dat dai", "1.0000", "a", "giay khai", "i"] {
      let all = catalogue.search(words, limit: 20)
      for size in 1...4 {
        var joined: [SearchHit] = []
        while true {
          let page = catalogue.search(words, after: joined.last?.place, limit: size)
          guard !page.isEmpty else { break }
          joined += page
        }
        #expect(joined == all, "\(words), \(size)")
      }
    }
    var grown = catalogue
    let first = grown.search("khai sinh", limit: 1)
    grown.put(
      ProcedureRecord(
        code: House.procedure("1.000000"),
        content: ProcedureContent(name: "Đăng ký khai sinh")
      )
    )
    grown.seal()
    let rest = grown.search("khai sinh", after: first.last?.place, limit: 9)
    #expect(rest.map(\.procedure.code.text) == ["1.000004"])
  }

  @Test("A state that begins on a day counts from that day on")
  func scheduledStates() throws {
    let day = try #require(CivilDate("2020-09-01"))
    var content = ProcedureContent(name: "Cấp phép bến thuỷ")
    content.state = .draft
    var open = content
    open.state = .published
    var record = ProcedureRecord(code: House.procedure("1.000009"), content: content)
    record.scheduled = [
      ProcedureRevisionRecord(
        revision: 2,
        effectiveFrom: day,
        madeAt: Instant(milliseconds: 0),
        principalID: 1,
        content: open
      )
    ]
    var catalogue = catalogue
    catalogue.put(record)
    catalogue.seal()
    #expect(catalogue.search("bến thuỷ", limit: 9).isEmpty)
    #expect(catalogue.search("bến thuỷ", on: day.addingDays(-1), limit: 9).isEmpty)
    #expect(catalogue.search("bến thuỷ", on: day, limit: 9).count == 1)
    #expect(catalogue.search("bến thuỷ", states: [.draft], on: day, limit: 9).isEmpty)
  }
}
