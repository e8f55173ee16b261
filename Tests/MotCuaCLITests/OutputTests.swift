import MotCuaAPI
import MotCuaCLI
import RPCCore
import RPCMessages
import Testing

struct OutputTests {
  private let command = ["agency", "list"]

  private func server() throws -> ScriptedServer {
    try ScriptedServer([
      .answer(AgencyServiceMethods.listAgencies, ListAgenciesRequest.self) { request in
        let agencies = [
          Agency(code: "H10", name: "UBND tỉnh Bình Phước", level: .province, kind: .resolving),
          Agency(
            code: "H10.05",
            name: "Sở \"Xây dựng\", =1",
            level: .province,
            kind: .resolving,
            parentCode: "H10",
            validFrom: MotCuaAPI.Date(year: 2020, month: 8, day: 6)
          ),
        ]
        return request.pageToken.isEmpty
          ? ListAgenciesResponse(agencies: [agencies[0]], nextPageToken: "next")
          : ListAgenciesResponse(agencies: [agencies[1]])
      },
      .answer(DossierServiceMethods.trackDossier, TrackDossierRequest.self) { request in
        TrackDossierResponse(
          code: request.code,
          procedureCode: "1.001193",
          procedureName: "Đăng ký khai sinh",
          agencyName: "UBND xã",
          state: .inProgress,
          nationalStatus: 4,
          submittedAt: GoogleProtobuf.Timestamp(milliseconds: 1_596_680_100_000),
          overdue: true
        )
      },
    ])
  }

  @Test("A list is a table that follows the pages")
  func table() async throws {
    let run = try await ToolRun(command, server: try server())
    #expect(
      run.output == """
        Mã      Tên                   Tên tắt  Cấp   Loại        Trực thuộc
        H10     UBND tỉnh Bình Phước           Tỉnh  Giải quyết
        H10.05  Sở "Xây dựng", =1              Tỉnh  Giải quyết  H10

        """
    )
    #expect(run.errors.isEmpty)
  }

  @Test("A list stops at its limit without asking for another page")
  func limit() async throws {
    let run = try await ToolRun(command + ["--limit", "1", "-o", "ndjson"], server: try server())
    #expect(
      run.output == """
        {"code":"H10","name":"UBND tỉnh Bình Phước","level":"AGENCY_LEVEL_PROVINCE",\
        "kind":"AGENCY_KIND_RESOLVING"}

        """
    )
  }

  @Test("CSV has the names of fields, all columns, and nothing for people")
  func csv() async throws {
    let run = try await ToolRun(command + ["-o", "csv", "--bom"], server: try server())
    let lines = run.output.split(separator: "\r\n", omittingEmptySubsequences: false).map(
      String.init
    )
    #expect(
      lines == [
        "\u{feff}code,other_code,name,short_name,level,kind,parent_code,valid_from,valid_to,"
          + "head_officer_code,beneficiary_account,e_wallet,working_hours,etag",
        "H10,,UBND tỉnh Bình Phước,,AGENCY_LEVEL_PROVINCE,AGENCY_KIND_RESOLVING,,,,,,,,",
        "H10.05,,\"Sở \"\"Xây dựng\"\", =1\",,AGENCY_LEVEL_PROVINCE,AGENCY_KIND_RESOLVING,H10,"
          + "2020-08-06,,,,,,",
        "",
      ]
    )
  }

  @Test("JSON is one document")
  func json() async throws {
    let run = try await ToolRun(command + ["-o", "json", "--limit", "1"], server: try server())
    #expect(
      run.output == """
        [
          {
            "code": "H10",
            "name": "UBND tỉnh Bình Phước",
            "level": "AGENCY_LEVEL_PROVINCE",
            "kind": "AGENCY_KIND_RESOLVING"
          }
        ]

        """
    )
  }

  @Test("One thing is a list of its fields, in the caller's language and Vietnam's time")
  func fields() async throws {
    let track = ["dossier", "track", "H10-200806-0001", "--id-suffix", "1234"]
    let vietnamese = try await ToolRun(track, server: try server())
    #expect(
      vietnamese.output == """
        Mã hồ sơ     H10-200806-0001
        Thủ tục      1.001193
        Tên thủ tục  Đăng ký khai sinh
        Cơ quan      UBND xã
        Trạng thái   Đang xử lý
        Nộp lúc      06/08/2020 09:15
        Quá hạn      có

        """
    )
    let english = try await ToolRun(track + ["--lang", "en"], server: try server())
    #expect(
      english.output == """
        Code       H10-200806-0001
        Procedure  1.001193
        Name       Đăng ký khai sinh
        Agency     UBND xã
        State      In progress
        Submitted  2020-08-06 09:15
        Overdue    yes

        """
    )
  }

  @Test("On a narrow terminal columns that need room go before anything is cut")
  func narrow() async throws {
    let dossier = Dossier(
      code: "000.00.02.H10-200806-0001",
      procedureCode: "1.001193",
      channel: .online,
      state: .inProgress,
      applicant: Applicant(name: "Nguyễn Văn An"),
      submittedAt: GoogleProtobuf.Timestamp(milliseconds: 1_596_680_100_000)
    )
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.listDossiers, ListDossiersRequest.self) { _ in
        ListDossiersResponse(dossiers: [dossier])
      }
    ])
    let wide = try await ToolRun(["dossier", "list"], server: server)
    #expect(
      wide.output == """
        Mã hồ sơ                   Thủ tục   Chủ hồ sơ      Kênh        Trạng thái  \
        Nộp lúc           Hẹn trả  Quá hạn
        000.00.02.H10-200806-0001  1.001193  Nguyễn Văn An  Trực tuyến  Đang xử lý  \
        06/08/2020 09:15

        """
    )
    let narrow = try await ToolRun(["dossier", "list"], server: server, columns: 80)
    #expect(
      narrow.output == """
        Mã hồ sơ                   Thủ tục   Chủ hồ sơ      Trạng thái  Hẹn trả  Quá hạn
        000.00.02.H10-200806-0001  1.001193  Nguyễn Văn An  Đang xử lý

        """
    )
  }
}
