import MotCuaAPI
import MotCuaDomain

/// The targets that ship with the product: Resolution 17/NQ-CP of 7 March 2019, to the end of 2020.
///
/// Read in reports about the resolution, not in its text; a province that was set other numbers sets
/// targets of its own beside them.
enum ShippedTargets {
  static let all: [Target] = [
    target(
      "NQ17-2020-DOSSIERS-ONE-STOP",
      "Hồ sơ xử lý qua hệ thống một cửa điện tử",
      "reported.DOSSIERS_ONE_STOP",
      10_000
    ),
    target(
      "NQ17-2020-LEVEL-4",
      "Dịch vụ công trực tuyến mức độ 4 trên dịch vụ mức độ 3, 4",
      "level4_of_level34",
      3_000
    ),
    target(
      "NQ17-2020-NATIONAL-PORTAL",
      "Dịch vụ mức độ 3, 4 tích hợp Cổng Dịch vụ công quốc gia",
      "integrated_of_level34",
      3_000
    ),
    target(
      "NQ17-2020-PORTALS-MOBILE",
      "Cổng thông tin, dịch vụ công hỗ trợ thiết bị di động",
      "reported.PORTALS_MOBILE",
      5_000
    ),
    target(
      "NQ17-2020-RESOLVED-ONLINE",
      "Hồ sơ giải quyết trực tuyến trên hồ sơ đã giải quyết",
      "resolved_online",
      2_000
    ),
    target(
      "NQ17-2020-SERVICES-ANSWERS",
      "Dịch vụ công trực tuyến có hỏi đáp",
      "reported.SERVICES_WITH_ANSWERS",
      10_000
    ),
    target(
      "NQ17-2020-USERS-AUTHENTICATED",
      "Người dân, doanh nghiệp được xác thực định danh điện tử",
      "reported.ACCOUNTS_AUTHENTICATED",
      2_000
    ),
  ]

  /// The shipped target of a code.
  static func target(_ code: String) -> Target? { all.first { $0.code == code } }

  private static func target(
    _ code: String,
    _ title: String,
    _ metric: String,
    _ basisPoints: Int32
  ) -> Target {
    Target(
      code: code,
      title: title,
      metric: metric,
      comparator: .atLeast,
      basisPoints: basisPoints,
      from: Date(year: 2019, month: 3, day: 7),
      deadline: Date(year: 2020, month: 12, day: 31),
      legalBasis: "Nghị quyết 17/NQ-CP ngày 07/3/2019",
      shipped: true
    )
  }
}
