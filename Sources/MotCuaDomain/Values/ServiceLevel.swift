/// The level of an online service before Decree 42/2022/NĐ-CP (Decree 43/2011/NĐ-CP article 3).
package enum ServiceLevel: Int, CodedEnum {
  /// Information on the procedure.
  case level1 = 1
  /// Information, and forms to download.
  case level2 = 2
  /// Filled in and sent online; paid and returned at the agency.
  case level3 = 3
  /// Also paid online; returned online, by post or in person.
  case level4 = 4

  /// The word for the value.
  package var code: String {
    switch self {
    case .level1: "LEVEL_1"
    case .level2: "LEVEL_2"
    case .level3: "LEVEL_3"
    case .level4: "LEVEL_4"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .level1: "Mức độ 1"
    case .level2: "Mức độ 2"
    case .level3: "Mức độ 3"
    case .level4: "Mức độ 4"
    }
  }
}
