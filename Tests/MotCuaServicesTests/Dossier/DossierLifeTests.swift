import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import RPCCore
import Testing

@Suite("A dossier's life over the contract")
struct DossierLifeTests {
  typealias Ground = DossierHouse.Ground

  @Test(
    "Submitted online it is accepted, handled, completed and returned",
    arguments: Ground.allCases
  )
  func wholeLife(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let client = house.dossiers
    let born = try await client.submitDossier(Requests.submit(), options: house.by(.applicant))
    #expect(born.code == "000.00.05.H10-200806-0001")
    #expect(born.state == .submitted)
    #expect(born.nationalStatus == 1)
    #expect(born.submissionKind == .byApplicant)
    #expect(born.serviceLevel == .level4)
    #expect(born.receivedAt == nil)
    #expect(born.acceptanceDueAt != nil)
    #expect(born.procedureName == "Cấp giấy phép")
    #expect(born.procedureRevision == 1)

    house.set(8, 6, 10)
    let accepted = try await client.acceptDossier(
      AcceptDossierRequest(code: born.code, etag: born.etag),
      options: house.by(.desk)
    )
    #expect(accepted.state == .received)
    // Five working days from Thursday morning: Thursday, 17:00.
    #expect(accepted.dueAt == Instant(ict: DossierHouse.day(8, 13), minute: 17 * 60).timestamp)
    #expect(accepted.calendarVersion == 1)

    let started = try await client.startDossier(
      StartDossierRequest(code: born.code),
      options: house.by(.desk)
    )
    #expect(started.state == .inProgress)
    house.set(8, 12, 9)
    let done = try await client.completeDossier(
      CompleteDossierRequest(code: born.code, results: [Requests.result(), Requests.result()]),
      options: house.by(.head)
    )
    #expect(done.state == .completed)
    #expect(done.results.map(\.code) == ["\(born.code)-KQ1", "\(born.code)-KQ2"])
    #expect(!done.overdue)
    let returned = try await client.returnResult(
      ReturnResultRequest(code: born.code, method: .post, trackingNumber: "EB123"),
      options: house.by(.desk)
    )
    #expect(returned.state == .returned)
    #expect(returned.nationalStatus == 10)
    #expect(returned.resultReturn?.trackingNumber == "EB123")
    #expect(returned.etag != born.etag)
  }

