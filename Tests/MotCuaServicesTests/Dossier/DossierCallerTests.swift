import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

@Suite("Who may do and see what with dossiers")
struct DossierCallerTests {
  typealias Ground = DossierHouse.Ground

  @Test("Who submits decides as what it counts")
  func submissionKinds() async throws {
    let house = try await DossierHouse(.memory)
    func kind(_ person: Person, _ asked: SubmissionKind) async throws -> SubmissionKind {
      var request = Requests.submit()
      request.submissionKind = asked
      request.requestId = Requests.id(person.rawValue * 10 + Int(asked.rawValue))
      if asked == .assisted || person == .volunteer {
        request.assistance = Assistance(
          assistantName: "Đoàn viên",
          capacity: .volunteer,
          consent: true,
          reason: .cannotRead
        )
      }
      return try await house.dossiers.submitDossier(request, options: house.by(person))
        .submissionKind
    }
    #expect(try await kind(.applicant, .unspecified) == .byApplicant)
    #expect(try await kind(.portal, .unspecified) == .byApplicant)
    #expect(try await kind(.volunteer, .unspecified) == .assisted)
    #expect(try await kind(.desk, .unspecified) == .byOfficer)
    #expect(try await kind(.desk, .assisted) == .assisted)
    for (person, asked) in [(Person.desk, SubmissionKind.byApplicant), (.volunteer, .byOfficer)] {
      let refused = try await refusal { try await kind(person, asked) }
      #expect(refused?.reason == .principalNotAllowed)
    }
  }

  @Test("Help needs the helper and the owner's consent")
  func consent() async throws {
    let house = try await DossierHouse(.memory)
    var request = Requests.submit()
    let unnamed = try await refusal {
      try await house.dossiers.submitDossier(request, options: house.by(.volunteer))
    }
    #expect(unnamed == Refusal(.invalidArgument, .consentRequired))
    request.assistance = Assistance(assistantName: "Đoàn viên", capacity: .volunteer)
    let unasked = try await refusal {
      try await house.dossiers.submitDossier(request, options: house.by(.volunteer))
    }
    #expect(unasked == Refusal(.invalidArgument, .consentRequired))
    let alone = try await refusal {
      try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    }
    #expect(alone?.fields == ["assistance"])
  }

  @Test("Help says why, and the helper is never the owner", arguments: Ground.allCases)
  func helper(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var request = Requests.submit()
    request.assistance = Assistance(
      assistantName: "Đoàn viên",
      capacity: .volunteer,
      consent: true
    )
    func answer() async throws -> Refusal? {
      try await refusal {
        try await house.dossiers.submitDossier(request, options: house.by(.volunteer))
      }
    }
    #expect(try await answer()?.fields == ["assistance.reason"])
    request.assistance?.reason = .language
    request.assistance?.identityNumber = " \(DossierProvince.citizen) "
    #expect(try await answer() == Refusal(.invalidArgument, .assistantIsOwner))
    request.assistance?.identityNumber = "070900000009"
    request.assistance?.consentNote = "Điểm chỉ trước người làm chứng"
    let born = try await house.dossiers.submitDossier(request, options: house.by(.volunteer))
    #expect(born.assistance == nil)
    let shown = try await house.fullDossier(born.code)
    #expect(shown.assistance == request.assistance)
    var exported: [ExportedDossier] = []
    let lines = try await house.dossiers.exportDossiers(
      ExportDossiersRequest(),
      options: house.by(.supervisor)
    )
    for try await answer in lines { exported += answer.dossiers }
    #expect(exported.map(\.assistantCapacity) == [.volunteer])
    #expect(exported.map(\.assistanceReason) == [.language])
  }

  @Test("An assistant who is known by his number helps under no other", arguments: Ground.allCases)
  func knownAssistant(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let options = try await house.assistant("070900000009")
    var request = Requests.submit()
    request.assistance = Assistance(
      assistantName: "Đoàn viên",
      capacity: .volunteer,
      consent: true,
      reason: .disability
    )
    let born = try await house.dossiers.submitDossier(request, options: options)
    let shown = try await house.fullDossier(born.code)
    #expect(shown.assistance?.identityNumber == "070900000009")
    request.assistance?.identityNumber = "070900000010"
    let foreign = try await refusal {
      try await house.dossiers.submitDossier(request, options: options)
    }
    #expect(foreign?.fields == ["assistance.identity_number"])
    request = Requests.submit(owner: "070900000009")
    request.assistance = Assistance(
      assistantName: "Đoàn viên",
      capacity: .volunteer,
      consent: true,
      reason: .disability
    )
    let own = try await refusal {
      try await house.dossiers.submitDossier(request, options: options)
    }
    #expect(own == Refusal(.invalidArgument, .assistantIsOwner))
  }

