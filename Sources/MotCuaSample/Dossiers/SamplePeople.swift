/// Makes up owners: common Vietnamese names and numbers that nobody bears.
struct SamplePeople {
  private var number = 0

  private static let families = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Điểu", "Thị",
  ]
  private static let middles = ["Văn", "Thị", "Minh", "Ngọc", "Hữu", "Thanh", "Đức", "Kim", "Quốc"]
  private static let givens = [
    "An", "Ánh", "Bình", "Chi", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu",
    "Hoa", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phúc", "Phượng",
    "Quân", "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Trung", "Tuấn", "Vân", "Yến",
  ]

  mutating func next(_ random: inout SampleRandom) -> SampleDossier.Owner {
    number += 1
    let name = [
      random.pick(Self.families), random.pick(Self.middles), random.pick(Self.givens),
    ].joined(separator: " ")
    // 070 is the province's number; a year and sex digit of 9 stands for nobody living today.
    return SampleDossier.Owner(
      name: name,
      citizenID: "0709" + Self.padded(number, 8),
      phone: "09" + Self.padded(number, 8)
    )
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
