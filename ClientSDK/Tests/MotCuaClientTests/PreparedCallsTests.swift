import MotCuaClient
import ProtobufEngine
import RPCInProcess
import Synchronization
import Testing

struct PreparedCallsTests {
  private static let id = "017f22e2-79b0-7000-8000-000000000000"

  private struct Seen: Sendable {
    var metadata = Metadata()
    var hasDeadline = false
  }

  private func client(
    _ methods: [MethodHandler],
    token: String? = "secret"
  ) throws -> MotCuaClient {
    let service = ServiceDefinition(name: "scripted", methods: methods)
    let configuration = ClientConfiguration(
      requestIDs: RequestIDSource(millisecondsSince1970: { 0x17f_22e2_79b0 }, random: { 0 })
    )
    return MotCuaClient(
      transport: InProcessTransport(
        router: try Router(services: [service]),
        clock: StoppedCallClock()
      ),
      token: token,
      configuration: configuration
    )
  }

  @Test("Every call carries the token and has a deadline")
  func token() async throws {
    let seen = Mutex(Seen())
    let client = try client([
      .unary(AdminServiceMethods.getServerInfo) { _, context in
        seen.withLock {
          $0 = Seen(metadata: context.metadata, hasDeadline: context.deadline != nil)
        }
        return []
      }
    ])
    _ = try await client.admin.getServerInfo(GetServerInfoRequest())
    #expect(seen.withLock { $0.metadata.values("authorization") } == [.text("Bearer secret")])
    #expect(seen.withLock { $0.hasDeadline })

    var metadata = Metadata()
    metadata.append("authorization", text: "Bearer other")
    let options = CallOptions(metadata: metadata)
    _ = try await client.admin.getServerInfo(GetServerInfoRequest(), options: options)
    #expect(seen.withLock { $0.metadata.values("authorization") } == [.text("Bearer other")])
  }

  @Test("Without a token nothing is sent that looks like one")
  func anonymous() async throws {
    let seen = Mutex(Metadata())
    let client = try client(
      [
        .unary(AdminServiceMethods.getServerInfo) { _, context in
          seen.withLock { $0 = context.metadata }
          return []
        }
      ],
      token: nil
    )
    _ = try await client.admin.getServerInfo(GetServerInfoRequest())
    #expect(seen.withLock { $0.isEmpty })
  }

  @Test("A request that changes something gets an identifier unless it has one")
  func identifiers() async throws {
    let client = try client([
      .unary(DossierServiceMethods.acceptDossier) { bytes, _ in
        let request = try ServerCoding.decode(AcceptDossierRequest.self, bytes)
        return try ServerCoding.encode(Dossier(code: request.code, etag: request.requestId))
      }
    ])
    let made = try await client.dossiers.acceptDossier(AcceptDossierRequest(code: "a"))
    #expect(made == Dossier(code: "a", etag: Self.id))
    let given = try await client.dossiers.acceptDossier(
      AcceptDossierRequest(code: "a", requestId: "mine")
    )
    #expect(given.etag == "mine")
  }

  @Test("A request that only reads is sent as it is")
  func reading() async throws {
    let client = try client([
      .unary(DossierServiceMethods.getDossier) { bytes, _ in
        #expect(bytes == [0x0a, 0x01, 0x61])
        return []
      }
    ])
    _ = try await client.dossiers.getDossier(GetDossierRequest(code: "a"))
  }

  @Test("Of a stream the first message carries the identifier")
  func stream() async throws {
    let client = try client([
      MethodHandler(AgencyServiceMethods.importAgencies) { call in
        var identifiers: [String] = []
        while let bytes = try await call.stream.nextMessage() {
          identifiers.append(try ServerCoding.decode(ImportAgenciesRequest.self, bytes).requestId)
        }
        let error = RowError(message: identifiers.joined(separator: ","))
        let response = ImportAgenciesResponse(errors: [error])
        try await call.stream.write(try ServerCoding.encode(response))
      }
    ])
    let answer = try await client.agencies.importAgencies { writer in
      for _ in 0..<3 { try await writer.write(ImportAgenciesRequest()) }
    }
    #expect(answer.errors.map(\.message) == ["\(Self.id),,"])
  }

  @Test("An error has its reason, its Vietnamese sentence and its fields")
  func errors() async throws {
    let client = try client([
      .unary(DossierServiceMethods.getDossier) { _, _ in
        throw RPCError(
          .invalidArgument,
          "Wrong.",
          details: [
            .errorInfo(reason: "INVALID_FIELDS", domain: "motcua", metadata: ["k": "v"]),
            .badRequest([RPCError.FieldViolation(field: "code", description: "is required")]),
            .localizedMessage(locale: "vi-VN", message: "Sai."),
            .retryInfo(delay: .seconds(2)),
          ]
        )
      }
    ])
    let error = try await #require(throws: RPCError.self) {
      try await client.dossiers.getDossier(GetDossierRequest())
    }
    #expect(error.code == .invalidArgument)
    #expect(error.reason == "INVALID_FIELDS")
    #expect(error.reasonMetadata == ["k": "v"])
    #expect(error.localizedMessage() == "Sai.")
    #expect(error.localizedMessage("en") == nil)
    #expect(error.fieldViolations.map(\.field) == ["code"])
    #expect(error.preconditionViolations.isEmpty)
    #expect(error.retryDelay == .seconds(2))
  }

  @Test("Every method that changes something has a place for an identifier")
  func places() {
    let schema = Schema(files: MotCuaAPIDescriptors.files.map(\.bytes))
    #expect(schema.services.count == 5)
    for service in schema.services {
      for method in service.methods {
        let reads = [
          "Get", "BatchGet", "List", "Count", "Search", "Track", "Export", "Rank", "Query",
          "Preview", "Diff", "Explain", "Lint", "Verify", "Download", "Watch", "Compare",
        ]
        // What asks about an identifier has one of another call; a backup changes nothing that is
        // stored.
        if ["GetOperationOutcome", "CreateBackup"].contains(method.name) { continue }
        let isReading = reads.contains { method.name.hasPrefix($0) }
        let field = schema.fieldNumber("request_id", of: method.input)
        #expect((field == nil) == isReading, "\(service.fullName)/\(method.name)")
      }
    }
  }
}
