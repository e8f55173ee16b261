import MotCuaCLI
import Testing

struct TextTableTests {
  private func lines(_ rows: [[String]], columnsMax: Int? = nil) -> [String] {
    var table = TextTable(titles: ["Mã", "Tên", "Số"], numeric: [false, false, true])
    for row in rows { table.append(row) }
    return table.lines(columnsMax: columnsMax)
  }

  @Test("Text lines up on the left and numbers on the right, with no blanks at the end")
  func alignment() {
    #expect(
      lines([["a", "Ánh", "1"], ["bcd", "Hồ sơ", "1.916"]]) == [
        "Mã   Tên       Số",
        "a    Ánh        1",
        "bcd  Hồ sơ  1.916",
      ]
    )
  }

  @Test("Composed and decomposed letters fill the same columns")
  func combining() {
    let decomposed = "\u{0048}\u{006f}\u{0302}\u{0300} s\u{006f}\u{031b}"
    let table = lines([["a", decomposed, "1"], ["b", "Hồ sơ", "2"]])
    #expect(table[1].unicodeScalars.count == table[2].unicodeScalars.count + 3)
    #expect(TerminalText.columns(table[1]) == TerminalText.columns(table[2]))
  }

  @Test("Wide letters count two columns")
  func wide() {
    #expect(TerminalText.columns("漢字 a") == 6)
    #expect(TerminalText.columns("👍") == 2)
    #expect(TerminalText.columns("e\u{301}\u{200d}") == 1)
  }

  @Test("A table fits by cutting the widest column")
  func fitting() {
    let table = lines(
      [["1.001193", "Thủ tục đăng ký khai sinh cho trẻ em", "12"]],
      columnsMax: 34
    )
    #expect(
      table == [
        "Mã        Tên                   Số",
        "1.001193  Thủ tục đăng ký kha…  12",
      ]
    )
    #expect(table.allSatisfy { TerminalText.columns($0) <= 34 })
  }

  @Test("A rigid column is cut last")
  func rigid() {
    var table = TextTable(
      titles: ["Mã", "Tên"],
      numeric: [false, false],
      rigid: [true, false]
    )
    table.append(["000.00.02.H10-200806-0001", "Nguyễn Văn An"])
    #expect(table.columnsNatural == 40)
    #expect(table.lines(columnsMax: 35)[1] == "000.00.02.H10-200806-0001  Nguyễn…")
    #expect(table.lines(columnsMax: 30)[1] == "000.00.02.H10-20080…  Nguyễn…")
  }

  @Test("No column is cut below eight, even if the table then is too wide")
  func floor() {
    let table = lines([["123456789012", "abcdefghijkl", "1"]], columnsMax: 5)
    #expect(table[1] == "1234567…  abcdefg…   1")
  }

  @Test("Control characters cannot reach the terminal")
  func controls() {
    #expect(TerminalText.safe("a\u{1b}[31mb\nc\u{7}") == "a\u{fffd}[31mb c\u{fffd}")
    #expect(TerminalText.safe("\u{202e}đảo") == "\u{fffd}đảo")
    #expect(TerminalText.safe("Hồ sơ") == "Hồ sơ")
    #expect(lines([["\u{9b}2J", "", ""]])[1] == "\u{fffd}2J")
  }
}
