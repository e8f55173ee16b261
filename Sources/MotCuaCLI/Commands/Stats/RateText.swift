import MotCuaAPI

/// A rate as people must see it: with what it divides, by what, and the name of that.
enum RateText {
  /// The cell of a rate; `isWhole` where the whole province was counted.
  static func cell(_ rate: Rate, isWhole: Bool) -> Cell {
    let name = denominator(rate.denominatorName, isWhole: isWhole)
    return .rendered(
      machine: "\(rate.numerator)/\(rate.denominator)",
      people: Phrase(
        text(rate, .vietnamese) + " (\(name(.vietnamese)))",
        en: text(rate, .english) + " (\(name(.english)))"
      )
    )
  }

  /// `1.603/1.916 = 83,66 %`; a rate without a denominator does not apply, which is not zero.
  static func text(_ rate: Rate, _ language: Language) -> String {
    let top = NumberText.grouped(rate.numerator, language)
    let bottom = NumberText.grouped(rate.denominator, language)
    guard let percent = NumberText.percent(rate.numerator, of: rate.denominator, language) else {
      return "\(top)/\(bottom) = "
        + Phrase("không phát sinh", en: "not applicable")(language)
    }
    return "\(top)/\(bottom) = \(percent)"
  }

  /// What a denominator counts; the name of the field where this version has no words for it.
  private static func denominator(_ name: String, isWhole: Bool) -> Phrase {
    switch name {
    case "procedures" where isWhole:
      Phrase("thủ tục của tỉnh", en: "procedures of the province")
    case "procedures": Phrase("thủ tục trong phạm vi", en: "procedures of the scope")
    case "procedures_level34": Phrase("thủ tục mức độ 3, 4", en: "procedures at level 3, 4")
    case "received": Phrase("hồ sơ tiếp nhận", en: "dossiers received")
    case "received_online": Phrase("hồ sơ tiếp nhận trực tuyến", en: "dossiers received online")
    case "received_level34":
      Phrase(
        "hồ sơ tiếp nhận của thủ tục mức độ 3, 4",
        en: "dossiers received of procedures at level 3, 4"
      )
    case "received_online_service":
      Phrase("hồ sơ tiếp nhận của dịch vụ trực tuyến", en: "dossiers received of online services")
    case "resolved_and_pending":
      Phrase("hồ sơ đã và đang giải quyết", en: "dossiers resolved and pending")
    case "resolved": Phrase("hồ sơ đã giải quyết", en: "dossiers resolved")
    case "pending": Phrase("hồ sơ đang giải quyết", en: "dossiers pending")
    case "returned": Phrase("hồ sơ đã trả kết quả", en: "dossiers returned")
    case "fee_bearing": Phrase("hồ sơ có phí, lệ phí", en: "dossiers with a fee")
    case "fee_amount_vnd": Phrase("đồng phí, lệ phí", en: "VND of fees")
    default: Phrase(same: name)
    }
  }
}

extension RateText {
  /// A span of days in the order of the language.
  static func span(_ period: PeriodArgument, _ language: Language) -> String {
    [period.from, period.to].map { Date($0).cell.text(for: language) }.joined(separator: " – ")
  }
}
