import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCMessages
import Testing

@Suite("Preview of a due date")
struct DueDatePreviewTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  private func preview(
    _ text: String,
    _ quantity: Int32,
    _ unit: MotCuaAPI.TimeUnit,
    pauses: [(String, String)] = [],
    agency: String = ""
  ) async throws -> PreviewDueDateResponse {
    try await house.admin(as: house.administrator).previewDueDate(
      PreviewDueDateRequest(
        receivedAt: Instant(ictText: text)?.timestamp,
        timeLimit: MotCuaAPI.TimeLimit(quantityMilli: quantity, unit: unit),
        pauses: pauses.map {
          Pause(from: Instant(ictText: $0.0)?.timestamp, to: Instant(ictText: $0.1)?.timestamp)
        },
        agencyCode: agency
      )
    )
  }

  private func text(_ timestamp: GoogleProtobuf.Timestamp?) -> String? {
    timestamp.flatMap { Instant($0)?.ictText }
  }

  @Test("Working days skip a weekend, and the version of the calendar is told")
  func workingDays() async throws {
    let due = try await preview("2020-08-06 09:00", 3000, .workingDay)
    #expect(text(due.dueAt) == "2020-08-11 17:00")
    #expect(text(due.effectiveStart) == "2020-08-06 09:00")
    #expect(text(due.lateFrom) == "2020-08-12 00:00")
    #expect(due.calendarVersion == house.store.calendar.version)
  }

  @Test("Pauses move the due date")
  func pauses() async throws {
    let due = try await preview(
      "2020-08-06 09:00",
      3000,
      .workingDay,
      pauses: [("2020-08-07 09:00", "2020-08-10 09:00")]
    )
    #expect(text(due.dueAt) == "2020-08-12 17:00")
  }

  @Test("Pauses that end before they begin, or overlap, are wrong fields")
  func badPauses() async {
    let error = await expectRefusal(.invalidFields) {
      _ = try await preview(
        "2020-08-06 09:00",
        3000,
        .workingDay,
        pauses: [
          ("2020-08-07 09:00", "2020-08-06 10:00"), ("2020-08-06 09:30", "2020-08-07 10:00"),
        ]
      )
    }
    #expect(error?.wrongFields == ["pauses[0].to", "pauses[1].from"])
  }

  @Test("Beyond the loaded years, and for a text, there is no due date")
  func impossible() async {
    let error = await expectRefusal(.calendarYearNotLoaded) {
      _ = try await preview("2027-12-30 09:00", 30_000, .workingDay)
    }
    #expect(error?.values == ["year": "2028"])
    #expect(error?.code == .failedPrecondition)
    await expectRefusal(.dueDateRequired) {
      _ = try await preview("2020-08-06 09:00", 0, .other)
    }
    await expectRefusal(.invalidFields) {
      _ = try await preview("2020-08-06 09:00", 1500, .month)
    }
    await expectRefusal(.agencyNotFound) {
      _ = try await preview("2020-08-06 09:00", 1000, .workingDay, agency: "000.00.99.H10")
    }
  }
}
