import MotCuaStore

extension LintRule {
  /// What is wrong, for the person who keeps the catalogue.
  var vietnamese: String {
    switch self {
    case .nameMissing: "Thiếu tên thủ tục (NĐ 63/2010, Điều 8 khoản 2)."
    case .stepsMissing: "Thiếu trình tự thực hiện (NĐ 63/2010, Điều 8 khoản 2)."
    case .channelsMissing: "Thiếu cách thức thực hiện (NĐ 63/2010, Điều 8 khoản 2)."
    case .componentsMissing:
      "Thiếu thành phần hoặc số lượng hồ sơ (NĐ 63/2010, Điều 8 khoản 2)."
    case .timeLimitMissing: "Thiếu thời hạn giải quyết (NĐ 63/2010, Điều 8 khoản 2)."
    case .subjectsMissing: "Thiếu đối tượng thực hiện (NĐ 63/2010, Điều 8 khoản 2)."
    case .agencyMissing: "Thiếu cơ quan thực hiện (NĐ 63/2010, Điều 8 khoản 2)."
    case .resultsMissing: "Thiếu kết quả thực hiện."
    case .legalBasesMissing: "Thiếu căn cứ pháp lý."
    case .deadStep: "Bước không có nội dung hoặc không ai đảm nhiệm."
    case .caseUnknown: "Thành phần thuộc một trường hợp không tồn tại."
    case .duplicateCode: "Hai phần có cùng một mã."
    case .limitsAmbiguous:
      "Một cách thức có nhiều thời hạn mà không có trường hợp; cán bộ phải nhập ngày hẹn."
    case .stepsExceedLimit: "Tổng thời hạn các bước nội bộ dài hơn thời hạn giải quyết."
    case .onlineWithoutTemplate:
      "Nhận trực tuyến nhưng giấy tờ bắt buộc không có biểu mẫu điện tử hay mẫu tải về."
    case .offeredWithoutChannel:
      "Cơ quan nhận theo cách thức mà thủ tục không nêu."
    case .levelWithoutOnline: "Mức độ 3, 4, một phần hoặc toàn trình nhưng không nhận trực tuyến."
    case .level4WithoutPayment:
      "Mức độ 4 hoặc toàn trình có phí nhưng cơ quan chưa nhận thanh toán trực tuyến."
    case .paperAfterOnline: "Vẫn yêu cầu nộp bản giấy sau khi đã nộp trực tuyến."
    case .publicationMissing: "Đã công bố nhưng chưa ghi quyết định công bố."
    }
  }
}
