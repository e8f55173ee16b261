import MotCuaAPI
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("The audit over RPC")
struct AuditServiceTests {
  private func house(_ ground: DossierHouse.Ground = .memory) async throws -> DossierHouse {
    let house = try await DossierHouse(ground)
    for number in 0..<3 {
      var request = Requests.submit()
      request.requestId = Requests.id(number)
      let dossier = try await house.dossiers.submitDossier(request, options: house.by(.portal))
      _ = try await house.dossiers.getDossier(
        GetDossierRequest(code: dossier.code, view: .full, purpose: "Thẩm định \(number)"),
        options: house.by(.desk)
      )
    }
    return house
  }

  @Test("Who, when, what, and what for, page by page", arguments: DossierHouse.Ground.allCases)
  func listing(_ ground: DossierHouse.Ground) async throws {
    let house = try await house(ground)
    let code = "000.00.05.H10-200806-0002"
    let request = ListAuditEntriesRequest(subject: code)
    let found = try await house.admin.listAuditEntries(
      request,
      options: house.by(.administrator)
    )
    #expect(
      found.entries.map(\.method) == [
        "/motcua.v1.DossierService/GetDossier", "/motcua.v1.DossierService/SubmitDossier",
      ]
    )
    #expect(found.entries.map(\.purpose) == ["Thẩm định 1", ""])
    #expect(
      found.entries.map(\.principalId)
        == [String(Person.desk.rawValue), String(Person.portal.rawValue)]
    )
    #expect(found.entries[1].requestId == Requests.id(1))
    #expect(found.entries[0].occurTime == DossierHouse.start.timestamp)

    var page = ListAuditEntriesRequest(pageSize: 4)
    var ids: [Int64] = []
    repeat {
      let answer = try await house.admin.listAuditEntries(page, options: house.by(.administrator))
      ids += answer.entries.map(\.id)
      page.pageToken = answer.nextPageToken
    } while !page.pageToken.isEmpty
    #expect(ids == Array(1...house.store.auditHead.id).reversed())
    let wrong = try await refusal {
      try await house.admin.listAuditEntries(
        ListAuditEntriesRequest(principalId: "x"),
        options: house.by(.administrator)
      )
    }
    #expect(wrong == Refusal(.invalidArgument, .invalidFields, fields: ["principal_id"]))
  }

  @Test("Nobody but an administrator reads it")
  func permission() async throws {
    let house = try await house()
    for person in [Person.supervisor, .desk, .portal, .applicant] {
      let refused = try await refusal {
        try await house.admin.listAuditEntries(
          ListAuditEntriesRequest(),
          options: house.by(person)
        )
      }
      #expect(refused == Refusal(.permissionDenied, .principalNotAllowed))
    }
  }

  @Test(
    "A checkpoint lies on the chain later, a forged one does not",
    arguments: DossierHouse.Ground.allCases
  )
  func checkpoint(_ ground: DossierHouse.Ground) async throws {
    let house = try await house(ground)
    let options = house.by(.administrator)
    let kept = try await house.admin.getAuditCheckpoint(
      GetAuditCheckpointRequest(),
      options: options
    )
    #expect(kept.entryId == house.store.auditHead.id)
    _ = try await house.dossiers.submitDossier(Requests.submit(), options: house.by(.applicant))
    func verify(_ checkpoint: AuditCheckpoint?) async throws -> VerifyAuditResponse {
      try await house.admin.verifyAudit(
        VerifyAuditRequest(checkpoint: checkpoint),
        options: options
      )
    }
    for checkpoint in [nil, kept, AuditCheckpoint()] {
      let answer = try await verify(checkpoint)
      #expect(answer.intact)
      #expect(answer.entries == kept.entryId + 1)
      #expect(answer.head?.entryId == kept.entryId + 1)
    }
    var forged = kept
    forged.sha256 = String(repeating: "0", count: 64)
    let answer = try await verify(forged)
    #expect(!answer.intact)
    #expect(answer.checkpointMissed)
    #expect(answer.brokenEntryId == 0)
    forged.sha256 = ""
    let bare = try await refusal { try await verify(forged) }
    #expect(bare == Refusal(.invalidArgument, .invalidFields, fields: ["checkpoint.sha256"]))
  }
}
