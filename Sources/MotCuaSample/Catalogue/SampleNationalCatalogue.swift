/// A made-up catalogue file in the shape of the national one, with dirt planted in it.
///
/// It stands in where the real file is absent, so that every clone can import the same number of
/// rows: 5,670, of which 5,666 can be stored and 4 are reported (three malformed codes, and one
/// code that collides after trimming with a row that needed no repair).
package enum SampleNationalCatalogue {
  /// Rows without the header.
  package static let rowCount = 5_670
  /// Rows that can be stored.
  package static let storableCount = 5_666

  private static let header = [
    "code", "name", "sectors", "promulgating_agency", "executing_departments", "target_types",
    "state", "type",
  ]
  private static let scopes = [
    "trong tỉnh", "liên huyện", "có yếu tố nước ngoài", "trực tuyến toàn trình", "cho tổ chức",
    "cho cá nhân", "theo ủy quyền", "ở vùng biên giới",
  ]
  private static let malformedCodes = ["1.00012", "2.0012345", "3.000777-Xoa"]

  /// The file as tab-separated text with a header and a newline after each row.
  package static func text(seed: UInt64) -> String {
    var random = SampleRandom(seed: seed)
    let names = random.shuffled(allNames())
    var rows: [[String]] = []
    rows.reserveCapacity(rowCount)
    // The first row needs trimming and then collides with row 3,000, which is another procedure.
    rows.append(row(code: " " + code(3_000), names: names, index: 0, random: &random))
    for number in 1...storableCount {
      rows.append(row(code: code(number), names: names, index: number, random: &random))
    }
    for (offset, bad) in malformedCodes.enumerated() {
      let index = storableCount + 1 + offset
      rows.insert(
        row(code: bad, names: names, index: index, random: &random),
        at: 1 + 1_000 * (offset + 1)
      )
    }
    return ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func allNames() -> [String] {
    let subjects =
      SampleSubjects.departments.flatMap { department in
        department.subjects.map { ($0, department.sector) }
      }
    return subjects.flatMap { subject, sector in
      SampleSubjects.verbs.flatMap { verb in
        scopes.map { "\(verb) \(subject) \($0)\t\(sector)" }
      }
    }
  }

  private static func row(
    code: String,
    names: [String],
    index: Int,
    random: inout SampleRandom
  ) -> [String] {
    [
      code, names[index % names.count], "Bộ quản lý ngành", "Sở quản lý ngành",
      random.pick(["Công dân Việt Nam", "Doanh nghiệp", "Công dân Việt Nam; Doanh nghiệp"]),
      random.pick(["ACTIVE", "ACTIVE", "ACTIVE", "UPDATED"]),
      random.pick(["STANDARD", "STANDARD", "SPECIFIC"]),
    ]
  }

  private static func code(_ number: Int) -> String {
    let digits = String(number)
    return "2.8" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}
