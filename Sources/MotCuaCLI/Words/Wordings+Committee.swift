package import MotCuaAPI

extension TargetComparator: WordedEnum {
  /// The sides of a target in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.atLeast, Phrase("Từ", en: "At least")),
    (.atMost, Phrase("Không quá", en: "At most")),
  ]
}

extension TargetState: WordedEnum {
  /// What became of a target in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.met, Phrase("Đạt", en: "Met")),
    (.missed, Phrase("Chưa đạt", en: "Missed")),
    (.notApplicable, Phrase("Chưa có số liệu", en: "Not applicable")),
  ]
}

extension DirectiveState: WordedEnum {
  /// How a task stands in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.`open`, Phrase("Đang làm", en: "Open")),
    (.done, Phrase("Đã xong", en: "Done")),
    (.overdue, Phrase("Quá hạn", en: "Overdue")),
  ]
}

extension ScorecardSubject: WordedEnum {
  /// Whose card it is in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.agency, Phrase("Cơ quan", en: "Agency")),
    (.head, Phrase("Người đứng đầu", en: "Head")),
    (.officer, Phrase("Cán bộ", en: "Officer")),
  ]
}

extension GapKind: WordedEnum {
  /// What is looked for in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.withoutTemplate, Phrase("Thành phần chưa có biểu mẫu", en: "Without template")),
    (.withoutInternalStep, Phrase("Chưa có quy trình nội bộ", en: "Without internal step")),
    (.withoutAssignee, Phrase("Chưa phân công người", en: "Without assignee")),
    (.withoutAccount, Phrase("Chưa có tài khoản nhận phí", en: "Without account")),
    (.paperAfterOnline, Phrase("Vẫn phải bổ sung giấy", en: "Paper after online")),
    (.agencyBelowTarget, Phrase("Cơ quan dưới chỉ tiêu", en: "Agency below target")),
  ]
}

extension SnapshotQuery: WordedEnum {
  /// What is frozen in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.summary, Phrase("Tổng hợp", en: "Summary")),
    (.ranking, Phrase("Xếp hạng", en: "Ranking")),
    (.daily, Phrase("Từng ngày", en: "Daily")),
    (.targetProgress, Phrase("Tiến độ chỉ tiêu", en: "Target progress")),
    (.serviceIndex, Phrase("Bộ chỉ số phục vụ", en: "Service index")),
    (.levels, Phrase("So sánh ba cấp", en: "Levels")),
    (.report, Phrase("Biểu mẫu báo cáo", en: "Report form")),
    (.query, Phrase("Số liệu theo nhóm", en: "Figures by groups")),
    (.scorecard, Phrase("Phiếu điểm", en: "Scorecard")),
    (.violations, Phrase("Vi phạm về hồ sơ giấy", en: "Paper violations")),
  ]
}

extension IndicatorKind: WordedEnum {
  /// What people report in words.
  package static let wordings: [(value: Self, phrase: Phrase)] = [
    (.trainings, Phrase("Đợt tập huấn", en: "Trainings")),
    (
      .trainedProvincialAgencies,
      Phrase("Cơ quan cấp tỉnh được tập huấn chuyên đề", en: "Provincial agencies trained")
    ),
    (
      .trainedDistricts,
      Phrase("Đơn vị cấp huyện được tập huấn chuyên đề", en: "Districts trained")
    ),
    (.trainedPeople, Phrase("Người được tập huấn", en: "People trained")),
    (.screens, Phrase("Màn hình giới thiệu dịch vụ", en: "Screens")),
    (.scanners, Phrase("Máy quét", en: "Scanners")),
    (.computers, Phrase("Máy tính", en: "Computers")),
    (.volunteers, Phrase("Tình nguyện viên", en: "Volunteers")),
    (.volunteerFunding, Phrase("Kinh phí hỗ trợ tình nguyện", en: "Volunteer funding")),
    (.citizenCourses, Phrase("Lớp công dân điện tử", en: "Citizen courses")),
    (.accountsRegistered, Phrase("Tài khoản đăng ký", en: "Accounts registered")),
    (.accountsAuthenticated, Phrase("Tài khoản được xác thực", en: "Accounts authenticated")),
    (.portalsMobile, Phrase("Cổng hỗ trợ di động", en: "Portals for mobile")),
    (.servicesWithAnswers, Phrase("Dịch vụ có hỏi đáp", en: "Services with answers")),
    (.dossiersOneStop, Phrase("Hồ sơ qua một cửa điện tử", en: "Dossiers by e-one-stop")),
    (.proposalsOnTime, Phrase("Phản ánh, kiến nghị đúng hạn", en: "Proposals on time")),
    (.proposalsSatisfied, Phrase("Phản ánh, kiến nghị hài lòng", en: "Proposals satisfied")),
    (.dossiersComplained, Phrase("Hồ sơ bị phản ánh", en: "Dossiers complained of")),
    (.certifiedCopies, Phrase("Bản sao chứng thực điện tử", en: "Certified copies")),
    (.dossiersSynchronised, Phrase("Hồ sơ đồng bộ Cổng quốc gia", en: "Dossiers synchronised")),
    (.servicesConnected, Phrase("Dịch vụ kết nối, chia sẻ", en: "Services connected")),
    (.populationLookups, Phrase("Tra cứu dữ liệu dân cư", en: "Population look-ups")),
    (.populationAccounts, Phrase("Tài khoản khớp dữ liệu dân cư", en: "Population accounts")),
    (
      .proceduresPublishedOnTime,
      Phrase("Thủ tục công bố đúng hạn", en: "Procedures published on time")
    ),
    (.other, Phrase("Khác", en: "Other")),
  ]
}
