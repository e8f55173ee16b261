import MotCuaAPI
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What views of a dossier show")
struct DossierViewTests {
  typealias Ground = DossierHouse.Ground

  private func birth(_ house: DossierHouse) async throws -> Dossier {
    var request = Requests.submit()
    request.submissionKind = .assisted
    request.assistance = Assistance(
      assistantName: "Đoàn viên",
      capacity: .volunteer,
      consent: true,
      reason: .noDevice
    )
    return try await house.dossiers.submitDossier(request, options: house.by(.applicant))
  }

  @Test("BASIC has the applicant's name and the ends of the numbers", arguments: Ground.allCases)
  func basic(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await birth(house)
    let shown = try await house.dossiers.getDossier(
      GetDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    let masked = Applicant(
      name: "Nguyễn Văn An",
      subjectType: .citizen,
      identityKind: .citizenId,
      identityNumber: "*********001",
      phone: "*******678"
    )
    #expect(shown.applicant == masked)
    #expect(shown.assistance == nil)
    #expect(shown.components.isEmpty)
    #expect(shown.history.isEmpty)
  }

  @Test(
    "Of a number its end is shown, of a short one nothing",
    arguments: [
      ("", ""), ("123456", "******"), ("1234567", "****567"), ("001199000001", "*********001"),
      ("Số 12345678", "********678"),
    ]
  )
  func masked(number: String, shown: String) {
    #expect(DossierPresenter.masked(number) == shown)
  }

  @Test("FULL needs a purpose and shows all", arguments: Ground.allCases)
  func full(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await birth(house)
    house.set(8, 6, 10)
    _ = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: born.code, note: "Đủ"),
      options: house.by(.desk)
    )
    var request = GetDossierRequest(code: born.code, view: .full, purpose: " ")
    let refused = try await refusal {
      try await house.dossiers.getDossier(request, options: house.by(.desk))
    }
    #expect(refused == Refusal(.invalidArgument, .purposeRequired))
    request.purpose = "Thẩm định"
    let commands = try await house.store.figures().commands
    let shown = try await house.dossiers.getDossier(request, options: house.by(.desk))
    #expect(try await house.store.figures().commands == commands + 1)
    #expect(shown.applicant == Requests.applicant())
    #expect(shown.assistance?.assistantName == "Đoàn viên")
    #expect(shown.components == [Requests.form()])
    #expect(shown.history.map(\.action) == [.submit, .accept])
    #expect(shown.history.map(\.toState) == [.submitted, .received])
    #expect(shown.history.map(\.actorKind) == [.applicant, .officer])
    #expect(shown.history.last?.officerCode == Person.desk.officer)
    #expect(shown.history.allSatisfy { $0.tableVersion == 1 })
    #expect(shown.history.last?.note == "Đủ")
    #expect(shown.history.last?.newDueAt == shown.dueAt)
    #expect(shown.history.first?.fromState == .unspecified)
    request.code = "000.00.05.H10-200806-0009"
    let absent = try await refusal {
      try await house.dossiers.getDossier(request, options: house.by(.desk))
    }
    #expect(absent == Refusal(.notFound, .notFound))
  }

  @Test("An administrator sees no applicant, and cannot look for one")
  func administrator() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await birth(house)
    _ = try await house.dossiers.refuseDossier(
      RefuseDossierRequest(code: born.code, reason: "Ông An không có hộ khẩu"),
      options: house.by(.desk)
    )
    let shown = try await house.dossiers.getDossier(
      GetDossierRequest(code: born.code),
      options: house.by(.administrator)
    )
    #expect(shown.applicant == nil)
    #expect(shown.closingReason == "")
    let full = try await refusal {
      try await house.dossiers.getDossier(
        GetDossierRequest(code: born.code, view: .full, purpose: "Xem"),
        options: house.by(.administrator)
      )
    }
    #expect(full == Refusal(.permissionDenied, .principalNotAllowed))
    let search = try await refusal {
      try await house.dossiers.listDossiers(
        ListDossiersRequest(applicantIdentityNumber: DossierProvince.citizen),
        options: house.by(.administrator)
      )
    }
    #expect(search == Refusal(.permissionDenied, .principalNotAllowed))
  }

  @Test("Names and reasons are stored in NFC")
  func normalForm() async throws {
    let house = try await DossierHouse(.memory)
    var request = Requests.submit()
    request.applicant?.name = " Nguye\u{302}\u{303}n Va\u{306}n An "
    let born = try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    let name = try #require(born.applicant?.name)
    #expect(Array(name.unicodeScalars) == Array("Nguyễn Văn An".unicodeScalars))
  }
}
