import MotCuaAPI
import MotCuaCLI
import RPCCore
import Synchronization
import Testing

@Suite("How agencies offer procedures, by the tool")
struct OfferingCommandTests {
  private static let code = "000.00.02.H10"

  /// An offering with everything that can be set.
  private static let whole = Offering(
    procedureCode: "1.001193",
    agencyCode: code,
    deskAgencyCode: "000.00.09.H10",
    levels: [
      OfferingLevel(
        level: .level2,
        validFrom: Date(year: 2018, month: 1, day: 1),
        validTo: Date(year: 2019, month: 12, day: 31)
      ),
      OfferingLevel(level: .level3, validFrom: Date(year: 2020, month: 1, day: 1)),
      OfferingLevel(level: .partial, validFrom: Date(year: 2022, month: 6, day: 1)),
    ],
    receivesOnline: true,
    receivesByPost: true,
    validFrom: Date(year: 2018, month: 1, day: 1),
    assignees: [
      Assignment(duty: .reception, officerCode: "CB-1"),
      Assignment(duty: .signing, officerCode: "CB-2"),
    ],
    paperPolicies: [
      PaperPolicy(
        mode: .warn,
        validFrom: Date(year: 2020, month: 1, day: 1),
        exemptions: [PaperExemption(code: "NO_DEVICE", text: "Không có thiết bị")]
      )
    ]
  )

  private static var told: Offering {
    var offering = whole
    offering.etag = "7"
    offering.serviceLevel = .level3
    offering.serviceExtent = .partial
    return offering
  }

  /// What `offering set` sends with some options.
  private static func sent(
    _ options: [String],
    present: [Offering] = [told]
  ) async throws -> SetOfferingRequest {
    let sent = Mutex<SetOfferingRequest?>(nil)
    let server = try ScriptedServer([
      .answer(ProcedureServiceMethods.listOfferings, ListOfferingsRequest.self) { _ in
        ListOfferingsResponse(offerings: present)
      },
      .answer(ProcedureServiceMethods.setOffering, SetOfferingRequest.self) { request in
        sent.withLock { $0 = request }
        return request.offering ?? Offering()
      },
    ])
    let run = try await ToolRun(
      ["procedure", "offering", "set", "1.001193", "--agency", code] + options,
      server: server
    )
    #expect(run.status == 0, "\(run.errors)")
    return try #require(sent.withLock { $0 })
  }

  @Test("What is not given stays as it is, and keeps to what was read")
  func keeps() async throws {
    let request = try await Self.sent(["--no-by-post"])
    var expected = Self.whole
    expected.receivesByPost = false
    #expect(request.offering == expected)
    #expect(request.etag == "7")
  }

  @Test("A level from a day on ends the one of its ladder the day before, and no other")
  func level() async throws {
    let request = try await Self.sent(["--level", "level-4", "--from", "2021-03-01"])
    var ended = Self.whole.levels[1]
    ended.validTo = Date(year: 2021, month: 2, day: 28)
    let set = OfferingLevel(level: .level4, validFrom: Date(year: 2021, month: 3, day: 1))
    #expect(
      request.offering?.levels == [Self.whole.levels[2], Self.whole.levels[0], ended, set]
    )
    let without = try await Self.sent(["--level", "full"])
    #expect(
      without.offering?.levels
        == [Self.whole.levels[0], Self.whole.levels[1], OfferingLevel(level: .full)]
    )
  }

  @Test("Assignments come and go one by one, a rule about paper ends the one before it")
  func parts() async throws {
    let request = try await Self.sent([
      "--assign", "resolution:CB-3", "--unassign", "signing:CB-2", "--paper", "enforce",
      "--paper-from", "2020-09-01",
    ])
    #expect(request.offering?.assignees.map(\.officerCode) == ["CB-1", "CB-3"])
    var ended = Self.whole.paperPolicies[0]
    ended.validTo = Date(year: 2020, month: 8, day: 31)
    let rule = PaperPolicy(mode: .enforce, validFrom: Date(year: 2020, month: 9, day: 1))
    #expect(request.offering?.paperPolicies == [ended, rule])
  }

  @Test(
    "What would be dropped without a word is refused",
    arguments: [
      ["--level", "level-3", "--level", "level-4"], ["--from", "2020-08-01", "--online"],
      ["--paper-from", "2020-09-01"], ["--paper-exempt", "A:b"],
    ]
  )
  func refused(options: [String]) async throws {
    let run = try await ToolRun(
      ["procedure", "offering", "set", "1.001193", "--agency", Self.code] + options,
      server: try ScriptedServer([])
    )
    #expect(run.status == 2)
  }

  @Test("Where there is none yet, one is made of what is given")
  func fresh() async throws {
    let request = try await Self.sent(["--level", "level-4", "--online"], present: [])
    #expect(
      request.offering
        == Offering(
          procedureCode: "1.001193",
          agencyCode: Self.code,
          levels: [OfferingLevel(level: .level4)],
          receivesOnline: true
        )
    )
    #expect(request.etag == "")
  }

  @Test("What is exported comes back as it was, line by line")
  func export() async throws {
    var second = Self.told
    second.procedureCode = "1.001194"
    second.paperPolicies = []
    let offerings = [Self.told, second]
    let server = try ScriptedServer([
      .answer(ProcedureServiceMethods.listOfferings, ListOfferingsRequest.self) { _ in
        ListOfferingsResponse(offerings: offerings)
      }
    ])
    let run = try await ToolRun(["procedure", "offering", "export"], server: server)
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 2)
    let input = try OfferingFile.read(Array((run.output + "\n{\"a\":\n").utf8))
    var expected = Self.whole
    expected.procedureCode = "1.001194"
    expected.paperPolicies = []
    #expect(input.rows.map(\.message.offering) == [Self.whole, expected])
    #expect(input.rows.map(\.message.line) == [1, 2])
    #expect(input.faults.map(\.reason) == ["NOT_JSON"])
  }
}
