import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

/// The other tests of drill-down name some numbers; these ask for each that an answer has.
@Suite("Every number of a summary and of a form has its dossiers")
struct FigureFieldsTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))

  /// Dossiers in about every way there is, by the end of August.
  private static func fill(_ house: DossierHouse) async throws {
    house.set(8, 3, 9)
    try await StatisticsTests.fill(house)
    _ = try await house.returned()
    try await withdraw(house)
    try await extendAndEnd(house)
    try await reopen(house)
    let stopped = try await house.started()
    house.set(8, 27, 9)
    _ = try await house.dossiers.stopDossier(
      StopDossierRequest(code: stopped.code, reason: "Trùng"),
      options: house.by(.head)
    )
    _ = try await house.started()
    try await house.runTimers()
    house.set(8, 31, 17)
    try await house.runTimers()
  }

  private static func withdraw(_ house: DossierHouse) async throws {
    var request = Requests.submit()
    request.requestId = Requests.id(2)
    let early = try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    request.requestId = Requests.id(3)
    let late = try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    _ = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: late.code),
      options: house.by(.desk)
    )
    for code in [early.code, late.code] {
      _ = try await house.dossiers.withdrawDossier(
        WithdrawDossierRequest(code: code),
        options: house.by(.applicant)
      )
    }
    request.requestId = Requests.id(4)
    let refused = try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    _ = try await house.dossiers.refuseDossier(
      RefuseDossierRequest(code: refused.code, reason: "Thiếu"),
      options: house.by(.desk)
    )
  }

  private static func extendAndEnd(_ house: DossierHouse) async throws {
    let late = try await house.started()
    house.set(8, 21, 9)
    _ = try await house.dossiers.extendDueDate(
      ExtendDueDateRequest(
        code: late.code,
        reason: "Cần xác minh",
        dueDate: DossierHouse.day(8, 24).date
      ),
      options: house.by(.head)
    )
    house.set(8, 25, 9)
    try await house.complete(late.code)
    _ = try await house.dossiers.returnResult(
      ReturnResultRequest(code: late.code, method: .online),
      options: house.by(.desk)
    )
    _ = try await house.dossiers.rateDossier(
      RateDossierRequest(code: late.code, score: 2),
      options: house.by(.applicant)
    )
    let asked = try await house.started()
    _ = try await house.dossiers.requestSupplement(
      RequestSupplementRequest(
        code: asked.code,
        reason: "Thiếu",
        deadline: DossierHouse.day(9, 30).date
      ),
      options: house.by(.specialist)
    )
  }

  private static func reopen(_ house: DossierHouse) async throws {
    let made = try await house.started()
    try await house.complete(made.code)
    _ = try await house.dossiers.revokeResult(
      RevokeResultRequest(code: made.code, resultNumber: 1, reason: "Sai tên"),
      options: house.by(.head)
    )
    let again = try await house.started()
    try await house.complete(again.code)
    _ = try await house.dossiers.reworkDossier(
      ReworkDossierRequest(code: again.code, reason: "Sai"),
      options: house.by(.supervisor)
    )
  }

  /// Sums of money and of scores: their lists have the dossiers that are summed.
  private static let sums: Set = ["fee_amount_vnd", "fee_online_amount_vnd", "rating_sum"]

  private static func expectLists(
    _ house: DossierHouse,
    _ form: ReportForm,
    _ told: [String: Int64]
  ) async throws {
    for (name, value) in told {
      let page = try await house.dossiers.listDossiers(
        ListDossiersRequest(
          pageSize: 500,
          figure: FigureFilter(figure: name, form: form, period: august)
        ),
        options: house.by(.supervisor)
      )
      #expect(Int64(page.dossiers.count) == page.total, "\(form) \(name)")
      if sums.contains(name) {
        #expect(page.total > 0, "\(form) \(name)")
      } else {
        #expect(page.total == value, "\(form) \(name)")
      }
    }
  }

  @Test("Each field of a summary", arguments: Ground.allCases)
  func summary(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    let told = try messageNumbers(try await house.august())
    #expect(told.count > 30, "\(told.keys.sorted())")
    try await Self.expectLists(house, .unspecified, told)
  }

  @Test("Each field of a form", arguments: [ReportForm.ii06a, .ii06b, .btp07a])
  func form(_ form: ReportForm) async throws {
    let house = try await DossierHouse(.sqlite)
    try await Self.fill(house)
    let report = try await house.statistics.getReport(
      GetReportRequest(form: form, period: Self.august),
      options: house.by(.supervisor)
    )
    var told = try messageNumbers(try #require(report.total))
    #expect(told.count > 22, "\(told.keys.sorted())")
    // Those that are 0 are figures too.
    for column in report.columns where told[column.field] == nil { told[column.field] = 0 }
    try await Self.expectLists(house, form, told)
  }
}
