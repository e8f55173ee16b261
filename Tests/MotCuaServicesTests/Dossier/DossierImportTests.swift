import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Dossiers of an older system")
struct DossierImportTests {
  typealias Ground = DossierHouse.Ground

  private func event(
    _ action: MotCuaAPI.DossierAction,
    _ day: Int,
    _ hour: Int,
    _ change: (inout ImportedEvent) -> Void = { _ in }
  ) -> ImportedEvent {
    let at = Instant(ict: DossierHouse.day(7, day), minute: hour * 60)
    var event = ImportedEvent(action: action, occurredAt: at.timestamp)
    change(&event)
    return event
  }

  private func dossier(_ line: Int64, _ events: [ImportedEvent]) -> ImportedDossier {
    ImportedDossier(
      line: line,
      externalSource: "IGATE",
      externalCode: "G-\(line)",
      procedureCode: DossierProvince.license,
      agencyCode: DossierProvince.department,
      channel: events.first?.action == .submit ? .online : .direct,
      applicant: Requests.applicant(),
      components: [Requests.form()],
      events: events
    )
  }

  /// Submitted 1 July, late: due 8 July, completed 10 July, after a rework.
  private var life: [ImportedEvent] {
    [
      event(.submit, 1, 8), event(.accept, 1, 10) { $0.officerCode = "CB-OLD" },
      event(.start, 1, 11),
      event(.complete, 7, 9) { $0.results = [Requests.result()] },
      event(.rework, 8, 9) { $0.note = "Sai tên" },
      event(.complete, 10, 9) { $0.results = [Requests.result()] },
      event(.returnResult, 10, 15) { $0.returnMethod = .desk },
      event(.rate, 13, 9) { $0.score = 5 },
    ]
  }

  private func take(
    _ dossiers: [ImportedDossier],
    _ house: DossierHouse,
    dryRun: Bool = false,
    as person: Person = .administrator
  ) async throws -> ImportDossiersResponse {
    try await house.dossiers.importDossiers(options: house.by(person)) { writer in
      try await writer.write(
        ImportDossiersRequest(
          dossiers: dossiers,
          requestId: Requests.id(900),
          validateOnly: dryRun
        )
      )
    }
  }

  @Test("A history counts like one that was lived here", arguments: Ground.allCases)
  func replay(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let answer = try await take([dossier(1, life)], house)
    #expect(answer.errors == [])
    #expect(answer.counts?.created == 1)
    let listed = try await house.dossiers.listDossiers(
      ListDossiersRequest(externalSource: "IGATE", externalCode: "G-1"),
      options: house.by(.desk)
    )
    let found = try #require(listed.dossiers.first)
    #expect(found.code == "000.00.05.H10-200701-0001")
    #expect(found.state == .returned)
    #expect(found.rating?.score == 5)
    let history = try await house.fullDossier(found.code).history
    #expect(history.map(\.action) == life.map(\.action))
    #expect(history.map(\.occurredAt) == life.map(\.occurredAt))
    #expect(history[1].officerCode == "CB-OLD")
    let july = try await house.statistics.getSummary(
      GetSummaryRequest(period: StatisticsTests.period((7, 1), (7, 31))),
      options: house.by(.supervisor)
    )
    let counts = try #require(july.current?.dossiers)
    #expect([counts.received, counts.receivedOnline, counts.returned] == [1, 1, 1])
    #expect([counts.resolvedEarly, counts.resolvedLate, counts.reopened] == [1, 1, 1])
    #expect(try await house.store.recount().differences == [])
  }

  @Test("Paper that an older system asked for is told and no violation", arguments: Ground.allCases)
  func paperAskedFor(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var events = [
      event(.submit, 1, 8),
      event(.requestSupplement, 1, 9) {
        $0.note = "Nộp bản giấy"
        $0.paperRequested = true
      },
      event(.provideSupplement, 1, 10) { $0.note = "Đã nộp" },
      event(.accept, 1, 11),
    ]
    let asked = dossier(1, events)
    events[1].paperRequested = false
    let unasked = dossier(2, events)
    events[3].paperRequested = true
    let answer = try await take([asked, unasked, dossier(3, events)], house)
    #expect(answer.counts?.created == 2)
    #expect(answer.errors.map(\.field) == ["events[3].paper_requested"])
    for (number, isAsked) in [(1, true), (2, false)] {
      let shown = try await house.dossier("000.00.05.H10-200701-000\(number)")
      #expect(shown.supplement?.paperRequested == isAsked)
      #expect(shown.supplement?.paperDeclared == false)
    }
    let violations = try await house.statistics.listViolations(
      ListViolationsRequest(
        filter: ViolationFilter(period: StatisticsTests.period((7, 1), (8, 31)))
      ),
      options: house.by(.supervisor)
    )
    #expect(violations.violations == [])
  }

