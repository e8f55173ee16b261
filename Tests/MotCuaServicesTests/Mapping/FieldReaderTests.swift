import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Reading fields")
struct FieldReaderTests {
  @Test("All wrong fields are reported at once")
  func collects() {
    var reader = FieldReader()
    #expect(reader.date(MotCuaAPI.Date(year: 2021, month: 2, day: 29), "a") == nil)
    #expect(reader.agencyCode("nowhere", "b") == nil)
    #expect(reader.limit(MotCuaAPI.TimeLimit(quantityMilli: -1, unit: .workingDay), "c") == nil)
    #expect(reader.instant(GoogleProtobuf.Timestamp(seconds: 0, nanos: -1), "d") == nil)
    #expect(reader.violations.map(\.field) == ["a", "b", "c.quantity_milli", "d"])
    #expect(throws: (any Error).self) { try reader.check() }
  }

  @Test("What is absent is not wrong")
  func absent() throws {
    var reader = FieldReader()
    #expect(reader.date(nil, "a") == nil)
    #expect(reader.agencyCode("", "b") == nil)
    #expect(reader.procedureCode("", "c") == nil)
    #expect(reader.limit(nil, "d") == nil)
    try reader.check()
  }

  @Test("A limit without a unit is handled like a text")
  func noUnit() {
    let limit = StatedLimit(MotCuaAPI.TimeLimit(quantityMilli: 5000, text: " theo thỏa thuận "))
    #expect(limit?.limit.unit == .other)
    #expect(limit?.text == "theo thỏa thuận")
  }

  @Test(
    "Instants go to the wire and back, before 1970 too",
    arguments: [0, 1, 999, 1_596_675_600_123, -1, -1000, -62_135_596_800_000] as [Int64]
  )
  func instants(milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    let timestamp = instant.timestamp
    #expect((0..<1_000_000_000).contains(timestamp.nanos))
    #expect(Instant(timestamp) == instant)
  }

  @Test("Text is stored composed and trimmed")
  func composes() {
    #expect(TextNormaliser.stored(" Đa\u{0302}\u{0301}t đai\n") == "Đất đai")
    #expect(
      TextNormaliser.stored("a\u{0302}\u{0301}").unicodeScalars.elementsEqual(
        "\u{1EA5}".unicodeScalars
      )
    )
  }

  @Test("A request id is a UUID in either case and nothing else")
  func requestIDs() {
    let text = "01890a5d-ac96-774b-bcce-b302099a8057"
    #expect(RequestID(uuid: text) == RequestID(uuid: text.uppercased()))
    #expect(RequestID(uuid: text)?.bytes.first == 0x01)
    #expect(RequestID(uuid: text)?.bytes.last == 0x57)
    for bad in ["", "x", text + "0", text.replacing("-", with: ""), "g" + text.dropFirst()] {
      #expect(RequestID(uuid: bad) == nil)
    }
  }
}
