package import MotCuaAPI
import MotCuaDomain

/// A table of communes that merged, as the statistics office and the resolutions of 2025 list them:
/// `old_commune`, `old_district`, `new_commune_code` and `new_commune`.
///
/// It names places, not agencies. An old commune's agency is the one at the level of communes that
/// is named after it and stands below an agency named after its district. The new commune's agency
/// gets the code of its province with the five digits of the place, `H10.25.217` for 25217.
package struct CommuneMergeFile {
  /// The columns by which such a table is known.
  package static let columns = ["old_commune", "old_district", "new_commune_code", "new_commune"]

  private let agencies: [Agency]
  private let parent: Agency
  private let districtHeir: String?

  /// Reads against the agencies of the eve; new agencies stand below `parent`, and what districts
  /// leave goes to `districtHeir` where all their communes end.
  package init(agencies: [Agency], parent: Agency, districtHeir: String?) {
    self.agencies = agencies
    self.parent = parent
    self.districtHeir = districtHeir
  }

  /// What the table asks for.
  package func read(_ file: TabbedFile) -> SuccessionFile.Content {
    var content = SuccessionFile.Content()
    content.faults = file.faults
    for row in file.rows {
      do throws(InputFault) {
        let old = try oldAgency(row)
        let new = try newCode(row)
        if !content.created.contains(where: { $0.code == new }) {
          content.created.append(newAgency(row, new))
        }
        let link = PlannedSuccession(oldCode: old.code, newCode: new, kind: .merged)
        content.links.append(link)
      } catch {
        content.faults.append(error)
      }
    }
    if let districtHeir { content.links += endingDistricts(content.links, to: districtHeir) }
    return content
  }

  private func oldAgency(_ row: TabbedFile.Row) throws(InputFault) -> Agency {
    let commune = Self.folded(row("old_commune"))
    let district = Self.folded(row("old_district"))
    let found = agencies.filter { agency in
      guard agency.level == .commune, Self.place(agency.name) == commune else { return false }
      return agencies.contains {
        $0.code == agency.parentCode && Self.place($0.name) == district
      }
    }
    guard let agency = found.first, found.count == 1 else {
      throw InputFault(
        line: row.line,
        field: "old_commune",
        reason: found.isEmpty ? "AGENCY_NOT_FOUND" : "AGENCY_AMBIGUOUS",
        message: found.isEmpty
          ? "không tìm thấy cơ quan của đơn vị này" : "có nhiều cơ quan mang tên đơn vị này"
      )
    }
    return agency
  }

  private func newCode(_ row: TabbedFile.Row) throws(InputFault) -> String {
    let digits = row("new_commune_code")
    let province = parent.code.split(separator: ".").last.map(String.init) ?? ""
    let text = "\(province).\(digits.prefix(2)).\(digits.dropFirst(2))"
    guard digits.utf8.count == 5, let code = AgencyCode(text) else {
      throw InputFault(
        line: row.line,
        field: "new_commune_code",
        reason: "MALFORMED_CODE",
        message: "mã đơn vị hành chính phải có 5 chữ số"
      )
    }
    return code.text
  }

  private func newAgency(_ row: TabbedFile.Row, _ code: String) -> Agency {
    let name = row("new_commune")
    return Agency(
      code: code,
      name: "Ủy ban nhân dân " + name.prefix(1).lowercased() + name.dropFirst(),
      level: .commune,
      kind: .resolving,
      parentCode: parent.code
    )
  }

  /// The districts all of whose communes end.
  private func endingDistricts(
    _ links: [PlannedSuccession],
    to heir: String
  ) -> [PlannedSuccession] {
    let ending = Set(links.map(\.oldCode))
    let districts = agencies.filter { district in
      let communes = agencies.filter { $0.parentCode == district.code }
      return district.level == .district && !communes.isEmpty
        && communes.allSatisfy { ending.contains($0.code) }
    }
    return districts.map {
      PlannedSuccession(oldCode: $0.code, newCode: heir, kind: .abolished)
    }
  }

  /// The place that an agency is named after: `phường thác mơ` of
  /// `Ủy ban nhân dân phường Thác Mơ, Thị xã Phước Long`.
  private static func place(_ name: String) -> String {
    let own = folded(String(name.prefix { $0 != "," }))
    for office in ["ủy ban nhân dân ", "ubnd "] where own.hasPrefix(office) {
      return String(own.dropFirst(office.count))
    }
    return own
  }

  private static func folded(_ text: String) -> String {
    VietnameseText.composed(text).lowercased()
  }
}
