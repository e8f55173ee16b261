import MotCuaAPI
import RPCCore
import Testing

@Suite("Repeats, dry runs and codes from elsewhere")
struct DossierRepeatTests {
  typealias Ground = DossierHouse.Ground

  @Test(
    "The same request id gives the same dossier, with another body it is refused",
    arguments: Ground.allCases
  )
  func replay(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var request = Requests.submit()
    request.requestId = Requests.id(7)
    let first = try await house.dossiers.submitDossier(request, options: house.by(.portal))
    house.set(8, 6, 11)
    let second = try await house.dossiers.submitDossier(request, options: house.by(.portal))
    #expect(first == second)
    request.applicant?.name = "Người Khác"
    let reused = try await refusal {
      try await house.dossiers.submitDossier(request, options: house.by(.portal))
    }
    #expect(reused == Refusal(.invalidArgument, .requestIdReused))
    let page = try await house.dossiers.listDossiers(
      ListDossiersRequest(),
      options: house.by(.supervisor)
    )
    #expect(page.dossiers.count == 1)
  }

  @Test("A connected system must send a request id, also for an applicant")
  func requestIDRequired() async throws {
    let house = try await DossierHouse(.memory)
    for options in [house.by(.portal), house.by(.portal, asserting: DossierProvince.citizen)] {
      let refused = try await refusal {
        try await house.dossiers.submitDossier(Requests.submit(), options: options)
      }
      #expect(refused == Refusal(.invalidArgument, .requestIdRequired))
    }
  }

  @Test(
    "A dry run answers without a code, keeps nothing and uses no number",
    arguments: Ground.allCases
  )
  func dryRun(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var request = Requests.submit()
    request.validateOnly = true
    request.requestId = Requests.id(3)
    let tried = try await house.dossiers.submitDossier(request, options: house.by(.portal))
    #expect(tried.code == "")
    #expect(tried.state == .submitted)
    request.validateOnly = false
    let born = try await house.dossiers.submitDossier(request, options: house.by(.portal))
    #expect(born.code.hasSuffix("-0001"))
    request.components = []
    request.validateOnly = true
    request.requestId = Requests.id(4)
    let refused = try await refusal {
      try await house.dossiers.submitDossier(request, options: house.by(.portal))
    }
    #expect(refused?.reason == .componentMissing)
    let step = try await house.dossiers.acceptDossier(
      AcceptDossierRequest(code: born.code, validateOnly: true),
      options: house.by(.desk)
    )
    #expect(step.state == .received)
    let kept = try await house.dossiers.getDossier(
      GetDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    #expect(kept == born)
  }

  @Test("A code of another system is taken once in its source", arguments: Ground.allCases)
  func externalCodes(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var request = Requests.submit()
    request.externalSource = "DVCQG"
    let half = try await refusal {
      try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    }
    #expect(half?.fields == ["external_code"])
    request.externalCode = "G22.99-200806-000123"
    let born = try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    #expect(born.externalCode == request.externalCode)
    let twice = try await refusal {
      try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    }
    #expect(twice == Refusal(.alreadyExists, .externalCodeTaken))
    request.externalSource = "CONG-KHAC"
    _ = try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    let found = try await house.dossiers.listDossiers(
      ListDossiersRequest(externalSource: "DVCQG", externalCode: request.externalCode),
      options: house.by(.supervisor)
    )
    #expect(found.dossiers.map(\.code) == [born.code])
  }
}
