import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What a submission or a step is refused for")
struct DossierRefusalTests {
  typealias Ground = DossierHouse.Ground

  @Test("Unknown, unpublished, not offered, not online, incomplete")
  func conditions() async throws {
    let house = try await DossierHouse(.memory)
    func submit(_ change: (inout SubmitDossierRequest) -> Void) async throws -> ErrorReason? {
      var request = Requests.submit()
      change(&request)
      return try await refusal {
        try await house.dossiers.submitDossier(request, options: house.by(.applicant))
      }?.reason
    }
    #expect(try await submit { $0.procedureCode = "1.009999" } == .procedureNotPublished)
    #expect(
      try await submit { $0.procedureCode = DossierProvince.draft } == .procedureNotPublished
    )
    #expect(try await submit { $0.procedureCode = DossierProvince.paper } == .notOnline)
    #expect(try await submit { $0.agencyCode = DossierProvince.root } == .notOffered)
    #expect(try await submit { $0.agencyCode = "000.00.77.H10" } == .agencyNotFound)
    #expect(try await submit { $0.components = [] } == .componentMissing)
    #expect(try await submit { $0.components[0].componentCode = "GT-9" } == .componentUnknown)
    #expect(try await submit { $0.caseCode = "1.000001.09" } == .componentUnknown)
  }

  @Test("By post only where the agency takes it, and online only as a submission")
  func channels() async throws {
    let house = try await DossierHouse(.memory)
    let post = try await refusal {
      try await house.dossiers.receiveDossier(
        Requests.receive(DossierProvince.paper, by: .post),
        options: house.by(.desk)
      )
    }
    #expect(post?.reason == .notByPost)
    let online = try await refusal {
      try await house.dossiers.receiveDossier(
        Requests.receive(by: .online),
        options: house.by(.desk)
      )
    }
    #expect(online == Refusal(.invalidArgument, .invalidFields, fields: ["channel"]))
  }

  @Test("All wrong fields are told at once, and none of their values")
  func fields() async throws {
    let house = try await DossierHouse(.memory)
    var request = Requests.receive()
    request.applicant?.name = "  "
    request.applicant?.identityNumber = "12345"
    request.components.append(ProvidedComponent(source: .paper))
    request.fees = [
      DossierFee(kind: .fee, amountVnd: 1, exempt: true),
      DossierFee(kind: .fee, amountVnd: 1),
      DossierFee(kind: .fee, amountVnd: 1, paymentMethod: .online),
    ]
    request.requestId = Requests.id(1)
    request.dueDate = Date(year: 2020, month: 2, day: 30)
    let refused = try await refusal {
      try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    }
    #expect(
      refused
        == Refusal(
          .invalidArgument,
          .invalidFields,
          fields: [
            "applicant.identity_number", "applicant.name", "components[1].name",
            "fees[0].exemption_reason", "fees[1].payment_method",
            "fees[2].transaction_reference", "due_date",
          ]
        )
    )
  }

  @Test("What is mandatory must really be handed in", arguments: Ground.allCases)
  func handedIn(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var request = Requests.submit()
    func submit() async throws -> Refusal? {
      try await refusal {
        try await house.dossiers.submitDossier(request, options: house.by(.applicant))
      }
    }
    request.components = [ProvidedComponent(componentCode: "GT-1", source: .upload)]
    #expect(try await submit()?.fields == ["components[0].file_id"])
    request.components[0].fileReference = "kho/don.pdf"
    #expect(try await submit()?.fields == ["components[0].file_id"])
    request.components = [Requests.form(.paper)]
    #expect(try await submit()?.reason == .componentMissing)
    // Where the procedure asks for the paper afterwards it may be announced.
    let code = try #require(ProcedureCode(DossierProvince.license))
    var content = try #require(house.store.catalogue.procedure(code)?.content)
    content.components[0].isPaperRequiredAfterOnline = true
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: house.clock.now())
    let draft = ProcedureDraft(code: code, content: content)
    _ = try await house.store.perform(ImportProcedures(drafts: [draft]), as: envelope) { _ in [] }
    #expect(try await submit() == nil)
  }

  @Test("Nobody settles a fee by his own word", arguments: [Person.applicant, .portal, .desk])
  func ownWord(_ person: Person) async throws {
    let house = try await DossierHouse(.memory)
    func submit(_ fee: DossierFee, _ id: Int, asserting: Bool) async throws -> ErrorReason? {
      var request = Requests.submit()
      request.fees = [fee]
      request.requestId = Requests.id(id)
      let options = house.by(person, asserting: asserting ? DossierProvince.citizen : nil)
      return try await refusal {
        try await house.dossiers.submitDossier(request, options: options)
      }?.reason
    }
    let exempt = DossierFee(kind: .fee, exempt: true, exemptionReason: "x")
    let told: ErrorReason? = person == .applicant ? .principalNotAllowed : nil
    #expect(try await submit(exempt, 1, asserting: false) == told)
    #expect(try await submit(Requests.cash(), 2, asserting: false) == told)
    let paid: ErrorReason? = person == .portal ? nil : .principalNotAllowed
    #expect(try await submit(Requests.online("A-1"), 3, asserting: false) == paid)
    if person == .portal {
      #expect(try await submit(exempt, 4, asserting: true) == .principalNotAllowed)
    }
  }

  @Test("An officer cannot say that a fee was paid online", arguments: Ground.allCases)
  func officersWord(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let fees = [Requests.online("abc", 20_000)]
    let told = Refusal(.permissionDenied, .principalNotAllowed)
    var received = Requests.receive()
    received.fees = fees
    received.requestId = Requests.id(1)
    let atReception = try await refusal {
      try await house.dossiers.receiveDossier(received, options: house.by(.desk))
    }
    #expect(atReception == told)
    let waiting = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let atAcceptance = try await refusal {
      try await house.dossiers.acceptDossier(
        AcceptDossierRequest(code: waiting.code, fees: fees, requestId: Requests.id(2)),
        options: house.by(.desk)
      )
    }
    #expect(atAcceptance == told)
    let done = try await house.started()
    try await house.complete(done.code)
    let atReturn = try await refusal {
      try await house.dossiers.returnResult(
        ReturnResultRequest(
          code: done.code,
          method: .desk,
          fees: fees,
          requestId: Requests.id(3)
        ),
        options: house.by(.desk)
      )
    }
    #expect(atReturn == told)
    #expect(try await house.august().feePaidOnline == 0)
  }

  @Test(
    "An officer withdraws nothing unless he says how the owner asked",
    arguments: Ground.allCases
  )
  func withdrawalByOfficer(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.started()
    var request = WithdrawDossierRequest(code: born.code, reason: " ")
    let silent = try await refusal {
      try await house.dossiers.withdrawDossier(request, options: house.by(.desk))
    }
    #expect(silent == Refusal(.invalidArgument, .invalidFields, fields: ["reason"]))
    #expect(try await house.dossier(born.code).state == .inProgress)
    request.reason = "Chủ hồ sơ gọi điện: đổi ý"
    let gone = try await house.dossiers.withdrawDossier(request, options: house.by(.desk))
    #expect(gone.state == .withdrawn)
    #expect(gone.closingReason == request.reason)
    // The owner owes no reason, himself or through the system that he uses.
    for (number, person) in [Person.applicant, .portal].enumerated() {
      let other = try await house.received()
      let own = try await house.dossiers.withdrawDossier(
        WithdrawDossierRequest(code: other.code, requestId: Requests.id(10 + number)),
        options: house.by(person)
      )
      #expect(own.state == .withdrawn)
    }
  }

  @Test("Fees need a request id, and a payment counts once")
  func fees() async throws {
    let house = try await DossierHouse(.sqlite)
    var request = Requests.receive()
    var transfer = Requests.cash()
    transfer.paymentMethod = .transfer
    transfer.transactionReference = "FT-1"
    request.fees = [transfer, Requests.cash()]
    let unnamed = try await refusal {
      try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    }
    #expect(unnamed == Refusal(.invalidArgument, .requestIdRequired))
    request.requestId = Requests.id(1)
    let first = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    #expect(first.fees.map(\.amountVnd) == [50_000, 50_000])
    #expect(first.fees.allSatisfy { $0.recordedAt != nil })
    request.requestId = Requests.id(2)
    let second = try await refusal {
      try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    }
    #expect(second == Refusal(.alreadyExists, .transactionReferenceTaken))
  }

  @Test("A result needs a name, an electronic one its sum and signature; paper has no certificate")
  func results() async throws {
    let house = try await DossierHouse(.memory)
    let refused = try await refusal {
      try await house.dossiers.completeDossier(
        CompleteDossierRequest(
          code: "000.00.05.H10-200806-0001",
          results: [
            DossierResult(name: "A", electronic: true),
            DossierResult(name: " ", certificateSerial: "77"),
          ]
        ),
        options: house.by(.head)
      )
    }
    #expect(
      refused?.fields
        == [
          "results[0].sha256", "results[0].signer", "results[0].certificate_serial",
          "results[1].certificate_serial", "results[1].name",
        ]
    )
  }

  @Test("A deadline in the past, an empty supplement and a stray tracking number are refused")
  func smallThings() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.dossiers.receiveDossier(
      Requests.receive(),
      options: house.by(.desk)
    )
    let deadline = try await refusal {
      try await house.dossiers.requestSupplement(
        RequestSupplementRequest(
          code: born.code,
          reason: "Thiếu",
          deadline: DossierHouse.day(8, 5).date
        ),
        options: house.by(.desk)
      )
    }
    #expect(deadline?.fields == ["deadline"])
    let supplement = try await refusal {
      try await house.dossiers.provideSupplement(
        ProvideSupplementRequest(code: born.code),
        options: house.by(.desk)
      )
    }
    #expect(supplement?.fields == ["components"])
    let tracking = try await refusal {
      try await house.dossiers.returnResult(
        ReturnResultRequest(code: born.code, method: .desk, trackingNumber: "EB1"),
        options: house.by(.desk)
      )
    }
    #expect(tracking?.fields == ["tracking_number"])
  }

  @Test("A stale etag is refused with the present one")
  func etag() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.dossiers.receiveDossier(
      Requests.receive(),
      options: house.by(.desk)
    )
    let stale = try await refusal {
      try await house.dossiers.startDossier(
        StartDossierRequest(code: born.code, etag: "77"),
        options: house.by(.desk)
      )
    }
    #expect(stale == Refusal(.aborted, .etagMismatch))
    let started = try await house.dossiers.startDossier(
      StartDossierRequest(code: born.code, etag: born.etag),
      options: house.by(.desk)
    )
    #expect(started.state == .inProgress)
  }
}
