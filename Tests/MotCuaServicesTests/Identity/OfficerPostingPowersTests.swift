import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("What an officer may do follows his postings", .timeLimit(.minutes(15)))
struct OfficerPostingPowersTests {
  typealias Ground = DossierHouse.Ground

  private static let department = DossierProvince.department
  private static let district = DossierProvince.district

  private func codes(_ house: DossierHouse, _ caller: CallOptions) async throws -> [String] {
    try await house.dossiers.listDossiers(ListDossiersRequest(), options: caller)
      .dossiers.map(\.code)
  }

  private func start(
    _ house: DossierHouse,
    _ code: String,
    _ caller: CallOptions
  ) async throws -> Refusal? {
    try await refusal {
      try await house.dossiers.startDossier(StartDossierRequest(code: code), options: caller)
    }
  }

  @Test("A transfer takes effect at midnight of the province", arguments: Ground.allCases)
  func midnight(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let desk = try await house.account(of: "CB-3")
    let here = try await house.received()
    let there = try await house.dossiers.receiveDossier(
      Requests.receive(at: Self.district),
      options: house.by(.centreDesk)
    )
    try await house.post(
      .desk,
      at: Self.district,
      [.reception],
      from: DossierHouse.day(8, 8),
      replacing: true
    )
    house.set(8, 7, 23, 59)
    #expect(try await codes(house, desk) == [here.code])
    #expect(try await start(house, there.code, desk) == Refusal(.notFound, .notFound))
    let born = try await house.dossiers.receiveDossier(Requests.receive(), options: desk)
    house.set(8, 8, 0)
    #expect(try await codes(house, desk) == [there.code])
    #expect(try await start(house, born.code, desk) == Refusal(.notFound, .notFound))
    let outside = try await refusal {
      try await house.dossiers.receiveDossier(Requests.receive(), options: desk)
    }
    #expect(outside == Refusal(.permissionDenied, .outOfScope))
    #expect(try await start(house, there.code, desk) == nil)
    #expect(
      try await house.fullDossier(there.code, as: .centreDesk).history.last?.officerCode == "CB-3"
    )
  }

  @Test("A duty held at one agency gives no power at another", arguments: Ground.allCases)
  func places(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let officer = try await house.account(of: "CB-4")
    try await house.post(.specialist, at: Self.district, [.reception])
    let here = try await house.received()
    let there = try await house.dossiers.receiveDossier(
      Requests.receive(at: Self.district),
      options: house.by(.centreDesk)
    )
    #expect(try await codes(house, officer) == [there.code, here.code])
    let refused = Refusal(.permissionDenied, .dutyMissing)
    #expect(try await start(house, here.code, officer) == refused)
    let birth = try await refusal {
      try await house.dossiers.receiveDossier(Requests.receive(), options: officer)
    }
    #expect(birth == refused)
    let parcel = try await refusal {
      try await house.dossiers.recordShipment(
        RecordShipmentRequest(
          code: here.code,
          direction: .inbound,
          carrier: "VNPOST",
          trackingNumber: "EB1VN",
          receiverName: "Nguyễn Văn An",
          receiverPhone: "0912345678",
          receiverAddress: "Thị xã Bình Long"
        ),
        options: officer
      )
    }
    #expect(parcel == refused)
    let bulk = try await house.dossiers.bulkTransition(
      BulkTransitionRequest(action: .start, codes: [here.code, there.code]),
      options: officer
    )
    #expect(bulk.rows.map(\.done) == [false, true])
    #expect(bulk.rows[0].reason == "DUTY_MISSING")
    // What he holds here he may do here, and not there.
    #expect(try await start(house, here.code, house.by(.desk)) == nil)
    func stop(_ code: String) async throws -> Refusal? {
      try await refusal {
        try await house.dossiers.stopDossier(
          StopDossierRequest(code: code, reason: "Không đủ điều kiện"),
          options: officer
        )
      }
    }
    #expect(try await stop(there.code) == refused)
    #expect(try await stop(here.code) == nil)
  }

  @Test("Money is asked for, taken and given up where the duty is held", arguments: Ground.allCases)
  func money(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    // He resolves here, and receives at the district alone.
    let officer = try await house.account(of: "CB-4")
    try await house.post(.specialist, at: Self.district, [.reception])
    let dossier = try await house.received()
    let asked = try await house.asked(dossier.code)
    let taken = try await refusal {
      try await house.dossiers.confirmPayment(
        ConfirmPaymentRequest(
          code: asked.code,
          amountVnd: 120_000,
          method: .cash,
          requestId: Requests.id(11)
        ),
        options: officer
      )
    }
    #expect(taken == Refusal(.permissionDenied, .dutyMissing))
    // A specialist may give it up here.
    let cancelled = try await house.dossiers.cancelPayment(
      CancelPaymentRequest(code: asked.code, reason: "Nhầm", requestId: Requests.id(12)),
      options: officer
    )
    #expect(cancelled.state == .cancelled)
  }

  @Test("Whose postings have ended sees nothing and is told why", arguments: Ground.allCases)
  func ended(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let desk = try await house.account(of: "CB-3")
    let born = try await house.received()
    try await house.post(
      .desk,
      at: Self.department,
      [.signing],
      from: DossierHouse.day(8, 7),
      through: DossierHouse.day(8, 7),
      replacing: true
    )
    house.set(8, 7, 9)
    let lost = try await start(house, born.code, desk)
    #expect(lost == Refusal(.permissionDenied, .dutyMissing))
    house.set(8, 8, 0)
    #expect(try await codes(house, desk) == [])
    let hidden = try await refusal {
      try await house.dossiers.getDossier(GetDossierRequest(code: born.code), options: desk)
    }
    #expect(hidden == Refusal(.notFound, .notFound))
    #expect(
      try await start(house, born.code, desk) == Refusal(.permissionDenied, .officerNotPosted)
    )
  }

  @Test("What an account states narrows the postings and adds nothing")
  func narrowed() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.received()
    let guide = try await house.account(of: "CB-3", duties: [.guidance, .signing])
    #expect(try await codes(house, guide) == [born.code])
    #expect(try await start(house, born.code, guide) == Refusal(.permissionDenied, .dutyMissing))
    let elsewhere = try await house.account(of: "CB-3", agencies: [Self.district])
    #expect(try await codes(house, elsewhere) == [])
    #expect(
      try await start(house, born.code, elsewhere) == Refusal(.permissionDenied, .dutyMissing)
    )
    let all = try await house.account(of: "CB-3", agencies: [DossierProvince.root])
    #expect(try await start(house, born.code, all) == nil)
  }

  @Test("An account of an officer who does not exist may do nothing")
  func unknown() async throws {
    let house = try await DossierHouse(.memory)
    let record = PrincipalRecord(kind: .officer, name: "Lạc", officer: "CB-99", etag: 1)
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: house.clock.now())
    let made = try await house.store.perform(
      AdmitUnchecked(principal: record),
      as: envelope
    ) { _ in [] }.outcome
    let caller = try await house.options(ofPrincipal: String(made?.id ?? 0))
    let refused = try await refusal { try await codes(house, caller) }
    #expect(refused == Refusal(.permissionDenied, .officerNotPosted))
  }

  @Test("An account without an officer keeps what it states")
  func stated() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.received()
    let principal = try await house.admin.createPrincipal(
      CreatePrincipalRequest(
        principal: MotCuaAPI.Principal(
          kind: .officer,
          name: "Quầy chung",
          agencyCodes: [Self.department],
          duties: [.reception]
        )
      ),
      options: house.by(.administrator)
    )
    let caller = try await house.options(ofPrincipal: principal.id)
    #expect(try await start(house, born.code, caller) == nil)
  }

  @Test("A stream ends when the postings of its reader change", arguments: Ground.allCases)
  func stream(_ ground: Ground) async throws {
    try await WatchHouse.with(ground) { house in
      let desk = try await house.base.account(of: "CB-3")
      let other = try await house.dossiers.receiveDossier(
        Requests.receive(at: Self.district),
        options: house.base.by(.centreDesk)
      )
      try await house.submitted()
      try await house.base.post(
        .desk,
        at: Self.district,
        [.reception],
        from: DossierHouse.day(8, 7),
        replacing: true
      )
      func watch() async throws -> WatchReader {
        WatchReader(
          try await house.dossiers.watchEvents(
            WatchEventsRequest(withSnapshot: true),
            options: desk
          )
        )
      }
      let live = try await watch()
      #expect(try await live.snapshot().map(\.agencyCode) == [Self.department])
      house.base.set(8, 7, 0)
      house.clock.advance(seconds: 5)
      house.hub.beat()
      let end = try await refusal { while try await live.next() != nil {} }
      #expect(end?.reason == .watchScopeChanged)
      #expect(try await watch().snapshot().map(\.code) == [other.code])
    }
  }
}
