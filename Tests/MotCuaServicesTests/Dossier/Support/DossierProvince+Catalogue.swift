import MotCuaDomain
import MotCuaStore

extension DossierProvince {
  static var drafts: [ProcedureDraft] {
    [
      procedure(license, "Cấp giấy phép", limit(5, .workingDay)),
      procedure(wordy, "Thẩm định hồ sơ", limit(0, .other)),
      procedure(paper, "Xác nhận giấy tờ", limit(3, .workingDay)),
      procedure(draft, "Thủ tục dự thảo", limit(3, .workingDay), state: .draft),
      procedure(sameDay, "Chứng thực bản sao", limit(0, .workingDay)),
      procedure(hours, "Cung cấp thông tin", limit(8, .workingHour)),
    ].compactMap { $0 }
  }

  private static func limit(_ quantity: Int, _ unit: TimeUnit) -> StatedLimit? {
    TimeLimit(quantity, unit).map { StatedLimit(limit: $0, text: unit == .other ? "Khác" : "") }
  }

  private static func procedure(
    _ code: String,
    _ name: String,
    _ limit: StatedLimit?,
    state: ProcedureState = .published
  ) -> ProcedureDraft? {
    var content = ProcedureContent(name: name, state: state)
    content.channels = Channel.allCases.map {
      ProcedureChannelRecord(channel: $0, limits: [limit].compactMap { $0 })
    }
    content.components = [
      ProcedureComponentRecord(code: "GT-1", name: "Đơn đề nghị", isMandatory: true),
      ProcedureComponentRecord(code: "GT-2", name: "Bản sao", isMandatory: false),
    ]
    return ProcedureCode(code).map { ProcedureDraft(code: $0, content: content) }
  }

  static var offerings: [OfferingRecord] {
    [
      offering(license, department, .level4),
      offering(wordy, department, .level3),
      offering(paper, department, .level2, online: false, post: false),
      offering(draft, department, .level4),
      offering(sameDay, department, .level3),
      offering(hours, department, .level3),
      offering(license, district, .level3, desk: centre),
      offering(license, commune, .level2, online: false),
    ].compactMap { $0 }
  }

  private static func offering(
    _ procedure: String,
    _ agency: String,
    _ level: ServiceLevel,
    online: Bool = true,
    post: Bool = true,
    desk: String? = nil
  ) -> OfferingRecord? {
    guard let procedure = ProcedureCode(procedure), let agency = AgencyCode(agency) else {
      return nil
    }
    return OfferingRecord(
      procedure: procedure,
      agency: agency,
      desk: desk.flatMap { AgencyCode($0) },
      levels: [OfferingLevelRecord(level: .legacy(level))],
      receivesOnline: online,
      receivesByPost: post
    )
  }
}
