import MotCuaDomain
import MotCuaStore

extension House {
  /// Agencies, the calendar of 2020 and 2021, three procedures and their offerings.
  func furnish() async throws(StoreError) {
    try await perform(
      ImportAgencies(agencies: [
        AgencyRecord(
          code: House.commune,
          name: "UBND xã Tân Lập",
          level: .commune,
          parent: House.department
        ),
        AgencyRecord(code: House.department, name: "Sở Tư pháp", level: .province),
        AgencyRecord(
          code: House.centre,
          name: "Trung tâm phục vụ hành chính công",
          level: .province,
          kind: .serviceCentre
        ),
      ])
    )
    try await perform(ImportCalendar(days: House.days))
    try await perform(
      ImportProcedures(drafts: [
        ProcedureDraft(code: House.open, content: House.content("Đăng ký khai sinh")),
        ProcedureDraft(
          code: House.closed,
          content: House.content("Đăng ký kết hôn", state: .suspended)
        ),
        ProcedureDraft(
          code: House.textLimit,
          content: House.content("Chứng thực bản sao", limits: [])
        ),
      ])
    )
    try await perform(
      ImportOfferings(
        offerings: [House.open, House.closed, House.textLimit].flatMap { procedure in
          [House.offering(procedure, House.department), House.offering(procedure, House.commune)]
        }
      )
    )
  }

  static let days: [CalendarDay] = [
    "2020-01-01", "2020-09-02", "2021-01-01",
  ].compactMap { CivilDate($0) }.map { CalendarDay(date: $0, kind: .holiday, name: "Nghỉ lễ") }

  static func content(
    _ name: String,
    state: ProcedureState = .published,
    limits: [StatedLimit]? = nil
  ) -> ProcedureContent {
    let five = TimeLimit(5, .workingDay).map { [StatedLimit(limit: $0)] } ?? []
    return ProcedureContent(
      name: name,
      sectors: [SectorRecord(code: "G15-TP07", name: "Hộ tịch")],
      state: state,
      components: [
        ProcedureComponentRecord(code: "TP01", name: "Tờ khai", isMandatory: true),
        ProcedureComponentRecord(code: "TP02", name: "Giấy chứng sinh"),
      ],
      channels: Channel.allCases.map {
        ProcedureChannelRecord(channel: $0, limits: limits ?? five)
      }
    )
  }

  static func offering(_ procedure: ProcedureCode, _ agency: AgencyCode) -> OfferingRecord {
    OfferingRecord(
      procedure: procedure,
      agency: agency,
      desk: agency == department ? centre : nil,
      levels: [
        OfferingLevelRecord(level: .legacy(.level2), validTo: CivilDate("2020-06-30")),
        OfferingLevelRecord(level: .legacy(.level4), validFrom: CivilDate("2020-07-01")),
      ],
      receivesOnline: true,
      receivesByPost: agency == department
    )
  }
}
