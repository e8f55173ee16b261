import MotCuaAPI
import MotCuaCLI
import RPCCore
import Testing

struct CallTests {
  private func server() throws -> ScriptedServer {
    try ScriptedServer([
      .answer(AgencyServiceMethods.getAgency, GetAgencyRequest.self) { request in
        Agency(code: request.code, name: "Sở", level: .province)
      },
      .collect(AgencyServiceMethods.importAgencies, ImportAgenciesRequest.self) { requests in
        let identifiers = requests.filter { !$0.requestId.isEmpty }.count
        return ImportAgenciesResponse(
          counts: ImportCounts(rows: Int64(requests.count), created: Int64(identifiers))
        )
      },
      MethodHandler(DossierServiceMethods.exportDossiers) { call in
        _ = try await call.stream.onlyMessage()
        for code in ["a", "b"] {
          let response = ExportDossiersResponse(dossiers: [ExportedDossier(code: code)])
          try await call.stream.write(try ServerCoding.encode(response))
        }
      },
    ])
  }

  @Test("A unary method takes and gives one JSON document")
  func unary() async throws {
    let text = #"{"code": "H10.05"}"#
    let run = try await ToolRun(
      ["call", "AgencyService/GetAgency", "-d", text],
      server: try server()
    )
    #expect(
      run.output == """
        {
          "code": "H10.05",
          "name": "Sở",
          "level": "AGENCY_LEVEL_PROVINCE"
        }

        """
    )
    let fromFile = try await ToolRun(
      ["call", "motcua.v1.AgencyService/GetAgency", "-d", "@f", "-o", "ndjson"],
      server: try server(),
      files: ["f": text]
    )
    #expect(
      fromFile.output == #"{"code":"H10.05","name":"Sở","level":"AGENCY_LEVEL_PROVINCE"}"# + "\n"
    )
  }

  @Test("A server stream prints one line for each message")
  func serverStream() async throws {
    let run = try await ToolRun(["call", "DossierService/ExportDossiers"], server: try server())
    #expect(
      run.output == #"{"dossiers":[{"code":"a"}]}"# + "\n" + #"{"dossiers":[{"code":"b"}]}"# + "\n"
    )
  }

  @Test("A client stream takes one document on each line and one identifier for all")
  func clientStream() async throws {
    let run = try await ToolRun(
      ["call", "AgencyService/ImportAgencies", "-d", "-", "-o", "ndjson"],
      server: try server(),
      files: ["-": "{}\n\n{}\n{}\n"]
    )
    #expect(run.output == #"{"counts":{"rows":"3","created":"1"}}"# + "\n")
  }

  @Test("JSON that does not fit is wrong usage, with its line")
  func badJSON() async throws {
    let unknown = try await ToolRun(
      ["call", "AgencyService/GetAgency", "-d", #"{"cod": 1}"#, "--lang", "en"],
      server: try server()
    )
    #expect(unknown.status == 2)
    #expect(unknown.errors.hasPrefix("Error: The JSON is not a motcua.v1.GetAgencyRequest: cod"))
    let line = try await ToolRun(
      ["call", "AgencyService/ImportAgencies", "-d", "-"],
      server: try server(),
      files: ["-": "{}\n{]\n"]
    )
    #expect(line.status == 2)
    #expect(line.errors.hasPrefix("Lỗi: JSON không hợp lệ: dòng 2: "))
    let method = try await ToolRun(["call", "AgencyService/Nope"], server: try server())
    #expect(method.errors == "Lỗi: Không có phương thức AgencyService/Nope; xem motcua describe.\n")
    #expect(method.status == 2)
  }

  @Test("Every method can be described, and every message by its name")
  func describe() async throws {
    let all = try await ToolRun(["describe"])
    #expect(all.output.contains("service motcua.v1.DossierService {\n  rpc SubmitDossier("))
    #expect(all.output.contains("service grpc.health.v1.Health {"))
    let method = try await ToolRun(["describe", "AgencyService/GetAgency"])
    #expect(
      method.output.hasPrefix(
        """
        rpc GetAgency(motcua.v1.GetAgencyRequest) returns (motcua.v1.Agency);

        message motcua.v1.GetAgencyRequest {
          string code = 1;
        }

        message motcua.v1.Agency {
          string code = 1;
          string other_code = 2;

        """
      )
    )
    let type = try await ToolRun(["describe", "Duty"])
    #expect(type.output.hasPrefix("enum motcua.v1.Duty {\n  DUTY_UNSPECIFIED = 0;\n"))
    #expect(try await ToolRun(["describe", "Nope"]).status == 2)
  }

  @Test("Completion scripts are printed for three shells", arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) async throws {
    let run = try await ToolRun(["completion", shell])
    #expect(run.status == 0)
    #expect(run.output.contains("refuse-at-desk"))
  }
}
