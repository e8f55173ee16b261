import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("The wider columns of form 07a, and lists of what is due soon")
struct WideReportTests {
  typealias Ground = DossierHouse.Ground

  private static let august = StatisticsTests.period((8, 1), (8, 31))

  private static func offer(
    _ house: DossierHouse,
    _ agency: String,
    _ level: MotCuaAPI.ServiceLevel
  ) async throws {
    _ = try await house.procedures.setOffering(
      SetOfferingRequest(
        offering: Offering(
          procedureCode: DossierProvince.license,
          agencyCode: agency,
          deskAgencyCode: agency == DossierProvince.commune ? DossierProvince.centre : "",
          levels: [OfferingLevel(level: .level4), OfferingLevel(level: level)],
          receivesOnline: true,
          receivesByPost: true
        )
      ),
      options: house.by(.administrator)
    )
  }

  /// Three received by the department (desk, desk, post), one at the centre for the commune.
  private static func fill(_ house: DossierHouse) async throws {
    try await offer(house, DossierProvince.department, .full)
    try await offer(house, DossierProvince.commune, .partial)
    var cash = Requests.receive()
    cash.fees = [Requests.cash()]
    cash.requestId = Requests.id(2)
    let first = try await house.dossiers.receiveDossier(cash, options: house.by(.desk))
    let second = try await house.received()
    try await house.payOnline(second.code, 50_000)
    _ = try await house.dossiers.receiveDossier(
      Requests.receive(by: .post),
      options: house.by(.desk)
    )
    let far = Requests.receive(at: DossierProvince.commune)
    let elsewhere = try await house.dossiers.receiveDossier(far, options: house.by(.centreDesk))
    #expect(elsewhere.fromElsewhere && elsewhere.serviceExtent == .partial)
    let ways: [(Dossier, MotCuaAPI.ReturnMethod)] = [(first, .post), (second, .online)]
    for (dossier, method) in ways {
      _ = try await house.dossiers.startDossier(
        StartDossierRequest(code: dossier.code),
        options: house.by(.desk)
      )
      try await house.complete(dossier.code)
      _ = try await house.dossiers.returnResult(
        ReturnResultRequest(
          code: dossier.code,
          method: method,
          trackingNumber: method == .post ? "BC1" : ""
        ),
        options: house.by(.desk)
      )
    }
  }

  /// One that is late in spite of an apology, one that is late without.
  private static func addLate(_ house: DossierHouse) async throws {
    let apologised = try await house.started()
    _ = try await house.started()
    house.set(8, 12, 9)
    _ = try await house.dossiers.extendDueDate(
      ExtendDueDateRequest(
        code: apologised.code,
        reason: "Cần xác minh",
        dueDate: DossierHouse.day(8, 18).date
      ),
      options: house.by(.head)
    )
  }

  private static func report(_ house: DossierHouse) async throws -> Report {
    try await house.statistics.getReport(
      GetReportRequest(form: .btp07a, period: august),
      options: house.by(.supervisor)
    )
  }

