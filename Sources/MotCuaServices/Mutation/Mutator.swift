import MotCuaAPI
package import MotCuaStore
package import ProtobufEngine
package import RPCCore

/// Runs changes for services: identity of the request, body hash, dry run, stored answer, trailer.
package struct Mutator: Sendable {
  /// The trailer of an answer that was given before.
  package static let replayedTrailer = "motcua-replayed"

  private let store: any OperationStore
  private let clock: any WallClock

  /// Changes a store by a clock.
  package init(store: any OperationStore, clock: any WallClock) {
    self.store = store
    self.clock = clock
  }

  /// Runs the command of a unary request and answers it.
  ///
  /// `needsRequestID` says that this request must carry an identity whoever calls, as where money
  /// moves. `answer` runs on the store's thread and may run more than once.
  package func perform<Command: StoreCommand, Response: WireMessage>(
    _ command: Command,
    for request: some MutationRequest,
    context: ServerContext,
    needsRequestID: Bool = false,
    answer: @escaping @Sendable (Command.Outcome) -> Response
  ) async throws -> Response {
    var digest = RequestDigest()
    try digest.add(request)
    let envelope = try envelope(
      of: request,
      digest: digest,
      context: context,
      needsRequestID: needsRequestID
    )
    return try await perform(command, as: envelope, context: context, answer: answer).response
  }

  /// The envelope of a request whose messages have been digested; for a stream `request` is its
  /// first message.
  package func envelope(
    of request: some MutationRequest,
    digest: RequestDigest,
    context: ServerContext,
    needsRequestID: Bool = false
  ) throws(RPCError) -> MutationEnvelope {
    let principal = context.principal
    guard !request.requestId.isEmpty || !(needsRequestID || principal.mustSendRequestID) else {
      throw RPCError(reason: .requestIdRequired)
    }
    let requestID = RequestID(uuid: request.requestId)
    guard requestID != nil || request.requestId.isEmpty else {
      throw .invalidField("request_id", "It is no UUID.")
    }
    var digest = digest
    if principal.isAsserted, let subject = principal.subjectID { digest.add(subject: subject) }
    return MutationEnvelope(
      principalID: principal.id,
      method: context.method.path,
      requestID: requestID,
      bodyHash: digest.bytes,
      now: clock.now(),
      isValidateOnly: request.validateOnly
    )
  }

  /// Runs a command and answers it; a repeat gets the bytes of the first answer and says so.
  package func perform<Command: StoreCommand, Response: WireMessage>(
    _ command: Command,
    as envelope: MutationEnvelope,
    context: ServerContext,
    answer: @escaping @Sendable (Command.Outcome) -> Response
  ) async throws -> MutationAnswer<Response> {
    let applied = try await store.perform(command, as: envelope) { outcome in
      // What cannot be encoded fails when it is sent; nothing is kept under an identity then but
      // an empty answer, which cannot be mistaken for one that named something.
      (try? answer(outcome).serialized()) ?? []
    }
    switch applied {
    case .applied(let outcome):
      return MutationAnswer(response: answer(outcome), isReplayed: false)
    case .replayed(let bytes):
      context.appendTrailer(Self.replayedTrailer, text: "true")
      return MutationAnswer(
        response: try ServerCoding.decode(Response.self, bytes),
        isReplayed: true
      )
    }
  }
}
