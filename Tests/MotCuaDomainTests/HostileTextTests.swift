import MotCuaDomain
import Testing

@Suite("Hostile text")
struct HostileTextTests {
  private static let alphabet = Array(
    "0123456789-.:TZ+/;\t\n\r H1GKQAĐế\u{0301}\u{031B}\u{FEFF}\u{00A0}漢🙂\u{0}"
      .unicodeScalars
  )

  private static func text(_ random: inout SeededGenerator) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...24, using: &random) {
      scalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
    }
    return String(scalars)
  }

  @Test("Whatever is read comes back as it was written, and nothing crashes")
  func readers() {
    var random = SeededGenerator(seed: 99)
    for _ in 0..<20_000 {
      let text = Self.text(&random)
      if let date = CivilDate(text) { #expect(date.description == text) }
      if let time = LocalTime(text) { #expect(time.description == text) }
      if let code = AgencyCode(text) { #expect(code.text.utf8.allSatisfy { $0 < 0x80 }) }
      if let code = ProcedureCode(text) { #expect(code.text == text) }
      if let code = DossierCode(text) { #expect(code.text == text) }
      if let code = ResultCode(text) { #expect(code.text == text) }
      _ = Instant(ictText: text)
      _ = Instant(rfc3339: text)
      _ = TimeLimit(quantity: text, unit: .workingDay)
      _ = WorkingHours(text)
    }
  }

  @Test("Text functions keep their promises on any text")
  func textFunctions() {
    var random = SeededGenerator(seed: 100)
    for _ in 0..<5000 {
      let text = Self.text(&random)
      let composed = VietnameseText.composed(text)
      #expect(composed == text, "composition keeps canonical equivalence")
      #expect(
        VietnameseText.composed(composed).unicodeScalars.elementsEqual(
          composed.unicodeScalars
        )
      )
      let folded = VietnameseText.folded(text)
      #expect(folded == VietnameseText.folded(composed))
      #expect(VietnameseText.sortKey(text) == VietnameseText.sortKey(composed))
      #expect(VietnameseText.columns(VietnameseText.truncated(text, to: 5)) <= 5)
    }
  }

  @Test("Random tables give an answer or a row error, line by line")
  func tables() {
    var random = SeededGenerator(seed: 101)
    let engine = DueDateEngine(calendar: WorkingCalendar(days: VietnamCalendar2019To2027.days))
    for _ in 0..<2000 {
      let body = (0..<3).map { _ in Self.text(&random) }.joined(separator: "\t")
      let result = DueDateTable.process("received_at\tlimit\tunit\tpauses\n" + body, with: engine)
      let blank = result.text.split(separator: "\n").count == 1
      #expect(blank || !result.errors.isEmpty)
      _ = CalendarTable.read("date\tkind\n" + body)
    }
  }
}