  @Test("A helper acts for whom he helped and for nobody else", arguments: Ground.allCases)
  func helpsOn(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let helper = try await house.assistant("070900000009")
    var request = Requests.submit()
    let foreign = try await house.dossiers.submitDossier(request, options: house.by(.applicant))
    request.assistance = Assistance(
      assistantName: "Đoàn viên",
      capacity: .volunteer,
      consent: true,
      reason: .disability
    )
    let helped = try await house.dossiers.submitDossier(request, options: helper)
    let codes = [helped.code, foreign.code]
    for code in codes {
      _ = try await house.dossiers.requestSupplement(
        RequestSupplementRequest(code: code, reason: "Thiếu"),
        options: house.by(.desk)
      )
    }
    func refusals(
      _ act: (String, CallOptions) async throws -> Dossier
    ) async throws -> [Refusal?] {
      var refusals: [Refusal?] = []
      for (code, caller) in [
        (foreign.code, helper), (helped.code, house.by(.volunteer)), (helped.code, helper),
      ] {
        refusals.append(try await refusal { try await act(code, caller) })
      }
      return refusals
    }
    let hidden = Refusal(.notFound, .notFound)
    let provided = try await refusals { code, caller in
      try await house.dossiers.provideSupplement(
        ProvideSupplementRequest(code: code, note: "Đã nộp"),
        options: caller
      )
    }
    #expect(provided == [hidden, hidden, nil])
    #expect(try await house.dossier(helped.code).state == .submitted)
    #expect(try await house.dossier(foreign.code).state == .supplementRequested)
    let withdrawn = try await refusals { code, caller in
      try await house.dossiers.withdrawDossier(
        WithdrawDossierRequest(code: code, reason: "Đổi ý"),
        options: caller
      )
    }
    #expect(withdrawn == [hidden, hidden, nil])
    #expect(try await house.dossier(helped.code).state == .withdrawn)
    #expect(try await house.dossier(foreign.code).state == .supplementRequested)
  }

  @Test("An applicant submits and sees his own dossiers only", arguments: Ground.allCases)
  func applicants(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let other = "070900000002"
    let foreign = try await refusal {
      try await house.dossiers.submitDossier(
        Requests.submit(owner: other),
        options: house.by(.applicant)
      )
    }
    #expect(foreign == Refusal(.permissionDenied, .principalNotAllowed))
    var request = Requests.submit(owner: other)
    request.requestId = Requests.id(1)
    let theirs = try await house.dossiers.submitDossier(
      request,
      options: house.by(.portal, asserting: other)
    )
    let hidden = try await refusal {
      try await house.dossiers.getDossier(
        GetDossierRequest(code: theirs.code),
        options: house.by(.applicant)
      )
    }
    #expect(hidden == Refusal(.notFound, .notFound))
    let list = try await house.dossiers.listDossiers(
      ListDossiersRequest(),
      options: house.by(.applicant)
    )
    #expect(list.dossiers == [])
    let own = try await house.dossiers.listDossiers(
      ListDossiersRequest(),
      options: house.by(.portal, asserting: other)
    )
    #expect(own.dossiers.map(\.code) == [theirs.code])
  }

  @Test("A passport with another's number opens nothing of his", arguments: Ground.allCases)
  func passports(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let number = "280900001"
    func caller(_ kind: String) -> CallOptions {
      var options = house.by(.portal)
      options.metadata.append(AssertedApplicant.metadataName, text: "\(kind):\(number)")
      return options
    }
    let (citizen, foreigner) = (caller("OLD_CITIZEN_ID"), caller("PASSPORT"))
    func submit(
      _ kind: MotCuaAPI.IdentityKind,
      _ id: Int,
      _ caller: CallOptions
    ) async throws -> Dossier {
      var request = Requests.submit(owner: number)
      request.applicant?.identityKind = kind
      request.requestId = Requests.id(id)
      return try await house.dossiers.submitDossier(request, options: caller)
    }
    func codes(_ caller: CallOptions) async throws -> [String] {
      try await house.dossiers.listDossiers(ListDossiersRequest(), options: caller)
        .dossiers.map(\.code)
    }
    let theirs = try await submit(.oldCitizenId, 1, citizen)
    #expect(try await codes(foreigner) == [])
    let hidden = try await refusal {
      try await house.dossiers.getDossier(GetDossierRequest(code: theirs.code), options: foreigner)
    }
    #expect(hidden == Refusal(.notFound, .notFound))
    let foreign = try await refusal { try await submit(.oldCitizenId, 2, foreigner) }
    #expect(foreign == Refusal(.permissionDenied, .principalNotAllowed))
    let own = try await submit(.passport, 3, foreigner)
    #expect(try await codes(foreigner) == [own.code])
    #expect(try await codes(citizen) == [theirs.code])
  }

