import MotCuaCLI
import Testing

struct NumberTextTests {
  @Test(
    "Thousands are marked as the language does",
    arguments: [
      (0, "0", "0"), (999, "999", "999"), (1_603, "1.603", "1,603"),
      (-1_234_567, "-1.234.567", "-1,234,567"),
      (
        Int64.min, "-9.223.372.036.854.775.808",
        "-9,223,372,036,854,775,808"
      ),
    ] as [(Int64, String, String)]
  )
  func grouping(_ number: Int64, _ vietnamese: String, _ english: String) {
    #expect(NumberText.grouped(number, .vietnamese) == vietnamese)
    #expect(NumberText.grouped(number, .english) == english)
  }

  @Test("1,603 of 1,916 is 83.66 per cent, whatever an article rounds it to")
  func article() {
    #expect(NumberText.percent(1_603, of: 1_916, .vietnamese) == "83,66 %")
    #expect(NumberText.percent(1_603, of: 1_916, .english) == "83.66 %")
  }

  @Test(
    "A percentage is rounded half up",
    arguments: [
      (225, 2_500, "9.00 %"), (1_740, 2_000, "87.00 %"), (1, 8, "12.50 %"), (1, 3, "33.33 %"),
      (2, 3, "66.67 %"), (1, 20_000, "0.01 %"), (1, 20_001, "0.00 %"), (0, 5, "0.00 %"),
      (Int64.max, Int64.max, "100.00 %"),
    ] as [(Int64, Int64, String)]
  )
  func rounding(_ numerator: Int64, _ denominator: Int64, _ expected: String) {
    #expect(NumberText.percent(numerator, of: denominator, .english) == expected)
  }

  @Test("Nothing is divided by nothing")
  func zero() {
    #expect(NumberText.percent(0, of: 0, .english) == nil)
    #expect(NumberText.percent(3, of: 0, .english) == nil)
  }
}
