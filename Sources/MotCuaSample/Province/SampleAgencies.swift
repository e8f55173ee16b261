import MotCuaDomain

/// The agencies of the sample province at its three levels.
///
/// Names of departments, districts and communes are public facts; all codes are made up, with H10
/// for the province.
package struct SampleAgencies: Sendable {
  /// All agencies, each after its parent.
  package let all: [SampleAgency]

  /// The departments that receive dossiers.
  package var departments: [SampleAgency] { receiving(.province) }
  /// The people's committees of the districts.
  package var districts: [SampleAgency] { receiving(.district) }
  /// The people's committees of the communes.
  package var communes: [SampleAgency] { receiving(.commune) }

  private func receiving(_ level: AgencyLevel) -> [SampleAgency] {
    all.filter { $0.level == level && $0.eagerness != .none }
  }

  /// Builds the province.
  package init() {
    let province = Self.agency(
      0,
      0,
      0,
      "Ủy ban nhân dân tỉnh Bình Phước",
      "UBND tỉnh",
      .province,
      nil,
      .none
    )
    var all = [province].compactMap { $0 }
    let root = all.first?.code
    for (index, department) in Self.departmentNames.enumerated() {
      let eagerness: SampleAgency.Eagerness =
        Self.leadingShortNames.contains(department.short) ? .leading : .ordinary
      all += [
        Self.agency(
          0,
          0,
          index + 1,
          department.name,
          department.short,
          .province,
          root,
          eagerness
        )
      ].compactMap { $0 }
    }
    all += Self.centre(parent: root)
    for (index, district) in BinhPhuocGeography.districts.enumerated() {
      all += Self.district(district, number: index + 31, parent: root)
    }
    self.all = all
  }

  private static func centre(parent: AgencyCode?) -> [SampleAgency] {
    [
      agency(
        0,
        1,
        1,
        "Trung tâm Phục vụ hành chính công tỉnh",
        "TTPVHCC",
        .province,
        parent,
        .none,
        kind: .serviceCentre
      )
    ].compactMap { $0 }
  }

  private static func district(
    _ district: BinhPhuocGeography.District,
    number: Int,
    parent: AgencyCode?
  ) -> [SampleAgency] {
    let committee = agency(
      0,
      0,
      number,
      "Ủy ban nhân dân \(lowercasedKind(district.name))",
      "",
      .district,
      parent,
      .ordinary
    )
    let communes = district.communes.enumerated().map { index, name in
      agency(
        0,
        index + 1,
        number,
        "Ủy ban nhân dân \(lowercasedKind(name)), \(district.name)",
        "",
        .commune,
        committee?.code,
        .ordinary
      )
    }
    return ([committee] + communes).compactMap { $0 }
  }

  /// Vietnamese writes the kind of a unit in lower case within a name: `huyện Lộc Ninh`.
  private static func lowercasedKind(_ name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst()
  }

  private static func agency(
    _ v: Int,
    _ z: Int,
    _ y: Int,
    _ name: String,
    _ shortName: String,
    _ level: AgencyLevel,
    _ parent: AgencyCode?,
    _ eagerness: SampleAgency.Eagerness,
    kind: AgencyKind = .resolving
  ) -> SampleAgency? {
    let text = "\(padded(v, 3)).\(padded(z, 2)).\(padded(y, 2)).H10"
    guard let code = AgencyCode(text) else { return nil }
    return SampleAgency(
      code: code,
      name: name,
      shortName: shortName,
      level: level,
      kind: kind,
      parent: parent,
      eagerness: eagerness
    )
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let leadingShortNames = ["KH&ĐT", "CT", "NV", "TT&TT", "VHTT&DL", "XD"]

  private static let departmentNames: [(name: String, short: String)] = [
    ("Văn phòng Ủy ban nhân dân tỉnh", "VP UBND"),
    ("Sở Kế hoạch và Đầu tư", "KH&ĐT"),
    ("Sở Công Thương", "CT"),
    ("Sở Nội vụ", "NV"),
    ("Sở Thông tin và Truyền thông", "TT&TT"),
    ("Sở Văn hóa, Thể thao và Du lịch", "VHTT&DL"),
    ("Sở Xây dựng", "XD"),
    ("Sở Tư pháp", "TP"),
    ("Sở Tài chính", "TC"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "NN&PTNT"),
    ("Sở Giao thông vận tải", "GTVT"),
    ("Sở Tài nguyên và Môi trường", "TN&MT"),
    ("Sở Lao động - Thương binh và Xã hội", "LĐTB&XH"),
    ("Sở Khoa học và Công nghệ", "KH&CN"),
    ("Sở Giáo dục và Đào tạo", "GD&ĐT"),
    ("Sở Y tế", "YT"),
    ("Thanh tra tỉnh", "TTr"),
    ("Ban Dân tộc", "BDT"),
    ("Ban Quản lý Khu kinh tế", "BQLKKT"),
    ("Sở Ngoại vụ", "NgV"),
  ]
}
