import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Forms tell what was, whatever came later")
struct DossierPaperTrailTests {
  typealias Ground = DossierHouse.Ground

  private func sheet(_ code: String, _ house: DossierHouse) async throws -> ControlSheet {
    try await house.dossiers.getControlSheet(
      GetControlSheetRequest(code: code),
      options: house.by(.desk)
    )
  }

  @Test("The sheet goes on where a stopped dossier is taken up again", arguments: Ground.allCases)
  func resumed(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    house.set(8, 7, 10)
    let stopped = house.clock.now().timestamp
    _ = try await house.dossiers.stopDossier(
      StopDossierRequest(code: born.code, reason: "Không đủ điều kiện"),
      options: house.by(.specialist)
    )
    house.set(8, 10, 9)
    _ = try await house.dossiers.resumeDossier(
      ResumeDossierRequest(code: born.code),
      options: house.by(.supervisor)
    )
    house.set(8, 11, 9)
    try await house.complete(born.code)
    let stages = try await sheet(born.code, house).stages
    #expect(stages.map(\.action) == [.receive, .start, .resume, .complete])
    #expect(stages[1].endedAt == stopped)
    #expect(stages[2].endedAt == house.clock.now().timestamp)
  }

  @Test("A request for a payment that is taken back ends its stage", arguments: Ground.allCases)
  func cancelled(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    let asked = try await house.asked(born.code)
    house.set(8, 6, 10)
    _ = try await house.dossiers.cancelPayment(
      CancelPaymentRequest(code: asked.code, reason: "Nhầm", requestId: Requests.id(3)),
      options: house.by(.desk)
    )
    let stages = try await sheet(born.code, house).stages
    #expect(stages.map(\.action) == [.receive, .start, .requestPayment, .cancelPayment])
    #expect(stages.map(\.paused) == [false, false, true, false])
    #expect(stages[2].endedAt == house.clock.now().timestamp)
  }

  @Test("What was received is handed on the same day, or after 15:00 the next")
  func handedOn() async throws {
    let house = try await DossierHouse(.memory)
    // The decree names the hour, whenever an office closes.
    for code in [DossierProvince.department, DossierProvince.centre] {
      let hours = [
        OpenInterval(startMinute: 420, endMinute: 660),
        OpenInterval(startMinute: 780, endMinute: 960),
      ]
      _ = try await house.agencies.updateAgency(
        UpdateAgencyRequest(
          agency: Agency(code: code, workingHours: hours),
          updateMask: GoogleProtobuf.FieldMask(paths: ["working_hours"])
        ),
        options: house.by(.administrator)
      )
    }
    let late = try await house.received()
    house.set(8, 6, 14)
    let afternoon = try await house.received()
    house.set(8, 7, 15)
    let friday = try await house.received()
    house.set(8, 10, 8)
    for code in [late.code, friday.code] {
      _ = try await house.dossiers.startDossier(
        StartDossierRequest(code: code),
        options: house.by(.desk)
      )
    }
    let first = try await sheet(late.code, house).stages[0]
    #expect(first.stepDueDate == DossierHouse.day(8, 6).date)
    #expect(first.timeliness == .late)
    let same = try await sheet(afternoon.code, house).stages[0]
    #expect(same.stepDueDate == DossierHouse.day(8, 6).date)
    let second = try await sheet(friday.code, house).stages[0]
    #expect(second.stepDueDate == DossierHouse.day(8, 10).date)
    #expect(second.timeliness == .onTime)
  }

  @Test("A receipt printed again is the same receipt", arguments: Ground.allCases)
  func receipt(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var request = Requests.receive()
    request.components.append(ProvidedComponent(componentCode: "GT-2", source: .paper))
    let born = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    func print(_ person: Person) async throws -> DossierForm {
      try await house.dossiers.getReceipt(
        GetReceiptRequest(code: born.code),
        options: house.by(person)
      )
    }
    let first = try await print(.desk)
    #expect(first.items.map(\.name) == ["Đơn đề nghị", "Bản sao"])
    house.set(8, 20, 9)
    let code = try #require(ProcedureCode(DossierProvince.license))
    var content = try #require(house.store.catalogue.procedure(code)?.content)
    content.name = "Tên mới"
    content.components.removeLast()
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: house.clock.now())
    let draft = ProcedureDraft(code: code, content: content)
    _ = try await house.store.perform(ImportProcedures(drafts: [draft]), as: envelope) { _ in [] }
    _ = try await house.dossiers.startDossier(
      StartDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    try await house.complete(born.code)
    _ = try await house.dossiers.returnResult(
      ReturnResultRequest(
        code: born.code,
        method: .desk,
        fees: [Requests.cash()],
        requestId: Requests.id(7)
      ),
      options: house.by(.desk)
    )
    #expect(try await print(.desk) == first)
  }

  @Test("A reorganisation changes neither receipts nor registers", arguments: Ground.allCases)
  func reorganised(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    let ended = try await house.returned()
    func receipt() async throws -> DossierForm {
      try await house.dossiers.getReceipt(
        GetReceiptRequest(code: born.code),
        options: house.by(.desk)
      )
    }
    func register(_ agency: String, _ first: (Int, Int)) async throws -> [String] {
      let response = try await house.dossiers.getRegister(
        GetRegisterRequest(
          agencyCode: agency,
          received: StatisticsTests.period(first, (8, 31)),
          purpose: "In sổ"
        ),
        options: house.by(.supervisor)
      )
      return response.entries.map { "\($0.code) \($0.agencyName)" }
    }
    let first = try await receipt()
    let listed = try await register(DossierProvince.department, (8, 1))
    #expect(listed.count == 2)
    house.set(8, 20, 9)
    _ = try await house.agencies.reorganizeAgencies(
      ReorganizationTests.merger(),
      options: house.by(.administrator)
    )
    let moved = try await house.dossier(born.code, as: .supervisor)
    #expect(moved.agencyCode == ReorganizationTests.merged)
    #expect(try await receipt() == first)
    #expect(try await register(DossierProvince.department, (8, 1)) == listed)
    #expect(try await register(ReorganizationTests.merged, (8, 1)).isEmpty)
    #expect(ended.state == .returned)
  }
}
