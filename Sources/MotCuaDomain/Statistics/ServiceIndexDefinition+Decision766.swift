extension ServiceIndexDefinition {
  /// Decision 766/QĐ-TTg of 23 June 2022, official since 1 August 2022: 18 + 20 + 12 + 10 + 18 + 22.
  ///
  /// The groups and the maxima come from texts about the decision; the 12 points of online services
  /// are split 4/4/4 by assumption, and a cap that no text states is 100 %. 2.2 has no points.
  package static let decision766 = ServiceIndexDefinition(
    version: "766-2022",
    legalBasis: "Quyết định 766/QĐ-TTg ngày 23/6/2022",
    inForceFrom: CivilDate(daysSinceEpoch: 19_205),
    groups: [publicity, progress, online, payment, satisfaction, digitisation]
  )

  private static let publicity = Group(
    title: "Công khai, minh bạch",
    subIndices: [
      index("1.1", "Công bố đúng hạn", 6, "Thủ tục công bố đúng hạn trên thủ tục được công bố"),
      index(
        "1.2",
        "Công khai đúng hạn",
        4,
        "Thủ tục công khai trong 5 ngày làm việc sau quyết định trên thủ tục được công bố"
      ),
      index(
        "1.3",
        "Đủ các bộ phận cấu thành",
        2,
        "Thủ tục đủ bộ phận cấu thành (Nghị định 63/2010, Điều 8.2) trên thủ tục đang áp dụng"
      ),
      index(
        "1.4",
        "Đồng bộ hồ sơ lên Cổng quốc gia",
        6,
        "Hồ sơ đã đồng bộ trên số lớn hơn giữa hồ sơ phải đồng bộ theo báo cáo và hồ sơ tiếp nhận"
      ),
    ]
  )

  private static let progress = Group(
    title: "Tiến độ giải quyết",
    subIndices: [
      index(
        "2.1",
        "Giải quyết đúng hạn",
        20,
        "Hồ sơ giải quyết trước hạn, đúng hạn và đang giải quyết trong hạn trên hồ sơ phải giải quyết; "
          + "yêu cầu bổ sung quá một lần tính là trễ"
      ),
      index(
        "2.2",
        "Thời gian giải quyết trung bình",
        0,
        "Thời gian từ khi tiếp nhận đến khi kết thúc, kể cả lúc tạm dừng, bình quân trên hồ sơ kết "
          + "thúc trong kỳ; để theo dõi, không tính điểm"
      ),
    ]
  )

  private static let online = Group(
    title: "Cung cấp dịch vụ trực tuyến",
    subIndices: [
      index(
        "3.1",
        "Thủ tục cung cấp trực tuyến",
        4,
        cap: 80,
        isAssumed: true,
        "Thủ tục có dịch vụ trực tuyến trên thủ tục của tỉnh"
      ),
      index(
        "3.2",
        "Dịch vụ có hồ sơ trực tuyến",
        4,
        cap: 80,
        isAssumed: true,
        "Thủ tục có hồ sơ trực tuyến trong kỳ trên thủ tục có dịch vụ trực tuyến"
      ),
      index(
        "3.3",
        "Hồ sơ trực tuyến",
        4,
        cap: 50,
        isAssumed: true,
        "Hồ sơ trực tuyến trên hồ sơ của thủ tục mức độ 3, 4"
      ),
    ]
  )

  private static let payment = Group(
    title: "Thanh toán trực tuyến",
    subIndices: [
      index(
        "4.1",
        "Thủ tục có phí nộp được trực tuyến",
        2,
        cap: 80,
        "Thủ tục có phí, lệ phí nộp được trực tuyến trên thủ tục có phí, lệ phí"
      ),
      index(
        "4.2",
        "Thủ tục phát sinh giao dịch trực tuyến",
        2,
        cap: 80,
        "Thủ tục có giao dịch trực tuyến trong kỳ trên thủ tục có phí nộp được trực tuyến"
      ),
      index(
        "4.3",
        "Hồ sơ thanh toán trực tuyến",
        6,
        isAssumed: true,
        "Hồ sơ thanh toán trực tuyến trên hồ sơ có phí, lệ phí lớn hơn 0"
      ),
    ]
  )

  private static let satisfaction = Group(
    title: "Mức độ hài lòng",
    subIndices: [
      index(
        "5.2",
        "Phản ánh, kiến nghị xử lý đúng hạn",
        6,
        isAssumed: true,
        "Phản ánh, kiến nghị xử lý đúng hạn trên tổng số"
      ),
      index(
        "5.3",
        "Hài lòng với xử lý phản ánh, kiến nghị",
        6,
        isAssumed: true,
        "Phản ánh, kiến nghị được đánh giá hài lòng trên số được đánh giá"
      ),
      index(
        "5.4",
        "Hài lòng với giải quyết thủ tục",
        6,
        cap: 90,
        "Hồ sơ đã giải quyết trừ quá hạn, bị phản ánh và bị đánh giá 1, 2 trên 5 điểm, trên hồ sơ đã "
          + "giải quyết"
      ),
    ]
  )

  private static let digitisation = Group(
    title: "Số hóa hồ sơ",
    subIndices: [
      index(
        "6.1",
        "Kết quả điện tử",
        6,
        isAssumed: true,
        "Hồ sơ kết thúc có kết quả điện tử trên hồ sơ kết thúc có kết quả"
      ),
      index(
        "6.2",
        "Số hóa thành phần và kết quả",
        4,
        cap: 80,
        isAssumed: true,
        "Hồ sơ có tệp thành phần và tệp kết quả trên hồ sơ kết thúc"
      ),
      index(
        "6.3",
        "Chứng thực bản sao điện tử",
        2,
        isAssumed: true,
        "Bản sao chứng thực điện tử trên bản sao chứng thực"
      ),
      index(
        "6.4",
        "Khai thác, sử dụng lại",
        2,
        cap: 80,
        isAssumed: true,
        "Hồ sơ dùng lại giấy tờ đã số hóa trên hồ sơ kết thúc"
      ),
      index(
        "6.5",
        "Kết nối, chia sẻ",
        4,
        isAssumed: true,
        "Dịch vụ đã kết nối, chia sẻ trên dịch vụ phải kết nối"
      ),
      index(
        "6.6",
        "Tra cứu dữ liệu dân cư",
        2,
        isAssumed: true,
        "Hồ sơ có tra cứu dữ liệu dân cư trên hồ sơ"
      ),
      index(
        "6.7",
        "Tài khoản khớp dữ liệu dân cư",
        2,
        isAssumed: true,
        "Tài khoản đã khớp dữ liệu dân cư trên tài khoản"
      ),
    ]
  )

  private static func index(
    _ code: String,
    _ title: String,
    _ maximum: Int,
    cap: Int = 100,
    isAssumed: Bool = false,
    _ formula: String
  ) -> SubIndex {
    SubIndex(
      code: code,
      title: title,
      maximum: maximum,
      capPercent: cap,
      isAssumed: isAssumed,
      formula: formula
    )
  }
}
