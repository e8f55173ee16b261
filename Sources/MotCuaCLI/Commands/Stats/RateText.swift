import MotCuaAPI

/// A rate as people must see it: with what it divides, by what, and the name of that.
enum RateText {
  /// The cell of a rate for people; `isWhole` where the whole province was counted.
  ///
  /// Programs get numerator, denominator and name in columns of their own: a spreadsheet would take
  /// `11/12` for a day.
  static func cell(_ rate: Rate, isWhole: Bool) -> Cell {
    let name = denominator(rate.denominatorName, isWhole: isWhole)
    return .rendered(
      machine: "",
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
    if isWhole, name == "procedures" {
      return Phrase("thủ tục của tỉnh", en: "procedures of the province")
    }
    return denominators[name] ?? Phrase(same: name)
  }

  private static let denominators: [String: Phrase] = [
    "procedures": Phrase("thủ tục trong phạm vi", en: "procedures of the scope"),
    "procedures_level34": Phrase("thủ tục mức độ 3, 4", en: "procedures at level 3, 4"),
    "procedures_online": Phrase("thủ tục trực tuyến", en: "procedures online"),
    "procedures_fee_bearing": Phrase("thủ tục có phí, lệ phí", en: "procedures with a fee"),
    "procedures_payable_online": Phrase(
      "thủ tục nộp phí trực tuyến được",
      en: "procedures payable online"
    ),
    "published": Phrase("thủ tục công bố trong kỳ", en: "procedures published in the period"),
    "received": Phrase("hồ sơ tiếp nhận", en: "dossiers received"),
    "received_online": Phrase("hồ sơ tiếp nhận trực tuyến", en: "dossiers received online"),
    "received_level34": Phrase(
      "hồ sơ tiếp nhận của thủ tục mức độ 3, 4",
      en: "dossiers received of procedures at level 3, 4"
    ),
    "received_online_service": Phrase(
      "hồ sơ tiếp nhận của dịch vụ trực tuyến",
      en: "dossiers received of online services"
    ),
    "resolved_and_pending": Phrase(
      "hồ sơ đã và đang giải quyết",
      en: "dossiers resolved and pending"
    ),
    "resolved": Phrase("hồ sơ đã giải quyết", en: "dossiers resolved"),
    "ended": Phrase("hồ sơ đã kết thúc", en: "dossiers ended"),
    "with_result": Phrase("hồ sơ có kết quả", en: "dossiers with a result"),
    "pending": Phrase("hồ sơ đang giải quyết", en: "dossiers pending"),
    "returned": Phrase("hồ sơ đã trả kết quả", en: "dossiers returned"),
    "fee_bearing": Phrase("hồ sơ có phí, lệ phí", en: "dossiers with a fee"),
    "fee_amount_vnd": Phrase("đồng phí, lệ phí", en: "VND of fees"),
    "rating_max": Phrase("điểm tối đa của các đánh giá", en: "highest scores of the ratings"),
    "to_synchronise": Phrase("hồ sơ phải đồng bộ", en: "dossiers to synchronise"),
    "total": Phrase("tổng số báo cáo", en: "total reported"),
  ]
}
