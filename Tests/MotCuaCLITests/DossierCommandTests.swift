import MotCuaAPI
import MotCuaCLI
import RPCCore
import RPCMessages
import Synchronization
import Testing

struct DossierCommandTests {
  private let owner = [
    "--procedure", "1.001193", "--agency", "H10.05", "--name", "Nguyễn Văn An", "--id",
    "070200001234",
  ]

  @Test("Unlisted papers, copies and exempt fees are said on the line; a wrong one is refused")
  func componentsAndFees() async throws {
    let seen = Mutex<[SubmitDossierRequest]>([])
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.submitDossier, SubmitDossierRequest.self) { request in
        seen.withLock { $0.append(request) }
        return Dossier(code: "H10.05-200806-0001", state: .submitted)
      }
    ])
    let more = [
      "--component", "TP01=paper:3", "--component", "+Giấy ủy quyền=paper",
      "--component", "TP03=file:17", "--fee", "fee:0:exempt:Hộ nghèo",
    ]
    let run = try await ToolRun(["dossier", "submit"] + owner + more, server: server)
    #expect(run.status == 0)
    let request = try #require(seen.withLock { $0 }.first)
    #expect(
      request.components == [
        ProvidedComponent(componentCode: "TP01", source: .paper, quantity: 3),
        ProvidedComponent(name: "Giấy ủy quyền", source: .paper, quantity: 1),
        ProvidedComponent(componentCode: "TP03", source: .upload, fileId: "17"),
      ]
    )
    #expect(
      request.fees == [DossierFee(kind: .fee, exempt: true, exemptionReason: "Hộ nghèo")]
    )
    for wrong in [
      ["--component", "+"], ["--component", "TP01=paper:0"], ["--component", "TP01=paper:x"],
      ["--fee", "fee:0:exempt"], ["--fee", "fee:0:exempt:"],
    ] {
      let run = try await ToolRun(["dossier", "submit"] + owner + wrong, server: server)
      #expect(run.status != 0)
    }
    #expect(seen.withLock { $0.count } == 1)
  }

  @Test("A submission carries owner, components, fees and an identifier of its own")
  func submit() async throws {
    let seen = Mutex<[SubmitDossierRequest]>([])
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.submitDossier, SubmitDossierRequest.self) { request in
        seen.withLock { $0.append(request) }
        return Dossier(code: "H10.05-200806-0001", state: .submitted)
      }
    ])
    let more = ["--component", "TP01", "--component", "TP02=form", "--fee", "charge:20000:cash"]
    for _ in 0..<2 {
      let run = try await ToolRun(["dossier", "submit"] + owner + more, server: server)
      #expect(run.status == 0)
      #expect(run.output.contains("H10.05-200806-0001"))
    }
    let requests = seen.withLock { $0 }
    #expect(Set(requests.map(\.requestId)).count == 2)
    var request = try #require(requests.first)
    #expect(request.requestId.utf8.count == 36)
    request.requestId = ""
    #expect(
      request
        == SubmitDossierRequest(
          procedureCode: "1.001193",
          agencyCode: "H10.05",
          applicant: Applicant(
            name: "Nguyễn Văn An",
            subjectType: .citizen,
            identityKind: .citizenId,
            identityNumber: "070200001234"
          ),
          components: [
            ProvidedComponent(componentCode: "TP01", source: .form),
            ProvidedComponent(componentCode: "TP02", source: .form),
          ],
          fees: [DossierFee(kind: .charge, amountVnd: 20_000, paymentMethod: .cash)]
        )
    )
  }

  @Test("An identifier that is given is kept, and a dry run is asked for")
  func identifier() async throws {
    let id = "0190f0c2-0000-7000-8000-000000000001"
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.acceptDossier, AcceptDossierRequest.self) { request in
        Dossier(code: request.requestId, overdue: request.validateOnly, etag: request.etag)
      }
    ])
    let run = try await ToolRun(
      ["dossier", "accept", "x", "--request-id", id, "--dry-run", "--etag", "e1", "-o", "ndjson"],
      server: server
    )
    #expect(run.output == "{\"code\":\"\(id)\",\"overdue\":true,\"etag\":\"e1\"}\n")
  }

  @Test("An export is written row by row, with one header")
  func export() async throws {
    let server = try ScriptedServer([
      MethodHandler(DossierServiceMethods.exportDossiers) { call in
        _ = try await call.stream.onlyMessage()
        for code in ["a", "b"] {
          let dossier = ExportedDossier(code: code, channel: .online, feeAmountVnd: 5)
          let response = ExportDossiersResponse(dossiers: [dossier])
          try await call.stream.write(try ServerCoding.encode(response))
        }
      }
    ])
    let run = try await ToolRun(["dossier", "export", "-o", "csv"], server: server)
    let lines = run.output.split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("code,procedure_code,procedure_revision,"))
    #expect(lines[2].hasPrefix("b,,0,"))
    #expect(lines[2].contains("CHANNEL_ONLINE"))
    let table = try await ToolRun(["dossier", "export"], server: server)
    #expect(table.output.split(separator: "\n").count == 3)
  }

  @Test("A token is printed alone, so that a script can keep it")
  func token() async throws {
    let server = try ScriptedServer([
      .answer(AdminServiceMethods.createPrincipal, CreatePrincipalRequest.self) { request in
        var principal = request.principal ?? Principal()
        principal.id = principal.duties == [.reception] ? "p1" : "?"
        return principal
      },
      .answer(AdminServiceMethods.createToken, CreateTokenRequest.self) { request in
        CreateTokenResponse(
          token: Token(id: "t1", principalId: request.principalId),
          secret: "mc1.\(request.principalId).\(request.ttl?.seconds ?? 0)"
        )
      },
    ])
    let run = try await ToolRun(
      [
        "admin", "token", "create", "--kind", "officer", "--agency", "H10.05", "--duty",
        "RECEPTION", "--days", "2",
      ],
      server: server
    )
    #expect(run.output == "mc1.p1.172800\n")
    #expect(run.errors == "Mã t1, hết hạn ; chỉ hiện một lần.\n")
    #expect(try await ToolRun(["admin", "token", "create"], server: server).status == 2)
  }

  @Test("A hand-over names its step, and a list takes one text")
  func stepAndText() async throws {
    let server = try ScriptedServer([
      .answer(DossierServiceMethods.forwardDossier, ForwardDossierRequest.self) { request in
        #expect(request.stepNumber == 2 && request.stepDueDate == nil)
        return Dossier(code: request.code, state: .inProgress, stepNumber: request.stepNumber)
      },
      .answer(DossierServiceMethods.listDossiers, ListDossiersRequest.self) { request in
        #expect(request.text == "khai sinh" && request.applicantName.isEmpty)
        return ListDossiersResponse(dossiers: [Dossier(code: "H10.05-200806-0007")])
      },
    ])
    let forward = try await ToolRun(
      ["dossier", "forward", "H10.05-200806-0001", "--division", "Phòng Một", "--step", "2"],
      server: server
    )
    #expect(forward.status == 0, "\(forward.errors)")
    let list = try await ToolRun(["dossier", "list", "--text", "khai sinh"], server: server)
    #expect(list.status == 0, "\(list.errors)")
    #expect(list.output.contains("H10.05-200806-0007"))
  }
}
