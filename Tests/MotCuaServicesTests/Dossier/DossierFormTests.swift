import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Forms, register and history as data")
struct DossierFormTests {
  typealias Ground = DossierHouse.Ground

  private func form(
    _ kind: DossierFormKind,
    _ code: String,
    _ house: DossierHouse
  ) async throws -> DossierForm {
    try await house.dossiers.getDossierForm(
      GetDossierFormRequest(code: code, form: kind),
      options: house.by(.desk)
    )
  }

  @Test(
    "The receipt names owner, papers and due date, and is on record",
    arguments: Ground.allCases
  )
  func receipt(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.received()
    let commands = try await house.store.figures().commands
    let receipt = try await house.dossiers.getReceipt(
      GetReceiptRequest(code: born.code),
      options: house.by(.desk)
    )
    #expect(try await house.store.figures().commands == commands + 1)
    #expect(receipt.form == .receipt)
    #expect(receipt.applicantName == "Nguyễn Văn An")
    #expect(receipt.applicantPhone == "0912345678")
    #expect(receipt.items.map(\.name) == ["Đơn đề nghị"])
    #expect(receipt.dueAt == born.dueAt)
    #expect(receipt.officerName == "Cán bộ \(Person.desk.rawValue)")
    let submitted = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let early = try await refusal { try await form(.receipt, submitted.code, house) }
    #expect(early == Refusal(.failedPrecondition, .formNotAvailable))
    let foreign = try await refusal {
      try await house.dossiers.getReceipt(
        GetReceiptRequest(code: born.code),
        options: house.by(.communeDesk)
      )
    }
    #expect(foreign == Refusal(.notFound, .notFound))
  }

  @Test("Each form tells what it is for", arguments: Ground.allCases)
  func forms(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    house.set(8, 12, 9)
    let rest = try await refusal {
      try await house.dossiers.extendDueDate(
        ExtendDueDateRequest(
          code: born.code,
          reason: "Cần xác minh",
          dueDate: DossierHouse.day(8, 22).date
        ),
        options: house.by(.head)
      )
    }
    #expect(rest == Refusal(.invalidArgument, .dueDateNotAllowed))
    let extended = try await house.dossiers.extendDueDate(
      ExtendDueDateRequest(
        code: born.code,
        reason: "Cần xác minh",
        dueDate: DossierHouse.day(8, 20).date
      ),
      options: house.by(.head)
    )
    let apology = try await form(.apology, born.code, house)
    #expect(apology.oldDueAt == born.dueAt)
    #expect(apology.dueAt == extended.dueAt)
    #expect(apology.reason == "Cần xác minh")
    _ = try await house.dossiers.requestSupplement(
      RequestSupplementRequest(
        code: born.code,
        reason: "Thiếu bản sao",
        componentCodes: ["GT-2"],
        deadline: DossierHouse.day(8, 31).date
      ),
      options: house.by(.specialist)
    )
    let supplement = try await form(.supplementRequest, born.code, house)
    #expect(supplement.items.map(\.name) == ["Bản sao"])
    #expect(supplement.deadline == DossierHouse.day(8, 31).date)
    house.set(9, 3, 8)
    try await house.runTimers()
    #expect(try await form(.stopNotice, born.code, house).reason == "Quá hạn bổ sung")
    let refused = try await house.dossiers.refuseDossierAtDesk(
      RefuseDossierAtDeskRequest(
        procedureCode: DossierProvince.license,
        agencyCode: DossierProvince.department,
        channel: .direct,
        applicant: Requests.applicant(),
        reason: "Không thuộc thẩm quyền"
      ),
      options: house.by(.desk)
    )
    #expect(try await form(.refusal, refused.code, house).reason == "Không thuộc thẩm quyền")
    let none = try await refusal { try await form(.refusal, born.code, house) }
    #expect(none?.reason == .formNotAvailable)
  }

  @Test("The control sheet tells who had it until when, early or late", arguments: Ground.allCases)
  func controlSheet(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.received()
    house.set(8, 6, 14)
    _ = try await house.dossiers.forwardDossier(
      ForwardDossierRequest(
        code: born.code,
        division: "Phòng Một",
        officerCode: Person.specialist.officer ?? "",
        stepDueDate: DossierHouse.day(8, 10).date
      ),
      options: house.by(.desk)
    )
    house.set(8, 7, 9)
    _ = try await house.dossiers.forwardDossier(
      ForwardDossierRequest(
        code: born.code,
        agencyCode: DossierProvince.commune,
        stepDueDate: DossierHouse.day(8, 11).date
      ),
      options: house.by(.specialist)
    )
    func sheet() async throws -> ControlSheet {
      try await house.dossiers.getControlSheet(
        GetControlSheetRequest(code: born.code),
        options: house.by(.desk)
      )
    }
    #expect(try await sheet().stages.map(\.timeliness) == [.onTime, .early, .onTime])
    house.set(8, 12, 9)
    #expect(try await sheet().stages.map(\.timeliness) == [.onTime, .early, .late])
    try await house.complete(born.code)
    let done = try await sheet()
    #expect(done.stages.map(\.action) == [.receive, .forward, .forward, .complete])
    #expect(done.stages.map(\.timeliness) == [.onTime, .early, .late, .unspecified])
    #expect(done.stages[1].officerCode == Person.specialist.officer)
    #expect(done.stages[1].division == "Phòng Một")
    #expect(done.stages[2].agencyCode == DossierProvince.commune)
    #expect(done.stages[2].endedAt == house.clock.now().timestamp)
    #expect(done.timeliness == .early)
  }

