import RPCCore
import RPCMessages
import RPCServices
import Testing

@Suite("Health and reflection", .timeLimit(.minutes(10)))
struct ServicesContractTests {
  private func run(
    _ transport: Transport,
    _ health: HealthService,
    _ body: @Sendable (any ClientTransport) async throws -> Void
  ) async throws {
    let reflection = ReflectionService(
      files: RPCMessagesDescriptors.files,
      services: [GRPCHealthV1.HealthMethods.serviceName]
    )
    let services =
      [GRPCHealthV1.HealthMethods.definition(of: health)] + reflection.definitions
    try await transport.run(Router(services: services)) { client, _ in try await body(client) }
  }

  @Test(
    "[S36] Check knows the server and its services and nothing else",
    arguments: Transport.allCases
  )
  func check(transport: Transport) async throws {
    let health = HealthService(services: ["a.B"])
    try await run(transport, health) { client in
      let calls = GRPCHealthV1.HealthClient(client)
      var statuses = [
        try await calls.check(.init(service: "")).status,
        try await calls.check(.init(service: "a.B")).status,
      ]
      health.set(.notServing, for: "a.B")
      statuses.append(try await calls.check(.init(service: "a.B")).status)
      health.beginDrain()
      statuses.append(try await calls.check(.init(service: "")).status)
      #expect(statuses == [.serving, .serving, .notServing, .notServing])
      #expect(await status { try await calls.check(.init(service: "x")) }?.code == .notFound)
    }
  }

  @Test("[S36] List tells the status of everything there is", arguments: Transport.allCases)
  func list(transport: Transport) async throws {
    let health = HealthService(services: ["a.B", "a.C"])
    health.set(.notServing, for: "a.C")
    try await run(transport, health) { client in
      let calls = GRPCHealthV1.HealthClient(client)
      let before = try await calls.list(.init()).statuses.mapValues(\.status)
      #expect(before == ["": .serving, "a.B": .serving, "a.C": .notServing])
      health.beginDrain()
      let after = try await calls.list(.init()).statuses.mapValues(\.status)
      #expect(after == ["": .notServing, "a.B": .notServing, "a.C": .notServing])
    }
  }

  @Test(
    "[S36] Watch sends the present status, each change, and ends with the drain",
    arguments: Transport.allCases
  )
  func watch(transport: Transport) async throws {
    let health = HealthService()
    try await run(transport, health) { client in
      let calls = GRPCHealthV1.HealthClient(client)
      var statuses = try await calls.watch(.init(service: "a.B")).makeAsyncIterator()
      var status = try await statuses.next()?.status
      #expect(status == .serviceUnknown)
      health.set(.serving, for: "a.B")
      status = try await statuses.next()?.status
      #expect(status == .serving)
      health.set(.serving, for: "a.B")
      health.beginDrain()
      status = try await statuses.next()?.status
      #expect(status == .notServing)
      let end = await outcome { try await statuses.next() } as? RPCError
      #expect(end?.code == .unavailable)
    }
  }

  @Test(
    "[S37] Reflection answers each question and goes on after an error",
    arguments: Transport.allCases
  )
  func reflection(transport: Transport) async throws {
    typealias Question = GRPCReflectionV1.ServerReflectionRequest.MessageRequest
    let questions: [Question] = [
      .listServices(""),
      .fileContainingSymbol("no.such.Symbol"),
      .fileContainingSymbol("grpc.health.v1.Health.Check"),
      .fileByFilename("google/rpc/status.proto"),
      .allExtensionNumbersOfType("google.rpc.Status"),
    ]
    try await run(transport, HealthService()) { client in
      let answers = try await GRPCReflectionV1.ServerReflectionClient(client).serverReflectionInfo(
        send: { writer in
          for question in questions { try await writer.write(.init(messageRequest: question)) }
        },
        receive: { messages in
          var answers: [GRPCReflectionV1.ServerReflectionResponse] = []
          for try await message in messages { answers.append(message) }
          return answers
        }
      )
      try #require(answers.count == questions.count)
      guard case .listServicesResponse(let list) = answers[0].messageResponse,
        case .errorResponse(let error) = answers[1].messageResponse,
        case .fileDescriptorResponse(let health) = answers[2].messageResponse,
        case .fileDescriptorResponse(let status) = answers[3].messageResponse,
        case .allExtensionNumbersResponse(let numbers) = answers[4].messageResponse
      else {
        Issue.record("An answer is of another kind than its question.")
        return
      }
      #expect(
        list.service.map(\.name) == [
          "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection",
        ]
      )
      #expect(error.errorCode == 5)
      #expect(health.fileDescriptorProto.count == 1)
      #expect(status.fileDescriptorProto.count == 2)
      #expect(numbers.extensionNumber.isEmpty)
    }
  }

  @Test("[S37] Reflection answers under its older name too", arguments: Transport.allCases)
  func olderReflection(transport: Transport) async throws {
    try await run(transport, HealthService()) { client in
      let names = try await GRPCReflectionV1Alpha.ServerReflectionClient(client)
        .serverReflectionInfo(
          send: { try await $0.write(.init(messageRequest: .listServices("*"))) },
          receive: { messages in
            var names: [String] = []
            for try await message in messages {
              guard case .listServicesResponse(let list) = message.messageResponse else { continue }
              names += list.service.map(\.name)
            }
            return names
          }
        )
      #expect(names.count == 3)
    }
  }
}