  @Test("A supplement stops the clock and moves the due date", arguments: Ground.allCases)
  func supplement(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let client = house.dossiers
    let born = try await client.receiveDossier(Requests.receive(), options: house.by(.desk))
    #expect(born.state == .received)
    #expect(born.acceptanceDueAt == nil)
    house.set(8, 10, 10)
    let asked = try await client.requestSupplement(
      RequestSupplementRequest(
        code: born.code,
        reason: "Thiếu bản sao",
        componentCodes: ["GT-2"],
        deadline: DossierHouse.day(8, 30).date
      ),
      options: house.by(.desk)
    )
    #expect(asked.state == .supplementRequested)
    #expect(asked.supplement?.oldDueAt == born.dueAt)
    house.set(8, 14, 15)
    #expect(
      try await client.getDossier(GetDossierRequest(code: born.code), options: house.by(.desk))
        .overdue == false
    )
    let given = try await client.provideSupplement(
      ProvideSupplementRequest(
        code: born.code,
        components: [ProvidedComponent(componentCode: "GT-2", source: .paper, quantity: 1)]
      ),
      options: house.by(.desk)
    )
    #expect(given.state == .received)
    #expect(given.code == born.code)
    // The example of the law's arithmetic: 35 open hours later.
    #expect(given.dueAt == Instant(ict: DossierHouse.day(8, 19), minute: 17 * 60).timestamp)
    #expect(given.supplement?.newDueAt == given.dueAt)
    let again = try await refusal {
      try await client.requestSupplement(
        RequestSupplementRequest(code: born.code, reason: "Nữa"),
        options: house.by(.desk)
      )
    }
    #expect(again == Refusal(.failedPrecondition, .supplementAlreadyRequested))
  }

  @Test("A pause after the due date does not undo that it is late", arguments: Ground.allCases)
  func lateStaysLate(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let client = house.dossiers
    let born = try await client.receiveDossier(Requests.receive(), options: house.by(.desk))
    house.set(8, 17, 8)
    let asked = try await client.requestSupplement(
      RequestSupplementRequest(
        code: born.code,
        reason: "Thiếu",
        deadline: DossierHouse.day(8, 30).date
      ),
      options: house.by(.desk)
    )
    #expect(asked.overdue)
    house.set(8, 24, 8)
    let given = try await client.provideSupplement(
      ProvideSupplementRequest(code: born.code, note: "Đã nộp"),
      options: house.by(.desk)
    )
    #expect(given.overdue)
    #expect(given.dueAt == born.dueAt)
  }

  @Test("Withdrawn before reception it was never received", arguments: Ground.allCases)
  func withdrawal(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    let gone = try await house.dossiers.withdrawDossier(
      WithdrawDossierRequest(code: born.code),
      options: house.by(.applicant)
    )
    #expect(gone.state == .withdrawn)
    #expect(gone.closedAt != nil)
    #expect(gone.finishedAt == nil)
    let later = try await refusal {
      try await house.dossiers.acceptDossier(
        AcceptDossierRequest(code: born.code),
        options: house.by(.desk)
      )
    }
    #expect(later?.reason == .illegalTransition)
  }

  @Test("A wrong state lists what it allows this caller")
  func allowedActions() async throws {
    let house = try await DossierHouse(.memory)
    let born = try await house.dossiers.receiveDossier(
      Requests.receive(),
      options: house.by(.desk)
    )
    let refused = try await refusal {
      try await house.dossiers.completeDossier(
        CompleteDossierRequest(code: born.code, results: [Requests.result()]),
        options: house.by(.head)
      )
    }
    #expect(refused?.code == .failedPrecondition)
    #expect(refused?.subjects == ["EXTEND_DUE_DATE", "REASSIGN"])
  }

  @Test("Refused at the desk it has a code and its reason", arguments: Ground.allCases)
  func refusedAtDesk(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let request = RefuseDossierAtDeskRequest(
      procedureCode: DossierProvince.paper,
      agencyCode: DossierProvince.department,
      channel: .direct,
      applicant: Requests.applicant(),
      reason: "Không thuộc thẩm quyền"
    )
    let refused = try await house.dossiers.refuseDossierAtDesk(
      request,
      options: house.by(.desk)
    )
    #expect(refused.state == .refused)
    #expect(refused.code == "000.00.05.H10-200806-0001")
    #expect(refused.closingReason == "Không thuộc thẩm quyền")
    // A submission that is refused has used its number; the next gets another.
    let next = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    #expect(next.code == "000.00.05.H10-200806-0002")
    let answered = try await house.dossiers.refuseDossier(
      RefuseDossierRequest(code: next.code, reason: "Sai mẫu"),
      options: house.by(.desk)
    )
    #expect(answered.state == .refused)
    #expect(answered.receivedAt == nil)
  }

  @Test("The code's day is that of ICT, and each day counts from 1")
  func midnight() async throws {
    let house = try await DossierHouse(.memory)
    house.set(8, 6, 23, 59)
    let first = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    // 17:30 UTC is 00:30 of the next day in ICT.
    house.set(8, 7, 0, 30)
    let second = try await house.dossiers.submitDossier(
      Requests.submit(),
      options: house.by(.applicant)
    )
    #expect(first.code.hasSuffix("-200806-0001"))
    #expect(second.code.hasSuffix("-200807-0001"))
  }

  @Test("A limit in words asks for the due date, a number forbids it")
  func dueDates() async throws {
    let house = try await DossierHouse(.memory)
    let client = house.dossiers
    var wordy = Requests.receive(DossierProvince.wordy)
    let asked = try await refusal {
      try await client.receiveDossier(wordy, options: house.by(.desk))
    }
    #expect(asked == Refusal(.invalidArgument, .dueDateRequired))
    wordy.dueDate = DossierHouse.day(8, 20).date
    let typed = try await client.receiveDossier(wordy, options: house.by(.desk))
    #expect(typed.dueAt == Instant(ict: DossierHouse.day(8, 20), minute: 17 * 60).timestamp)
    // Today counts while the office is open; a day of rest never does.
    wordy.dueDate = DossierHouse.day(8, 6).date
    let today = try await client.receiveDossier(wordy, options: house.by(.desk))
    #expect(today.dueAt == Instant(ict: DossierHouse.day(8, 6), minute: 17 * 60).timestamp)
    house.set(8, 6, 17)
    for day in [DossierHouse.day(8, 6), DossierHouse.day(8, 8), DossierHouse.day(9, 2)] {
      wordy.dueDate = day.date
      let late = try await refusal {
        try await client.receiveDossier(wordy, options: house.by(.desk))
      }
      #expect(late == Refusal(.invalidArgument, .dueDateNotAllowed))
    }
    var numbered = Requests.receive()
    numbered.dueDate = DossierHouse.day(8, 20).date
    let forbidden = try await refusal {
      try await client.receiveDossier(numbered, options: house.by(.desk))
    }
    #expect(forbidden == Refusal(.invalidArgument, .dueDateNotAllowed))
    house.clock.set(Instant(ict: CivilDate.newYear(2028).addingDays(-3), minute: 600))
    let unloaded = try await refusal {
      try await client.receiveDossier(Requests.receive(), options: house.by(.desk))
    }
    #expect(unloaded == Refusal(.failedPrecondition, .calendarYearNotLoaded))
  }

  @Test("A same-day procedure is due today, after 15:00 on the next working day")
  func sameDay() async throws {
    let house = try await DossierHouse(.memory)
    let request = Requests.receive(DossierProvince.sameDay)
    let morning = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    #expect(morning.dueAt == Instant(ict: DossierHouse.day(8, 6), minute: 17 * 60).timestamp)
    house.set(8, 7, 15)
    let friday = try await house.dossiers.receiveDossier(request, options: house.by(.desk))
    #expect(friday.dueAt == Instant(ict: DossierHouse.day(8, 10), minute: 17 * 60).timestamp)
  }
}
