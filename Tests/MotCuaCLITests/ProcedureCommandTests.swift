import MotCuaAPI
import MotCuaCLI
import RPCCore
import RPCMessages
import Synchronization
import Testing

struct ProcedureCommandTests {
  @Test("A guide is written for people, part by part, and what is empty is left out")
  func guide() async throws {
    let server = try ScriptedServer([
      .answer(ProcedureServiceMethods.getProcedureGuide, GetProcedureGuideRequest.self) { request in
        ProcedureGuide(
          code: request.code,
          name: "Đăng ký khai sinh",
          steps: [ProcedureStep(name: "Nộp hồ sơ", text: "Tại xã\nhoặc trực tuyến")],
          components: [
            Component(code: "TP1", name: "Tờ khai", originalCount: 1, mandatory: true)
          ],
          channels: [
            ProcedureChannel(
              channel: .online,
              timeLimit: TimeLimit(quantityMilli: 3000, unit: .workingDay),
              fees: [
                Fee(
                  kind: .charge,
                  amountVnd: 8000,
                  amountStated: true,
                  exemptions: [Exemption(subject: "Hộ nghèo", basis: "Luật Hộ tịch")]
                )
              ]
            )
          ],
          places: [
            GuidePlace(
              agencyCode: "000.00.01.H10",
              agencyName: "Sở Tư pháp",
              receivesOnline: true
            )
          ],
          open: true
        )
      }
    ])
    let run = try await ToolRun(["procedure", "guide", "1.001193"], server: server)
    #expect(
      run.output == """
        1.001193  Đăng ký khai sinh

        Trình tự thực hiện
        - 1. Nộp hồ sơ: Tại xã hoặc trực tuyến

        Thành phần hồ sơ
        - TP1  Tờ khai (1 bản chính, bắt buộc)

        Cách thức thực hiện
        - Trực tuyến: 3 ngày làm việc
        -   Lệ phí: 8.000 đ
        -     miễn: Hộ nghèo (Luật Hộ tịch)

        Nơi thực hiện
        - 000.00.01.H10  Sở Tư pháp (trực tuyến)

        """
    )
    #expect(run.status == 0)
  }

  @Test("A file's fields are the mask of an update, without those that only come out")
  func update() async throws {
    let seen = Mutex<UpdateProcedureRequest?>(nil)
    let server = try ScriptedServer([
      .answer(ProcedureServiceMethods.updateProcedure, UpdateProcedureRequest.self) { request in
        seen.withLock { $0 = request }
        return request.procedure ?? Procedure()
      }
    ])
    let file = #"{"code":"x","etag":"1.0","legalBases":[{"number":"1"}],"requirements":"Không"}"#
    let run = try await ToolRun(
      [
        "procedure", "update", "1.001193", "--file", "f.json", "--guidance", "Nộp tại xã",
        "--clear", "templates", "--effective", "2026-01-01",
      ],
      server: server,
      files: ["f.json": file]
    )
    #expect(run.status == 0)
    let request = try #require(seen.withLock { $0 })
    #expect(
      request.updateMask?.paths == ["legal_bases", "requirements", "guidance", "templates"]
    )
    #expect(request.procedure?.code == "1.001193")
    #expect(request.effectiveFrom == Date(year: 2026, month: 1, day: 1))
    let bad = try await ToolRun(
      ["procedure", "update", "1.001193", "--file", "f.json"],
      server: server,
      files: ["f.json": "[]"]
    )
    #expect(bad.status == 2)
  }

  @Test("An export is read back by the import, row by row")
  func roundTrip() async throws {
    let details = ProcedureDetails(
      line: 1,
      code: "1.001193",
      results: ["Giấy \"khai sinh\""],
      guidance: "Dòng một\nDòng hai"
    )
    let row = CatalogueRow(
      line: 2,
      code: "1.001193",
      name: "Đăng ký\tkhai sinh",
      sectors: "\"Hộ tịch\"",
      state: "DRAFT"
    )
    let exporter = try ScriptedServer([
      MethodHandler(ProcedureServiceMethods.exportProcedures) { call in
        var request = ExportProceduresRequest()
        while let bytes = try await call.stream.nextMessage() {
          request = try ServerCoding.decode(ExportProceduresRequest.self, bytes)
        }
        let answer =
          request.format == .catalogue
          ? ExportProceduresResponse(catalogueRows: [row])
          : ExportProceduresResponse(detailsRows: [details])
        try await call.stream.write(try ServerCoding.encode(answer))
      }
    ])
    let table = try await ToolRun(["procedure", "export", "catalogue"], server: exporter)
    let lines = try await ToolRun(["procedure", "export", "details"], server: exporter)
    let seen = Mutex<[ImportProceduresRequest]>([])
    let importer = try ScriptedServer([
      .collect(ProcedureServiceMethods.importProcedures, ImportProceduresRequest.self) { requests in
        seen.withLock { $0 += requests }
        return ImportProceduresResponse()
      }
    ])
    for text in [table.output, lines.output] {
      let run = try await ToolRun(
        ["procedure", "import", "f"],
        server: importer,
        files: ["f": text]
      )
      #expect(run.status == 0)
    }
    let requests = seen.withLock { $0 }
    #expect(requests.flatMap(\.catalogueRows) == [row])
    #expect(requests.flatMap(\.detailsRows) == [details])
  }

  @Test("A list behind a number has its scope, and its options go with it alone")
  func figure() async throws {
    let server = try ScriptedServer([
      .answer(ProcedureServiceMethods.listProcedures, ListProceduresRequest.self) { request in
        let filter = request.figure
        #expect(filter?.figure == .ii07bProcedures && request.agencyCode.isEmpty)
        #expect(filter?.agencyCode == "000.00.20.H10" && filter?.includeSubordinates == true)
        #expect(filter?.level == .commune && filter?.withoutCompetentLevel == true)
        return ListProceduresResponse(procedures: [Procedure(code: "1.000001")], total: 1)
      }
    ])
    let run = try await ToolRun(
      [
        "procedure", "list", "--figure", "ii-07b-procedures", "--agency", "000.00.20.H10",
        "--subordinates", "--agency-level", "commune", "--without-level",
      ],
      server: server
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("1.000001"))
    for option in [["--as-of", "2020-08-31"], ["--subordinates"], ["--without-level"]] {
      let refused = try await ToolRun(["procedure", "list"] + option, server: server)
      #expect(refused.status == 2, "\(option)")
    }
  }
}
