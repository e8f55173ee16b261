import MotCuaCLI
import Testing

struct TabSeparatedTextTests {
  private typealias Record = TabSeparatedText.Record

  private func records(_ text: String) -> [Record] {
    Array(TabSeparatedText(Array(text.utf8)))
  }

  @Test("Fields are separated by tabs, lines end with LF or CR LF, empty lines are counted")
  func plain() {
    #expect(
      records("a\tb\r\n\n\tc\nd\t") == [
        Record(line: 1, fields: .success(["a", "b"])),
        Record(line: 3, fields: .success(["", "c"])),
        Record(line: 4, fields: .success(["d", ""])),
      ]
    )
  }

  @Test("A quoted field holds doubled marks, tabs and line ends")
  func quoted() {
    #expect(
      records("1\t\"a \"\"b\"\"\tc\nd\"\t2\r\n3\t4\t\"5\"") == [
        Record(line: 1, fields: .success(["1", "a \"b\"\tc\nd", "2"])),
        Record(line: 3, fields: .success(["3", "4", "5"])),
      ]
    )
  }

  @Test("A mark inside a field is an ordinary letter")
  func inner() {
    #expect(records("cao 5\" x\tb") == [Record(line: 1, fields: .success(["cao 5\" x", "b"]))])
  }

  @Test("A byte order mark is dropped")
  func mark() {
    #expect(records("\u{feff}code") == [Record(line: 1, fields: .success(["code"]))])
  }

  @Test("A bad record is reported with its line and hides no other")
  func faults() {
    #expect(
      records("\"x\"y\tz\nd\0e\na\t\"open\nb\tc\nf") == [
        Record(line: 1, fields: .failure(.textAfterQuote)),
        Record(line: 2, fields: .failure(.nul)),
        Record(line: 3, fields: .failure(.openQuote)),
        Record(line: 4, fields: .success(["b", "c"])),
        Record(line: 5, fields: .success(["f"])),
      ]
    )
  }

  @Test("Bytes that are not UTF-8 are reported")
  func encoding() {
    let bytes: [UInt8] = [0x61, 0x0a, 0xff, 0xfe, 0x0a, 0x62]
    #expect(
      Array(TabSeparatedText(bytes)) == [
        Record(line: 1, fields: .success(["a"])),
        Record(line: 2, fields: .failure(.notUTF8)),
        Record(line: 3, fields: .success(["b"])),
      ]
    )
  }

  @Test("A record of one mebibyte is read, a longer one is reported")
  func length() {
    let max = TabSeparatedText.recordBytesMax
    let fits = String(repeating: "x", count: max)
    #expect(records(fits) == [Record(line: 1, fields: .success([fits]))])
    #expect(
      records(fits + "x\ny") == [
        Record(line: 1, fields: .failure(.tooLong)), Record(line: 2, fields: .success(["y"])),
      ]
    )
    #expect(records("\"" + fits + "x\"\ny").first?.fields == .failure(.tooLong))
  }
}
