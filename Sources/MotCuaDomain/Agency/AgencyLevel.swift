/// The level of government of an agency, in the order in which reports show them.
package enum AgencyLevel: Int, CodedEnum {
  /// The province.
  case province = 1
  /// The district, until 1 July 2025.
  case district = 2
  /// The commune.
  case commune = 3
  /// A ministry or another central agency.
  case central = 4

  /// The word for the value.
  package var code: String {
    switch self {
    case .province: "PROVINCE"
    case .district: "DISTRICT"
    case .commune: "COMMUNE"
    case .central: "CENTRAL"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .province: "Cấp tỉnh"
    case .district: "Cấp huyện"
    case .commune: "Cấp xã"
    case .central: "Trung ương"
    }
  }
}