  @Test(
    "What lies outside the scope is not found, like what does not exist",
    arguments: Ground.allCases
  )
  func scopes(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    func get(_ code: String) async throws -> RPCError? {
      do {
        _ = try await house.dossiers.getDossier(
          GetDossierRequest(code: code),
          options: house.by(.districtDesk)
        )
        return nil
      } catch let error as RPCError {
        return error
      }
    }
    let hidden = try await get(born.code)
    let absent = try await get("000.00.05.H10-200806-0009")
    #expect(hidden?.code == .notFound)
    #expect(hidden?.message == absent?.message)
    let step = try await refusal {
      try await house.dossiers.acceptDossier(
        AcceptDossierRequest(code: born.code),
        options: house.by(.districtDesk)
      )
    }
    #expect(step == Refusal(.notFound, .notFound))
    let birth = try await refusal {
      try await house.dossiers.receiveDossier(
        Requests.receive(),
        options: house.by(.districtDesk)
      )
    }
    #expect(birth == Refusal(.permissionDenied, .outOfScope))
    for options in [
      house.by(.districtPortal),
      house.by(.districtPortal, asserting: DossierProvince.citizen),
    ] {
      let system = try await refusal {
        var request = Requests.submit()
        request.requestId = Requests.id(1)
        return try await house.dossiers.submitDossier(request, options: options)
      }
      #expect(system == Refusal(.permissionDenied, .outOfScope))
    }
  }

  @Test("The one-stop centre receives for the agency and sees it; those above see those below")
  func desks() async throws {
    let house = try await DossierHouse(.memory)
    let request = Requests.receive(at: DossierProvince.district)
    let born = try await house.dossiers.receiveDossier(request, options: house.by(.centreDesk))
    #expect(born.agencyCode == DossierProvince.district)
    #expect(born.deskAgencyCode == DossierProvince.centre)
    let low = try await house.dossiers.receiveDossier(
      Requests.receive(at: DossierProvince.commune),
      options: house.by(.communeDesk)
    )
    func codes(_ person: Person) async throws -> [String] {
      try await house.dossiers.listDossiers(ListDossiersRequest(), options: house.by(person))
        .dossiers.map(\.code)
    }
    #expect(try await codes(.centreDesk) == [born.code])
    #expect(try await codes(.districtDesk) == [low.code, born.code])
    #expect(try await codes(.communeDesk) == [low.code])
    #expect(try await codes(.desk) == [])
    #expect(try await codes(.supervisor) == [low.code, born.code])
  }

  @Test("A duty that is missing and a caller without one are refused")
  func duties() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.dossiers.receiveDossier(
      Requests.receive(),
      options: house.by(.desk)
    )
    let specialist = try await refusal {
      try await house.dossiers.receiveDossier(Requests.receive(), options: house.by(.specialist))
    }
    #expect(specialist == Refusal(.permissionDenied, .dutyMissing))
    let administrator = try await refusal {
      try await house.dossiers.startDossier(
        StartDossierRequest(code: born.code),
        options: house.by(.administrator)
      )
    }
    #expect(administrator == Refusal(.permissionDenied, .principalNotAllowed))
    let nobody = try await refusal {
      try await house.dossiers.getDossier(
        GetDossierRequest(code: born.code),
        options: house.by(nil)
      )
    }
    #expect(nobody == Refusal(.unauthenticated, .tokenMissing))
  }
}

extension DossierHouse {
  /// A new assistant of the department who is known by his identity number.
  fileprivate func assistant(_ number: String) async throws -> CallOptions {
    let principal = try await admin.createPrincipal(
      CreatePrincipalRequest(
        principal: MotCuaAPI.Principal(
          kind: .assistant,
          name: "Đoàn viên",
          agencyCodes: [DossierProvince.department],
          identityNumber: number
        )
      ),
      options: by(.administrator)
    )
    return try await options(ofPrincipal: principal.id)
  }
}