  @Test("Each column counts what it says, and its parts add up", arguments: Ground.allCases)
  func columns(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await Self.fill(house)
    try await Self.addLate(house)
    house.set(8, 25, 9)
    let report = try await Self.report(house)
    let total = try #require(report.total)
    #expect([total.receivedDirect, total.receivedPost] == [5, 1])
    #expect(total.receivedDirect + total.receivedPost == total.receivedOtherwise)
    #expect([total.receivedFull, total.receivedPartial, total.receivedElsewhere] == [5, 1, 1])
    #expect([total.feePaid, total.feePaidOnline, total.feePaidDirect] == [2, 1, 1])
    #expect(
      [total.returned, total.returnedDirect, total.returnedPost, total.returnedOnline]
        == [2, 0, 1, 1]
    )
    #expect(total.overdueWithApology == 1)
    #expect(
      total.overdueWithApology + total.overdueWithoutApology
        == total.resolvedLate + total.pendingOverdue
    )
    let assumed = report.columns.filter(\.assumed).map(\.field)
    #expect(assumed.first == "received_direct" && assumed.last == "overdue_without_apology")
    #expect(report.inForceNote.contains("Giả định") && report.inForceNoteEn.contains("Assumed"))
    try await expectDossiers(house, total, assumed)
  }

  /// Each column has as many dossiers as it says.
  private func expectDossiers(
    _ house: DossierHouse,
    _ total: ReportCounts,
    _ fields: [String]
  ) async throws {
    let values = [
      total.receivedDirect, total.receivedPost, total.receivedFull, total.receivedPartial,
      total.receivedElsewhere, total.feePaid, total.feePaidOnline, total.feePaidDirect,
      total.returned, total.returnedDirect, total.returnedPost, total.returnedOnline,
      total.overdueWithApology, total.overdueWithoutApology,
    ]
    #expect(fields.count == values.count)
    for (field, value) in zip(fields, values) {
      let list = try await house.dossiers.listDossiers(
        ListDossiersRequest(
          figure: FigureFilter(figure: field, form: .btp07a, period: Self.august)
        ),
        options: house.by(.supervisor)
      )
      #expect(list.total == value, "\(field)")
    }
  }

  @Test(
    "What is due within some days is listed, with how many are left, and nothing late",
    arguments: Ground.allCases
  )
  func dueSoon(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let late = try await house.started()
    house.set(8, 12, 9)
    let soon = try await house.started()
    house.set(8, 17, 9)
    func list(within days: Int32) async throws -> [String] {
      let answer = try await house.statistics.listOverdue(
        ListOverdueRequest(kind: .dueSoon, withinDays: days),
        options: house.by(.supervisor)
      )
      #expect(answer.total == Int64(answer.dossiers.count))
      for dossier in answer.dossiers {
        #expect(dossier.daysLate == 0 && dossier.daysLeft == 2)
      }
      return answer.dossiers.map(\.code)
    }
    #expect(try await list(within: 1) == [])
    #expect(try await list(within: 2) == [soon.code])
    #expect(try await house.dossier(late.code).overdue)
    // A clock that stands comes to no due date.
    _ = try await house.dossiers.requestSupplement(
      RequestSupplementRequest(
        code: soon.code,
        reason: "Thiếu",
        deadline: DossierHouse.day(8, 31).date
      ),
      options: house.by(.desk)
    )
    #expect(try await list(within: 365) == [])
    let refused = try await refusal {
      try await house.statistics.listOverdue(
        ListOverdueRequest(kind: .pending, withinDays: 2),
        options: house.by(.supervisor)
      )
    }
    #expect(refused?.fields == ["within_days"])
  }

  @Test("Fortnights follow the province's Monday unless one is named", arguments: Ground.allCases)
  func fortnights(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    for day in [3, 10, 17, 24] {
      house.set(8, day, 9)
      _ = try await house.started()
    }
    house.set(8, 31, 9)
    func ends(_ anchor: Date? = nil) async throws -> [Int32] {
      let answer = try await house.statistics.queryStatistics(
        QueryStatisticsRequest(
          period: Self.august,
          interval: .fortnight,
          fortnightAnchor: anchor
        ),
        options: house.by(.supervisor)
      )
      return answer.rows.compactMap { $0.period?.to?.day }
    }
    #expect(try await ends() == [16, 30, 31])
    let law = try await house.statistics.getStatisticsPolicy(
      GetStatisticsPolicyRequest(),
      options: house.by(.desk)
    )
    #expect(law.fortnightAnchor == Date(year: 2020, month: 1, day: 6))
    // Whoever may list by a fortnight may ask from which Monday it is counted.
    for person in [Person.portal, .applicant, .gateway] {
      let told = try await house.statistics.getStatisticsPolicy(
        GetStatisticsPolicyRequest(),
        options: house.by(person)
      )
      #expect(told == law)
    }
    func set(_ day: Int, etag: String = "") async throws -> StatisticsPolicy {
      try await house.statistics.setStatisticsPolicy(
        SetStatisticsPolicyRequest(
          policy: StatisticsPolicy(fortnightAnchor: DossierHouse.day(8, day).date),
          etag: etag
        ),
        options: house.by(.supervisor)
      )
    }
    #expect(try await refusal { try await set(4) }?.fields == ["policy.fortnight_anchor"])
    #expect(try await set(10, etag: law.etag).etag == "1")
    #expect(try await refusal { try await set(3, etag: law.etag) }?.reason == .etagMismatch)
    #expect(try await ends() == [9, 23, 31])
    #expect(try await ends(DossierHouse.day(8, 3).date) == [16, 30, 31])
  }

  @Test("Index 2.1 takes a second request for a supplement as late", arguments: Ground.allCases)
  func repeatedSupplements(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    _ = try await house.dossiers.setDossierPolicy(
      SetDossierPolicyRequest(
        policy: DossierPolicy(supplementRequestsMax: 2, extensionsMax: 1, extensionNoticeDays: 3)
      ),
      options: house.by(.administrator)
    )
    let once = try await house.started()
    let twice = try await house.started()
    func ask(_ code: String) async throws {
      _ = try await house.dossiers.requestSupplement(
        RequestSupplementRequest(
          code: code,
          reason: "Thiếu",
          deadline: DossierHouse.day(8, 31).date
        ),
        options: house.by(.desk)
      )
      _ = try await house.dossiers.provideSupplement(
        ProvideSupplementRequest(code: code, note: "Đây"),
        options: house.by(.desk)
      )
    }
    func inTime() async throws -> MotCuaAPI.Rate? {
      let index = try await house.statistics.getServiceIndex(
        GetServiceIndexRequest(period: Self.august),
        options: house.by(.supervisor)
      )
      return index.groups.flatMap(\.subIndices).first { $0.code == "2.1" }?.rate
    }
    try await ask(once.code)
    try await ask(twice.code)
    #expect(try await inTime()?.numerator == 2)
    house.set(8, 7, 9)
    try await ask(twice.code)
    #expect(try await inTime()?.numerator == 1)
    #expect(try await inTime()?.denominator == 2)
    try await house.complete(twice.code)
    #expect(try await inTime()?.numerator == 1)
  }
}
