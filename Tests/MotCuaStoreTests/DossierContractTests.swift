import MotCuaDomain
import MotCuaStore
import Testing

@Suite("What every store does with dossiers")
struct DossierContractTests {
  @Test(
    "A submission gets its code, its acceptance due instant and its level",
    arguments: Adapter.allCases
  )
  func submission(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit()
    #expect(dossier.code.text == "000.00.05.H10-200806-0001")
    #expect(dossier.state == .submitted)
    #expect(dossier.level == .level4)
    #expect(dossier.desk == House.centre)
    #expect(dossier.acceptanceDueAt == House.at("2020-08-07 09:15"))
    #expect(dossier.receivedAt == nil)
    #expect(dossier.dueAt == nil)
    let read = try await house.store.dossier(dossier.code, in: .all, on: .loop(0))
    #expect(read == dossier)
  }

  @Test("Codes number each agency's civil day without a gap", arguments: Adapter.allCases)
  func codes(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let late = House.at("2020-08-06 23:59")
    let next = House.at("2020-08-07 00:01")
    #expect(try await house.submit(at: late).code.text.hasSuffix("-200806-0001"))
    await #expect(throws: StoreError.self) {
      try await house.submit(house.filing(House.closed), at: late)
    }
    #expect(try await house.submit(at: late).code.text.hasSuffix("-200806-0002"))
    #expect(try await house.submit(at: next).code.text.hasSuffix("-200807-0001"))
    let other = try await house.submit(house.filing(agency: House.commune), at: late)
    #expect(other.code.text == "000.07.31.H10-200806-0001")
  }

  @Test("A dossier goes from submission to its returned result", arguments: Adapter.allCases)
  func wholeLife(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let submitted = try await house.submit()
    let accepted = try await house.perform(
      AcceptDossier(target: house.target(submitted)),
      at: House.at("2020-08-06 10:00")
    )
    #expect(accepted.receivedAt == House.at("2020-08-06 10:00"))
    #expect(accepted.dueAt == House.at("2020-08-13 17:00"))
    #expect(accepted.lateFrom == House.at("2020-08-14 00:00"))
    #expect(accepted.calendarVersion == 1)
    let target = house.target(submitted)
    try await house.perform(StartDossier(target: target), at: House.at("2020-08-06 11:00"))
    let completed = try await house.perform(
      CompleteDossier(
        target: target,
        results: [
          DossierResultRecord(
            name: "Giấy khai sinh",
            isElectronic: true,
            hash: [1, 2],
            signer: "A"
          ),
          DossierResultRecord(name: "Trích lục"),
        ]
      ),
      at: House.at("2020-08-12 15:00")
    )
    #expect(completed.state == .completed)
    #expect(completed.finishedAt == House.at("2020-08-12 15:00"))
    #expect(completed.results.map(\.number) == [1, 2])
    let returned = try await house.perform(
      ReturnResult(target: target, handover: ResultReturnRecord(method: .post)),
      at: House.at("2020-08-14 08:00")
    )
    #expect(returned.state == .returned)
    #expect(returned.returnedAt == House.at("2020-08-14 08:00"))
    let found = try await house.store.dossierDetail(submitted.code, in: .all, on: .loop(0))
    let detail = try #require(found)
    #expect(detail.dossier == returned)
    #expect(detail.events.map(\.number) == [1, 2, 3, 4, 5])
    #expect(detail.events.map(\.action) == [.submit, .accept, .start, .complete, .returnResult])
    #expect(detail.events[1].dueAfter == House.at("2020-08-13 17:00"))
    #expect(detail.components.map(\.code) == ["TP01"])
  }

  @Test("A supplement stops the clock and moves the due date", arguments: Adapter.allCases)
  func supplement(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let started = try await house.started()
    let target = house.target(started)
    let request = RequestSupplement(
      target: target,
      reason: "Thiếu giấy chứng sinh",
      componentCodes: ["TP02"],
      isPaperRequested: true,
      deadline: CivilDate("2020-08-20")
    )
    let asked = try await house.perform(request, at: House.at("2020-08-10 10:00"))
    #expect(asked.state == .supplementRequested)
    #expect(asked.clockStoppedAt == House.at("2020-08-10 10:00"))
    let provided = try await house.perform(
      ProvideSupplement(
        target: target,
        components: [ProvidedComponentRecord(code: "TP02", source: .paper, quantity: 1)]
      ),
      at: House.at("2020-08-14 15:00")
    )
    #expect(provided.state == .inProgress)
    #expect(provided.dueAt == House.at("2020-08-19 17:00"))
    #expect(provided.supplement?.oldDueAt == House.at("2020-08-13 17:00"))
    #expect(provided.supplement?.newDueAt == House.at("2020-08-19 17:00"))
    let detail = try await house.store.dossierDetail(started.code, in: .all, on: .pool)
    #expect(detail?.dossier == provided)
    #expect(detail?.pauses.count == 1)
    #expect(detail?.pauses.first?.to == House.at("2020-08-14 15:00"))
    #expect(detail?.components.map(\.isFromSupplement) == [false, true])
    await #expect(throws: StoreError.refused(.supplementAlreadyRequested(1))) {
      try await house.perform(request, at: House.at("2020-08-14 16:00"))
    }
  }

  @Test(
    "After acceptance a supplement without a last day to answer is refused",
    arguments: Adapter.allCases
  )
  func supplementWithoutDeadline(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let started = try await house.started()
    await #expect(throws: StoreError.refused(.answerDeadlineMissing)) {
      try await house.perform(
        RequestSupplement(target: house.target(started), reason: "Thiếu giấy chứng sinh")
      )
    }
    let read = try await house.store.dossier(started.code, in: .all, on: .pool)
    #expect(read == started)
  }

  @Test(
    "A dossier keeps the limits and components of the revision under which it was filed",
    arguments: Adapter.allCases
  )
  func filedRevision(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let filed = try await house.submit()
    var content = House.content("Đăng ký khai sinh")
    let ten = try #require(TimeLimit(10, .workingDay))
    content.channels = Channel.allCases.map {
      ProcedureChannelRecord(channel: $0, limits: [StatedLimit(limit: ten)])
    }
    content.components.removeAll { $0.code == "TP02" }
    try await house.perform(
      ImportProcedures(drafts: [ProcedureDraft(code: House.open, content: content)])
    )
    let later = try await house.submit()
    #expect(filed.procedureRevision == 1)
    #expect(later.procedureRevision == 2)
    let accepted = try await house.perform(AcceptDossier(target: house.target(filed)))
    #expect(accepted.dueAt == House.at("2020-08-13 17:00"))
    let asked = try await house.perform(
      RequestSupplement(
        target: house.target(filed),
        reason: "Thiếu giấy chứng sinh",
        componentCodes: ["TP02"],
        deadline: CivilDate("2020-08-20")
      )
    )
    #expect(asked.supplement?.componentCodes == ["TP02"])
    let other = try await house.perform(AcceptDossier(target: house.target(later)))
    #expect(other.dueAt == House.at("2020-08-20 17:00"))
    await #expect(throws: StoreError.precondition(.componentUnknown("TP02"))) {
      try await house.perform(
        RequestSupplement(
          target: house.target(later),
          reason: "Thiếu giấy chứng sinh",
          componentCodes: ["TP02"],
          deadline: CivilDate("2020-08-20")
        )
      )
    }
  }

  @Test("A supplement before acceptance stops the acceptance clock", arguments: Adapter.allCases)
  func supplementBeforeAcceptance(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit()
    let target = house.target(dossier)
    try await house.perform(
      RequestSupplement(target: target, reason: "Mờ"),
      at: House.at("2020-08-06 10:15")
    )
    let provided = try await house.perform(
      ProvideSupplement(target: house.target(dossier, House.portal)),
      at: House.at("2020-08-07 10:15")
    )
    #expect(provided.state == .submitted)
    #expect(provided.acceptanceDueAt == House.at("2020-08-10 09:15"))
    #expect(provided.dueAt == nil)
  }

  @Test(
    "A refusal, at the desk or online, and a withdrawal end a dossier",
    arguments: Adapter.allCases
  )
  func endings(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let online = try await house.submit()
    let refused = try await house.perform(
      RefuseDossier(target: house.target(online), reason: "Không đúng thẩm quyền")
    )
    #expect(refused.state == .refused)
    #expect(refused.closingReason == "Không đúng thẩm quyền")
    #expect(refused.finishedAt == nil)
    let desk = try await house.perform(
      RefuseDossierAtDesk(
        filing: house.filing(),
        channel: .direct,
        reason: "Thiếu",
        actor: House.desk
      )
    )
    #expect(desk.state == .refused)
    #expect(desk.code.sequence == 2)
    let third = try await house.started()
    let withdrawn = try await house.perform(
      WithdrawDossier(target: house.target(third, House.applicant))
    )
    #expect(withdrawn.state == .withdrawn)
    #expect(withdrawn.finishedAt != nil)
    await #expect(throws: StoreError.self) {
      try await house.perform(WithdrawDossier(target: house.target(third), reason: "Thôi"))
    }
  }

  @Test("What the rules refuse leaves nothing behind", arguments: Adapter.allCases)
  func refusals(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit()
    let target = house.target(dossier)
    await #expect(throws: StoreError.self) {
      try await house.perform(StartDossier(target: target))
    }
    await #expect(throws: StoreError.refused(.actorNotPermitted(.accept))) {
      try await house.perform(AcceptDossier(target: house.target(dossier, House.portal)))
    }
    await #expect(throws: StoreError.precondition(.beforeLastStep)) {
      try await house.perform(
        AcceptDossier(target: target),
        at: House.at("2020-08-06 09:00")
      )
    }
    await #expect(throws: StoreError.precondition(.dueDateNotAllowed)) {
      try await house.perform(
        AcceptDossier(target: target, dueDate: CivilDate("2020-08-20"))
      )
    }
    await #expect(throws: StoreError.precondition(.componentUnknown("XX"))) {
      var filing = house.filing()
      filing.components.append(ProvidedComponentRecord(code: "XX", source: .paper))
      try await house.submit(filing)
    }
    await #expect(throws: StoreError.refused(.componentsMissing(["TP01"]))) {
      var filing = house.filing()
      filing.components = []
      try await house.submit(filing)
    }
    await #expect(throws: StoreError.refused(.procedureNotPublished)) {
      try await house.submit(house.filing(House.closed))
    }
    await #expect(throws: StoreError.refused(.dueDate(.yearNotLoaded(2022)))) {
      try await house.submit(at: House.at("2022-03-01 09:00"))
    }
    #expect(try await house.store.dossier(dossier.code, in: .all, on: .pool) == dossier)
    #expect(try await house.store.recount().differences.isEmpty)
  }

  @Test("A limit in words needs a typed due day", arguments: Adapter.allCases)
  func typedDueDate(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit(house.filing(House.textLimit))
    let target = house.target(dossier)
    await #expect(throws: StoreError.refused(.dueDate(.dateMustBeTyped))) {
      try await house.perform(AcceptDossier(target: target))
    }
    let accepted = try await house.perform(
      AcceptDossier(target: target, dueDate: CivilDate("2020-08-20"))
    )
    #expect(accepted.dueAt == House.at("2020-08-20 17:00"))
    #expect(accepted.typedDueDate == CivilDate("2020-08-20"))
    #expect(try await house.store.dossier(dossier.code, in: .all, on: .pool) == accepted)
  }

  @Test("A desk receives by post where the offering says so", arguments: Adapter.allCases)
  func desk(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let received = try await house.perform(
      ReceiveDossier(filing: house.filing(), channel: .post, actor: House.desk)
    )
    #expect(received.state == .received)
    #expect(received.channel == .post)
    #expect(received.acceptanceDueAt == nil)
    await #expect(throws: StoreError.precondition(.notByPost)) {
      try await house.perform(
        ReceiveDossier(
          filing: house.filing(agency: House.commune),
          channel: .post,
          actor: House.desk
        )
      )
    }
    await #expect(
      throws: StoreError.precondition(.notOffered(House.open, House.centre))
    ) {
      try await house.perform(
        ReceiveDossier(
          filing: house.filing(agency: House.centre),
          channel: .direct,
          actor: House.desk
        )
      )
    }
  }

  @Test("A stale etag is refused with the present one", arguments: Adapter.allCases)
  func etags(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    let dossier = try await house.submit()
    var target = house.target(dossier)
    target.etag = dossier.etag
    let accepted = try await house.perform(AcceptDossier(target: target))
    #expect(accepted.etag == dossier.etag + 1)
    await #expect(throws: StoreError.etagMismatch(current: accepted.etag)) {
      try await house.perform(StartDossier(target: target))
    }
  }

  @Test("A foreign code and a payment's reference are taken once", arguments: Adapter.allCases)
  func uniqueness(_ adapter: Adapter) async throws {
    let house = try await House(adapter)
    var filing = house.filing(fees: [Self.fee("TX1")])
    filing.externalSource = "DVCQG"
    filing.externalCode = "G22-1"
    let dossier = try await house.submit(filing)
    await #expect(
      throws: StoreError.alreadyExists(.externalDossier(source: "DVCQG", code: "G22-1"))
    ) {
      try await house.submit(filing)
    }
    await #expect(throws: StoreError.alreadyExists(.transaction("TX1"))) {
      try await house.submit(house.filing(fees: [Self.fee("TX1")]))
    }
    await #expect(throws: StoreError.alreadyExists(.transaction("TX2"))) {
      try await house.submit(house.filing(fees: [Self.fee("TX2"), Self.fee("TX2")]))
    }
    let read = try await house.store.dossier(dossier.code, in: .all, on: .loop(1))
    #expect(read?.fees.map(\.transactionReference) == ["TX1"])
    #expect(read?.externalCode == "G22-1")
  }

  private static func fee(_ reference: String) -> DossierFeeRecord {
    DossierFeeRecord(
      kind: .charge,
      amount: Money(dong: 8000),
      method: .online,
      transactionReference: reference
    )
  }
}
