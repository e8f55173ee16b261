import DelimitedText
import Testing

struct CSVTextTests {
  @Test(
    "A field is quoted where RFC 4180 asks for it",
    arguments: [
      ("Hồ sơ", "Hồ sơ"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
      ("", ""),
      ("a\r\nb", "\"a\r\nb\""),
    ]
  )
  func quoting(_ text: String, _ expected: String) {
    #expect(CSVText.field(text) == expected)
  }

  @Test(
    "A field that a spreadsheet would run gets an apostrophe, a negative number does not",
    arguments: [
      ("=1+1", "'=1+1"), ("+84912345678", "'+84912345678"), ("@SUM(A1)", "'@SUM(A1)"),
      ("-2+3", "'-2+3"), ("-5", "-5"), ("-5.25", "-5.25"), ("-inf", "'-inf"),
      ("\t=1", "'\t=1"), ("=a,b", "\"'=a,b\""),
    ]
  )
  func formulas(_ text: String, _ expected: String) {
    #expect(CSVText.field(text) == expected)
  }

  @Test("A record ends with CR LF")
  func record() {
    #expect(CSVText.record(["a", "b c", ""]) == "a,b c,\r\n")
  }
}