  @Test("A helper comes along, as far as he was known", arguments: Ground.allCases)
  func helper(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var helped = dossier(1, life)
    helped.submissionKind = .assisted
    helped.assistance = Assistance(assistantName: "Lê Bình", capacity: .agent)
    var owner = dossier(2, life)
    owner.submissionKind = .assisted
    owner.assistance = helped.assistance
    owner.assistance?.identityNumber = DossierProvince.citizen
    var alone = dossier(3, life)
    alone.assistance = helped.assistance
    let answer = try await take([helped, owner, alone], house)
    #expect(answer.counts?.created == 1)
    #expect(answer.errors.map(\.line) == [2, 3])
    let reasons = Dictionary(uniqueKeysWithValues: answer.errors.map { ($0.line, $0.reason) })
    #expect(reasons[2] == "ASSISTANT_IS_OWNER")
    #expect(answer.errors.first { $0.line == 3 }?.field == "assistance")
    let shown = try await house.fullDossier("000.00.05.H10-200701-0001")
    #expect(shown.assistance == helped.assistance)
    #expect(shown.submissionKind == .assisted)
  }

  @Test(
    "A dossier that breaks a rule is left out whole, others are taken",
    arguments: Ground.allCases
  )
  func rowErrors(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var backwards = life
    backwards[2].occurredAt = life[0].occurredAt
    var future = life
    future[7] = ImportedEvent(
      action: .rate,
      occurredAt: Instant(ict: DossierHouse.day(8, 30), minute: 0).timestamp,
      score: 5
    )
    let illegal = [life[0], life[3]]
    var foreign = dossier(6, life)
    foreign.agencyCode = "000.00.98.H10"
    var unnamed = dossier(7, life)
    unnamed.applicant?.name = ""
    let rows = [
      dossier(1, life), dossier(2, backwards), dossier(3, future), dossier(4, illegal),
      dossier(5, [life[1]]), foreign, unnamed, dossier(1, life),
    ]
    let trial = try await take(rows, house, dryRun: true)
    #expect(try await house.store.lastDossierID() == 0)
    let answer = try await take(rows, house)
    #expect(answer == trial)
    #expect(answer.counts?.created == 1)
    #expect(answer.counts?.rejected == 7)
    #expect(answer.errors.map(\.line) == [1, 2, 3, 4, 5, 6, 7])
    #expect(
      answer.errors.map(\.field) == [
        "external_code", "events[2].occurred_at", "events[7].occurred_at", "events[1]",
        "events[0].action", "events[0]", "applicant.name",
      ]
    )
    #expect(answer.errors[3].reason == "ILLEGAL_TRANSITION")
    #expect(answer.errors[5].reason == "AGENCY_NOT_FOUND")
    #expect(!answer.errors.contains { $0.message.isEmpty })
    // The number that the refused one had taken is free again.
    #expect(try await house.store.lastDossierID() == 1)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("What is known is left as it is, and open dossiers live on", arguments: Ground.allCases)
  func again(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let open = [
      event(.receive, 1, 8),
      event(.start, 1, 9),
      event(.requestSupplement, 2, 9) {
        $0.note = "Thiếu"
        $0.date = DossierHouse.day(7, 20).date
      },
    ]
    let row = dossier(3, open)
    _ = try await take([row], house)
    var twice = row
    twice.line = 9
    var other = ImportDossiersRequest(dossiers: [twice])
    other.requestId = Requests.id(901)
    let request = other
    let answer = try await house.dossiers.importDossiers(
      options: house.by(.administrator)
    ) { try await $0.write(request) }
    #expect(answer.counts?.unchanged == 1)
    #expect(try await house.runTimers() == 1)
    let listed = try await house.dossiers.listDossiers(
      ListDossiersRequest(),
      options: house.by(.desk)
    )
    #expect(listed.dossiers.map(\.state) == [.stopped])
    #expect(
      listed.dossiers[0].finishedAt == Instant(ict: DossierHouse.day(7, 21), minute: 0).timestamp
    )
  }

  /// Makes the next revision of a procedure on a day of July.
  private func revise(
    _ house: DossierHouse,
    _ day: Int,
    of procedure: String = DossierProvince.license,
    _ change: (inout ProcedureContent) -> Void
  ) async throws {
    let code = try #require(ProcedureCode(procedure))
    var content = try #require(house.store.catalogue.procedure(code)?.content)
    change(&content)
    let now = Instant(ict: DossierHouse.day(7, day), minute: 480)
    let envelope = MutationEnvelope(principalID: 1, method: "test", now: now)
    let draft = ProcedureDraft(code: code, content: content)
    _ = try await house.store.perform(ImportProcedures(drafts: [draft]), as: envelope) { _ in [] }
  }

  @Test("A history is judged by the revision of its own day", arguments: Ground.allCases)
  func ownRevision(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let stated: MotCuaDomain.TimeLimit? = .init(1, .workingDay)
    let limit = try #require(stated)
    try await revise(house, 15) { content in
      for index in content.channels.indices {
        content.channels[index].limits = [StatedLimit(limit: limit)]
      }
      content.components[1].isMandatory = true
    }
    try await revise(house, 20) { $0.state = .repealed }
    func row(_ line: Int64, _ day: Int, isWhole: Bool) -> ImportedDossier {
      var row = dossier(line, [event(.receive, day, 8), event(.start, day, 9)])
      if isWhole {
        row.components.append(ProvidedComponent(componentCode: "GT-2", source: .paper))
      }
      return row
    }
    let rows = [
      row(1, 1, isWhole: false), row(2, 16, isWhole: true), row(3, 16, isWhole: false),
      row(4, 21, isWhole: true),
    ]
    let answer = try await take(rows, house)
    #expect(answer.counts?.created == 2)
    #expect(answer.errors.map(\.line) == [3, 4])
    #expect(answer.errors.map(\.reason) == ["COMPONENT_MISSING", "PROCEDURE_NOT_PUBLISHED"])
    let first = try await house.dossier("000.00.05.H10-200701-0001")
    let second = try await house.dossier("000.00.05.H10-200716-0001")
    #expect([first.procedureRevision, second.procedureRevision] == [1, 2])
    #expect(first.dueAt == Instant(ict: DossierHouse.day(7, 8), minute: 17 * 60).timestamp)
    #expect(second.dueAt == Instant(ict: DossierHouse.day(7, 17), minute: 17 * 60).timestamp)
  }

  @Test(
    "What was received before a procedure was published goes by its first publication",
    arguments: Ground.allCases
  )
  func beforePublication(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    try await revise(house, 15, of: DossierProvince.draft) { $0.state = .published }
    try await revise(house, 16, of: DossierProvince.draft) { $0.components[1].isMandatory = true }
    var row = dossier(1, [event(.receive, 1, 8), event(.start, 1, 9)])
    row.procedureCode = DossierProvince.draft
    let answer = try await take([row], house)
    #expect(answer.errors.map(\.reason) == [])
    let taken = try await house.dossier("000.00.05.H10-200701-0001")
    #expect(taken.procedureRevision == 2)
  }

  @Test("A history carries what became of the result and who took it", arguments: Ground.allCases)
  func results(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    var gone = dossier(1, [event(.submit, 1, 8), event(.refuse, 1, 9) { $0.note = "Sai" }])
    gone.externalCode = "G-0"
    var row = dossier(
      2,
      [
        event(.submit, 2, 8),
        event(.accept, 2, 9) { $0.fees = [Requests.cash()] },
        event(.start, 2, 10),
        event(.complete, 3, 9) { $0.results = [Requests.result()] },
        event(.revokeResult, 6, 9) {
          $0.resultNumber = 1
          $0.note = "Sai tên"
          $0.results = [Requests.result()]
        },
        event(.returnResult, 7, 9) {
          $0.returnMethod = .post
          $0.receiverName = "Trần Thị Bưởi"
          $0.trackingNumber = "EB7VN"
          $0.fees = [Requests.online("CU-1", 20_000)]
        },
      ]
    )
    row.previousExternalCode = "G-0"
    row.deskAgencyCode = DossierProvince.centre
    var lost = row
    lost.line = 3
    lost.externalCode = "G-9"
    lost.previousExternalCode = "G-8"
    let answer = try await take([gone, row, lost], house)
    #expect(answer.errors.map(\.field) == ["events[0].previous_external_code"])
    let full = try await house.fullDossier("000.00.05.H10-200702-0001")
    #expect(full.results.map(\.state) == [.replaced, .issued])
    #expect(full.resultReturn?.receiverName == "Trần Thị Bưởi")
    #expect(full.resultReturn?.trackingNumber == "EB7VN")
    #expect(full.fees.map(\.amountVnd) == [50_000, 20_000])
    #expect(full.previousCode == "000.00.05.H10-200701-0001")
    #expect(full.deskAgencyCode == DossierProvince.centre)
    #expect(try await house.store.recount().differences == [])
  }

  @Test("A connected system imports for its agencies only, an officer not at all")
  func scope() async throws {
    let house = try await DossierHouse(.memory)
    let outside = try await take([dossier(1, life)], house, as: .districtPortal)
    #expect(outside.errors.map(\.field) == ["agency_code"])
    let officer = try await refusal { try await take([dossier(1, life)], house, as: .desk) }
    #expect(officer == Refusal(.permissionDenied, .principalNotAllowed))
  }

  private func at(_ day: Int, _ hour: Int) -> GoogleProtobuf.Timestamp {
    Instant(ict: DossierHouse.day(7, day), minute: hour * 60).timestamp
  }

  /// A fee asked for and paid, another taken back, the money given back after a withdrawal.
  private func withMoney() -> ImportedDossier {
    let events = [
      event(.submit, 1, 8), event(.accept, 1, 9), event(.start, 1, 10),
      event(.withdraw, 9, 9) { $0.note = "Đổi ý" },
    ]
    var row = dossier(4, events)
    row.payments = [
      ImportedPayment(
        kind: .charge,
        amountVnd: 50_000,
        requestedAt: at(2, 9),
        deadline: DossierHouse.day(7, 9).date,
        cancelledAt: at(3, 9),
        reason: "Nhầm"
      ),
      ImportedPayment(
        kind: .charge,
        name: "Lệ phí",
        amountVnd: 60_000,
        requestedAt: at(3, 9),
        deadline: DossierHouse.day(7, 9).date,
        paidAt: at(6, 9),
        method: .online,
        transactionReference: "GD-1",
        refundedAt: at(13, 9),
        refundReference: "HT-1"
      ),
    ]
    row.shipments = [
      ImportedShipment(
        direction: .inbound,
        carrier: "VNPOST",
        trackingNumber: "EB1VN",
        receiverName: "Sở",
        steps: [
          ImportedShipmentStep(state: .created, occurredAt: at(1, 8)),
          ImportedShipmentStep(state: .collected, occurredAt: at(1, 9)),
          ImportedShipmentStep(state: .delivered, occurredAt: at(2, 9), note: "Đủ"),
        ]
      )
    ]
    return row
  }

  @Test("Payments and parcels come along and count", arguments: Ground.allCases)
  func money(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let row = withMoney()
    var again = row
    again.line = 5
    again.externalCode = "G-5"
    again.payments = []
    let answer = try await take([row, again], house)
    // The parcel's number is taken: nothing of the second dossier is.
    #expect(answer.counts?.created == 1)
    #expect(answer.errors.map(\.field) == ["shipments[0]"])
    #expect(answer.errors.map(\.reason) == ["ALREADY_EXISTS"])
    let payments = try await house.dossiers.listPayments(
      ListPaymentsRequest(),
      options: house.by(.desk)
    ).payments
    #expect(payments.map(\.state) == [.refunded, .cancelled])
    let paid = try #require(payments.first)
    #expect(paid.paidAt == at(6, 9) && paid.refundedAt == at(13, 9))
    #expect([paid.transactionReference, paid.refundReference] == ["GD-1", "HT-1"])
    let history = try await house.fullDossier(paid.dossierCode).history
    #expect(
      history.map(\.action) == [
        .submit, .accept, .start, .requestPayment, .cancelPayment, .requestPayment,
        .confirmPayment, .withdraw,
      ]
    )
    #expect(history[5].occurredAt == at(3, 9) && history[6].occurredAt == at(6, 9))
    let july = try await house.statistics.getSummary(
      GetSummaryRequest(period: StatisticsTests.period((7, 1), (7, 31))),
      options: house.by(.supervisor)
    )
    #expect(july.current?.dossiers?.feePaidOnline == 1)
    let parcels = try await house.dossiers.listShipments(
      ListShipmentsRequest(),
      options: house.by(.desk)
    ).shipments
    #expect(parcels.map(\.state) == [.delivered])
    #expect(parcels.first?.steps.map(\.occurredAt) == [at(1, 8), at(1, 9), at(2, 9)])
    #expect(try await house.store.recount().differences == [])
  }

  @Test("What cannot have happened to money or a parcel is refused")
  func wrongMoney() async throws {
    let house = try await DossierHouse(.memory)
    var row = withMoney()
    row.payments[0].reason = ""
    let answer = try await take([row], house)
    #expect(answer.errors.map(\.field) == ["payments[0].reason"])
    let wrong: [(field: String, change: (inout ImportedDossier) -> Void)] = [
      ("payments[1].method", { $0.payments[1].method = .unspecified }),
      ("payments[1].paid_at", { $0.payments[1].paidAt = self.at(2, 9) }),
      ("payments[1].cancelled_at", { $0.payments[1].cancelledAt = self.at(6, 9) }),
      ("payments[1].requested_at", { $0.payments[1].requestedAt = self.at(1, 9) }),
      ("shipments[0].returns_result", { $0.shipments[0].returnsResult = true }),
      ("shipments[0].steps[1].state", { $0.shipments[0].steps[1].state = .created }),
      ("payments[1]", { $0.payments[1].refundedAt = self.at(8, 9) }),
    ]
    for (field, change) in wrong {
      var row = withMoney()
      change(&row)
      let answer = try await take([row], try await DossierHouse(.memory))
      #expect(answer.errors.map(\.field) == [field])
    }
  }
}
