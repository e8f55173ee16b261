import MotCuaAPI
import MotCuaCLI
import RPCCore
import RPCMessages
import Synchronization
import Testing

struct PaperCommandTests {
  private static let warn = PaperPolicy(mode: .warn, validFrom: Date(year: 2020, month: 1, day: 1))
  private static let later = PaperPolicy(
    mode: .off,
    validFrom: Date(year: 2020, month: 10, day: 1)
  )

  @Test("A new rule ends the one before it, replaces those after it, and keeps to what was read")
  func set() async throws {
    let sent = Mutex<UpdateAgencyRequest?>(nil)
    let server = try ScriptedServer([
      .answer(AgencyServiceMethods.getAgency, GetAgencyRequest.self) { request in
        Agency(code: request.code, etag: "7", paperPolicies: [Self.warn, Self.later])
      },
      .answer(AgencyServiceMethods.updateAgency, UpdateAgencyRequest.self) { request in
        sent.withLock { $0 = request }
        return request.agency ?? Agency()
      },
    ])
    let run = try await ToolRun(
      [
        "agency", "paper-policy", "set", "000.00.00.H10", "--mode", "enforce", "--from",
        "2020-09-01", "--exempt", "NO_DEVICE:Không có thiết bị",
      ],
      server: server
    )
    #expect(run.status == 0)
    let request = try #require(sent.withLock { $0 })
    #expect(request.etag == "7")
    #expect(request.updateMask?.paths == ["paper_policies"])
    var ended = Self.warn
    ended.validTo = Date(year: 2020, month: 8, day: 31)
    let rule = PaperPolicy(
      mode: .enforce,
      validFrom: Date(year: 2020, month: 9, day: 1),
      exemptions: [PaperExemption(code: "NO_DEVICE", text: "Không có thiết bị")]
    )
    #expect(request.agency?.paperPolicies == [ended, rule])
    #expect(run.output.contains("NO_DEVICE: Không có thiết bị"))
    #expect(run.output.contains("Không nhận giấy"))
  }

  @Test("The rules of an agency are shown with their days")
  func show() async throws {
    let server = try ScriptedServer([
      .answer(AgencyServiceMethods.getAgency, GetAgencyRequest.self) { request in
        Agency(code: request.code, paperPolicies: [Self.warn])
      }
    ])
    let run = try await ToolRun(
      ["agency", "paper-policy", "show", "000.00.00.H10", "--lang", "en"],
      server: server
    )
    #expect(run.status == 0)
    #expect(run.output.contains("Taken and recorded"))
    #expect(run.output.contains("2020-01-01"))
  }

  @Test("Violations are listed or counted by the same filter")
  func violations() async throws {
    let filters = Mutex<[ViolationFilter?]>([])
    let groupings = Mutex<[ViolationGrouping]>([])
    let server = try ScriptedServer([
      .answer(StatisticsServiceMethods.listViolations, ListViolationsRequest.self) { request in
        filters.withLock { $0.append(request.filter) }
        return ListViolationsResponse(
          violations: [
            Violation(
              id: 1,
              kind: .paperRefused,
              agencyCode: "000.00.05.H10",
              officerCode: "CB-3",
              procedureCode: "1.000001"
            )
          ]
        )
      },
      .answer(StatisticsServiceMethods.countViolations, CountViolationsRequest.self) { request in
        filters.withLock { $0.append(request.filter) }
        groupings.withLock { $0.append(request.groupBy) }
        return CountViolationsResponse(
          groups: [ViolationGroup(code: "CB-3", name: "Trần Thị Bình", violations: 1)]
        )
      },
    ])
    let command = [
      "stats", "violations", "--period", "2020-08", "--agency", "000.00.00.H10",
      "--subordinates", "--kind", "paper-refused",
    ]
    let list = try await ToolRun(command, server: server)
    #expect(list.status == 0)
    #expect(list.output.contains("Định nhận hồ sơ giấy, bị chặn"))
    for grouping in ["officer", "agency", "head"] {
      let counts = try await ToolRun(command + ["--by", grouping], server: server)
      #expect(counts.status == 0)
      #expect(counts.output.contains("Trần Thị Bình"))
    }
    #expect(groupings.withLock { $0 } == [.officer, .agency, .head])
    let seen = filters.withLock { $0 }
    #expect(seen.count == 4)
    #expect(seen.allSatisfy { $0 == seen.first })
    #expect(seen.first??.kinds == [.paperRefused])
    #expect(seen.first??.includeSubordinates == true)
    #expect(seen.first??.period?.to == Date(year: 2020, month: 8, day: 31))
  }
}
