import Foundation
import MotCuaAPI
import MotCuaCLI
import RPCCore
import RPCMessages
import Synchronization
import Testing

struct WatchTests {
  private static let event = DossierEvent(
    position: 7,
    dossierCode: "000.00.02.H10-200806-0001",
    sequence: 2,
    occurredAt: GoogleProtobuf.Timestamp(seconds: 1_596_680_100),
    action: .accept,
    fromState: .submitted,
    toState: .received,
    nationalStatus: 2,
    procedureCode: "1.001193",
    agencyCode: "000.00.02.H10",
    responsibleAgencyCode: "000.00.02.H10",
    officerCode: "CB-1\u{1b}[2J"
  )

  /// Sends one change and then ends with an error that is not mended by coming again.
  private func server(
    asked: @escaping @Sendable (WatchEventsRequest) -> Void = { _ in }
  ) throws
    -> ScriptedServer
  {
    try ScriptedServer([
      MethodHandler(DossierServiceMethods.watchEvents) { call in
        asked(
          try ServerCoding.decode(WatchEventsRequest.self, await call.stream.onlyMessage())
        )
        let present = WatchEventsResponse(
          dossiers: [ExportedDossier(code: "a", state: .received, nationalStatus: 2)],
          inSnapshot: true,
          resumeToken: "t6"
        )
        let change = WatchEventsResponse(events: [Self.event], position: 7, resumeToken: "t7")
        for message in [present, change] {
          try await call.stream.write(try ServerCoding.encode(message))
        }
        throw RPCError(.unauthenticated, "The token has expired.")
      },
      MethodHandler(StatisticsServiceMethods.watchSummary) { call in
        _ = try await call.stream.onlyMessage()
        let summary = StatisticsSummary(
          asOf: GoogleProtobuf.Timestamp(seconds: 1_596_680_100),
          dossiers: DossierCounts(submitted: 1_234, received: 12, receivedOnline: 8)
        )
        for message in [WatchSummaryResponse(), WatchSummaryResponse(current: summary)] {
          try await call.stream.write(try ServerCoding.encode(message))
        }
        throw RPCError(.unauthenticated, "The token has expired.")
      },
    ])
  }

  @Test("Each change is one readable line, and nothing in it commands the terminal")
  func lines() async throws {
    let run = try await ToolRun(["watch", "events", "--snapshot"], server: try server())
    #expect(run.status == 26)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines.first == "Hiện trạng  a  Được tiếp nhận (2)  ")
    #expect(
      lines.last?.hasPrefix("06/08/2020 09:15  000.00.02.H10-200806-0001  Chấp nhận → ") == true
    )
    #expect(lines.last?.contains("Được tiếp nhận (2)") == true)
    #expect(!run.output.contains("\u{1b}"))
    let english = try await ToolRun(["watch", "events", "--lang", "en"], server: try server())
    #expect(english.output.contains("2020-08-06 09:15"))
  }

  @Test("Programs get one object or one record on each line")
  func machines() async throws {
    let json = try await ToolRun(["watch", "events", "-o", "json"], server: try server())
    let lines = json.output.split(separator: "\n")
    #expect(lines.count == 2 && lines.last?.hasPrefix(#"{"position":"7","dossierCode":"#) == true)
    let csv = try await ToolRun(["watch", "events", "-o", "csv"], server: try server())
    let records = csv.output.split(separator: "\r\n")
    #expect(records.count == 2)
    #expect(records.first?.hasPrefix("position,occurred_at,dossier_code,sequence,action") == true)
  }

  @Test("The place is kept in a file, and read from there the next time")
  func resume() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/watch-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let asked = Mutex<[WatchEventsRequest]>([])
    let server = try server { request in asked.withLock { $0.append(request) } }
    let command = ["watch", "events", "--state", "received", "--resume", path]
    _ = try await ToolRun(command, server: server)
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    #expect(kept == "t7\n")
    _ = try await ToolRun(command, server: server, files: [path: kept])
    #expect(asked.withLock { $0.map(\.resumeToken) } == ["", "t7"])
    #expect(asked.withLock { $0.map(\.states) } == [[.received], [.received]])
  }

  @Test("Options that contradict each other are refused")
  func usage() async throws {
    let run = try await ToolRun(["watch", "events", "--from-now", "--snapshot"])
    #expect(run.status == 2)
    #expect(try await ToolRun(["watch", "summary", "-o", "csv"]).status == 2)
  }

  @Test("A summary is one line when the figures have changed")
  func summary() async throws {
    let run = try await ToolRun(["watch", "summary"], server: try server())
    #expect(run.output.hasPrefix("06/08/2020 09:15  nộp 1.234, chờ tiếp nhận 0, tiếp nhận 12 "))
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test("A server that cannot be reached is no reason to wait for ever")
  func unreachable() async throws {
    let away = try ScriptedServer([
      MethodHandler(DossierServiceMethods.watchEvents) { _ in
        throw RPCError(.unavailable, "Nobody is there.")
      }
    ])
    let run = try await ToolRun(["watch", "events"], server: away)
    #expect(run.status == 24)
  }
}