  @Test(
    "The register holds what was received in the period, page by page",
    arguments: Ground.allCases
  )
  func register(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var codes: [String] = []
    for _ in 0..<3 { codes.append(try await house.received().code) }
    _ = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    var request = GetRegisterRequest(
      agencyCode: DossierProvince.department,
      received: StatisticsTests.period((8, 6), (8, 6)),
      pageSize: 2
    )
    func page() async throws -> GetRegisterResponse {
      try await house.dossiers.getRegister(request, options: house.by(.desk))
    }
    #expect(try await refusal(page) == Refusal(.invalidArgument, .purposeRequired))
    request.purpose = "In sổ"
    let first = try await page()
    #expect(first.entries.map(\.code) == Array(codes.prefix(2)))
    #expect(first.entries[0].applicantAddress == "Thị xã Bình Long")
    request.pageToken = first.nextPageToken
    let second = try await page()
    #expect(second.entries.map(\.code) == [codes[2]])
    #expect(second.nextPageToken == "")
    let audit = try await house.admin.listAuditEntries(
      ListAuditEntriesRequest(subject: DossierProvince.department),
      options: house.by(.administrator)
    )
    #expect(audit.entries.map(\.method) == Array(repeating: Self.getRegister, count: 2))
    let purpose = "In sổ (2020-08-06 – 2020-08-06)"
    #expect(audit.entries.allSatisfy { $0.purpose == purpose })
  }

  private static let getRegister = "/motcua.v1.DossierService/GetRegister"

  @Test("Changes come page by page; their notes need a purpose", arguments: Ground.allCases)
  func events(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    _ = try await house.dossiers.stopDossier(
      StopDossierRequest(code: born.code, reason: "Không đủ điều kiện"),
      options: house.by(.head)
    )
    var request = ListDossierEventsRequest(code: born.code, pageSize: 2)
    func page() async throws -> ListDossierEventsResponse {
      try await house.dossiers.listDossierEvents(request, options: house.by(.desk))
    }
    let first = try await page()
    #expect(first.events.map(\.action) == [.receive, .start])
    request.pageToken = first.nextPageToken
    let second = try await page()
    #expect(second.events.map(\.action) == [.stop])
    #expect(second.events[0].note == "")
    #expect(second.nextPageToken == "")
    request = ListDossierEventsRequest(code: born.code, purpose: "Kiểm tra")
    #expect(try await page().events.last?.note == "Không đủ điều kiện")
    let administrator = try await refusal {
      try await house.dossiers.listDossierEvents(request, options: house.by(.administrator))
    }
    #expect(administrator == Refusal(.permissionDenied, .principalNotAllowed))
    request.purpose = ""
    let bare = try await house.dossiers.listDossierEvents(
      request,
      options: house.by(.administrator)
    )
    #expect(bare.events.count == 3 && bare.events.allSatisfy(\.note.isEmpty))
  }

  @Test("The policy is the law until it is set, by its etag", arguments: Ground.allCases)
  func policy(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    func policy() async throws -> MotCuaAPI.DossierPolicy {
      try await house.dossiers.getDossierPolicy(
        GetDossierPolicyRequest(),
        options: house.by(.desk)
      )
    }
    let law = try await policy()
    #expect([law.supplementRequestsMax, law.extensionsMax, law.extensionNoticeDays] == [1, 1, 3])
    var request = SetDossierPolicyRequest(
      policy: DossierPolicy(supplementRequestsMax: 2, extensionsMax: 0, extensionNoticeDays: 1),
      validateOnly: true
    )
    func set() async throws -> MotCuaAPI.DossierPolicy {
      try await house.dossiers.setDossierPolicy(request, options: house.by(.administrator))
    }
    _ = try await set()
    #expect(try await policy() == law)
    request.validateOnly = false
    request.etag = law.etag
    let changed = try await set()
    #expect(try await policy() == changed)
    #expect(try await refusal(set) == Refusal(.aborted, .etagMismatch))
    let born = try await house.started()
    for number in 1...3 {
      let asked = try await refusal {
        try await house.dossiers.requestSupplement(
          RequestSupplementRequest(
            code: born.code,
            reason: "Thiếu lần \(number)",
            deadline: DossierHouse.day(8, 31).date
          ),
          options: house.by(.desk)
        )
      }
      #expect(asked?.reason == (number == 3 ? .supplementAlreadyRequested : nil))
      guard asked == nil else { continue }
      _ = try await house.dossiers.provideSupplement(
        ProvideSupplementRequest(code: born.code, note: "Đây"),
        options: house.by(.applicant)
      )
    }
    let full = try await house.fullDossier(born.code)
    #expect(full.supplement?.reason == "Thiếu lần 2")
    #expect(full.pauses.count == 2)
    #expect(try await house.august().supplementRequested == 2)
    #expect(try await house.store.recount().differences == [])
  }
}
