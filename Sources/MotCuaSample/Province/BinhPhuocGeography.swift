/// The districts of Bình Phước with their communes as they stood in 2020: public facts.
package enum BinhPhuocGeography {
  /// A district with the names of its communes.
  package struct District: Sendable {
    /// The name with its kind, for example `Huyện Lộc Ninh`.
    package let name: String
    /// The communes with their kinds.
    package let communes: [String]
  }

  /// The 11 districts with 111 communes.
  package static let districts: [District] = [
    District(
      name: "Thị xã Phước Long",
      communes: [
        "Phường Thác Mơ",
        "Phường Long Thủy",
        "Phường Phước Bình",
        "Phường Long Phước",
        "Phường Sơn Giang",
        "Xã Long Giang",
        "Xã Phước Tín",
      ]
    ),
    District(
      name: "Thành phố Đồng Xoài",
      communes: [
        "Phường Tân Phú",
        "Phường Tân Đồng",
        "Phường Tân Bình",
        "Phường Tân Xuân",
        "Phường Tân Thiện",
        "Xã Tân Thành",
        "Phường Tiến Thành",
        "Xã Tiến Hưng",
      ]
    ),
    District(
      name: "Thị xã Bình Long",
      communes: [
        "Phường Hưng Chiến",
        "Phường An Lộc",
        "Phường Phú Thịnh",
        "Phường Phú Đức",
        "Xã Thanh Lương",
        "Xã Thanh Phú",
      ]
    ),
    District(
      name: "Huyện Bù Gia Mập",
      communes: [
        "Xã Bù Gia Mập",
        "Xã Đak Ơ",
        "Xã Đức Hạnh",
        "Xã Phú Văn",
        "Xã Đa Kia",
        "Xã Phước Minh",
        "Xã Bình Thắng",
        "Xã Phú Nghĩa",
      ]
    ),
    District(
      name: "Huyện Lộc Ninh",
      communes: [
        "Thị trấn Lộc Ninh",
        "Xã Lộc Hòa",
        "Xã Lộc An",
        "Xã Lộc Tấn",
        "Xã Lộc Thạnh",
        "Xã Lộc Hiệp",
        "Xã Lộc Thiện",
        "Xã Lộc Thuận",
        "Xã Lộc Quang",
        "Xã Lộc Phú",
        "Xã Lộc Thành",
        "Xã Lộc Thái",
        "Xã Lộc Điền",
        "Xã Lộc Hưng",
        "Xã Lộc Thịnh",
        "Xã Lộc Khánh",
      ]
    ),
    District(
      name: "Huyện Bù Đốp",
      communes: [
        "Thị trấn Thanh Bình",
        "Xã Hưng Phước",
        "Xã Phước Thiện",
        "Xã Thiện Hưng",
        "Xã Thanh Hòa",
        "Xã Tân Thành",
        "Xã Tân Tiến",
      ]
    ),
    District(
      name: "Huyện Hớn Quản",
      communes: [
        "Xã Thanh An",
        "Xã An Khương",
        "Xã An Phú",
        "Xã Tân Lợi",
        "Xã Tân Hưng",
        "Xã Minh Đức",
        "Xã Minh Tâm",
        "Xã Phước An",
        "Xã Thanh Bình",
        "Thị trấn Tân Khai",
        "Xã Đồng Nơ",
        "Xã Tân Hiệp",
        "Xã Tân Quan",
      ]
    ),
    District(
      name: "Huyện Đồng Phú",
      communes: [
        "Thị trấn Tân Phú",
        "Xã Thuận Lợi",
        "Xã Đồng Tâm",
        "Xã Tân Phước",
        "Xã Tân Hưng",
        "Xã Tân Lợi",
        "Xã Tân Lập",
        "Xã Tân Hòa",
        "Xã Thuận Phú",
        "Xã Đồng Tiến",
        "Xã Tân Tiến",
      ]
    ),
    District(
      name: "Huyện Bù Đăng",
      communes: [
        "Thị trấn Đức Phong",
        "Xã Đường 10",
        "Xã Đak Nhau",
        "Xã Phú Sơn",
        "Xã Thọ Sơn",
        "Xã Bình Minh",
        "Xã Bom Bo",
        "Xã Minh Hưng",
        "Xã Đoàn Kết",
        "Xã Đồng Nai",
        "Xã Đức Liễu",
        "Xã Thống Nhất",
        "Xã Nghĩa Trung",
        "Xã Nghĩa Bình",
        "Xã Đăng Hà",
        "Xã Phước Sơn",
      ]
    ),
    District(
      name: "Huyện Chơn Thành",
      communes: [
        "Thị trấn Chơn Thành",
        "Xã Thành Tâm",
        "Xã Minh Lập",
        "Xã Quang Minh",
        "Xã Minh Hưng",
        "Xã Minh Long",
        "Xã Minh Thành",
        "Xã Nha Bích",
        "Xã Minh Thắng",
      ]
    ),
    District(
      name: "Huyện Phú Riềng",
      communes: [
        "Xã Long Bình",
        "Xã Bình Tân",
        "Xã Bình Sơn",
        "Xã Long Hưng",
        "Xã Phước Tân",
        "Xã Bù Nho",
        "Xã Long Hà",
        "Xã Long Tân",
        "Xã Phú Trung",
        "Xã Phú Riềng",
      ]
    ),
  ]
}
