import InteropMessages
import RPCCore
import RPCMessages

/// `connectrpc.conformance.v1.ConformanceService`: answers as each request asks, and echoes what it
/// has seen.
struct ConformanceResponder: ConformanceV1.ConformanceService {
  typealias RequestInfo = ConformanceV1.ConformancePayload.RequestInfo

  func unary(
    _ request: ConformanceV1.UnaryRequest,
    context: ServerContext
  ) async throws -> ConformanceV1.UnaryResponse {
    let seen = try GoogleProtobuf.Any_(packing: request, named: "UnaryRequest")
    return .init(payload: try await answer(request.responseDefinition, [seen], context))
  }

  func idempotentUnary(
    _ request: ConformanceV1.IdempotentUnaryRequest,
    context: ServerContext
  ) async throws -> ConformanceV1.IdempotentUnaryResponse {
    let seen = try GoogleProtobuf.Any_(packing: request, named: "IdempotentUnaryRequest")
    return .init(payload: try await answer(request.responseDefinition, [seen], context))
  }

  func unimplemented(
    _ request: ConformanceV1.UnimplementedRequest,
    context: ServerContext
  ) async throws -> ConformanceV1.UnimplementedResponse {
    throw RPCError(.unimplemented, "The tests leave this method out.")
  }

  func clientStream(
    _ requests: RequestMessages<ConformanceV1.ClientStreamRequest>,
    context: ServerContext
  ) async throws -> ConformanceV1.ClientStreamResponse {
    var definition: ConformanceV1.UnaryResponseDefinition?
    var seen: [GoogleProtobuf.Any_] = []
    for try await request in requests {
      if seen.isEmpty { definition = request.responseDefinition }
      seen.append(try .init(packing: request, named: "ClientStreamRequest"))
    }
    return .init(payload: try await answer(definition, seen, context))
  }

  func serverStream(
    _ request: ConformanceV1.ServerStreamRequest,
    responses: ResponseWriter<ConformanceV1.ServerStreamResponse>,
    context: ServerContext
  ) async throws {
    guard let definition = request.responseDefinition else { return }
    let seen = try GoogleProtobuf.Any_(packing: request, named: "ServerStreamRequest")
    announce(definition, context)
    if !definition.responseData.isEmpty { try await responses.sendHead() }
    for (number, data) in definition.responseData.enumerated() {
      try await pause(definition.responseDelayMs)
      let info = number == 0 ? info([seen], context) : nil
      try await responses.write(.init(payload: .init(data: data, requestInfo: info)))
    }
    if let error = definition.error {
      let isAlone = definition.responseData.isEmpty
      throw try RPCError(error, seen: isAlone ? info([seen], context) : nil)
    }
  }

  func bidiStream(
    _ requests: RequestMessages<ConformanceV1.BidiStreamRequest>,
    responses: ResponseWriter<ConformanceV1.BidiStreamResponse>,
    context: ServerContext
  ) async throws {
    var conversation = Conversation(responses: responses, context: context, responder: self)
    for try await request in requests {
      guard try await conversation.take(request) else { break }
    }
    try await conversation.finish()
  }

  /// The answer of a call with one response, or the error that it asks for.
  private func answer(
    _ definition: ConformanceV1.UnaryResponseDefinition?,
    _ seen: [GoogleProtobuf.Any_],
    _ context: ServerContext
  ) async throws -> ConformanceV1.ConformancePayload {
    let info = info(seen, context)
    guard let definition else { return .init(requestInfo: info) }
    context.responseHead = Metadata(definition.responseHeaders)
    context.responseTrailers = Metadata(definition.responseTrailers)
    try await pause(definition.responseDelayMs)
    switch definition.response {
    case .error(let error): throw try RPCError(error, seen: info)
    case .responseData(let data): return .init(data: data, requestInfo: info)
    case nil: return .init(requestInfo: info)
    }
  }

  fileprivate func announce(
    _ definition: ConformanceV1.StreamResponseDefinition,
    _ context: ServerContext
  ) {
    context.responseHead = Metadata(definition.responseHeaders)
    context.responseTrailers = Metadata(definition.responseTrailers)
  }

  fileprivate func info(_ seen: [GoogleProtobuf.Any_], _ context: ServerContext) -> RequestInfo {
    let left = context.deadline?.remaining(now: SystemCallClock().uptimeNanoseconds)
    return RequestInfo(
      requestHeaders: context.metadata.headers,
      timeoutMs: left.map { Int64($0 / .milliseconds(1)) },
      requests: seen
    )
  }

  fileprivate func pause(_ milliseconds: UInt32) async throws {
    guard milliseconds > 0 else { return }
    try await Task.sleep(for: .milliseconds(milliseconds))
  }
}

/// One call of `BidiStream`: what was asked for in its first request, and how far it is.
private struct Conversation {
  let responses: ResponseWriter<ConformanceV1.BidiStreamResponse>
  let context: ServerContext
  let responder: ConformanceResponder
  private var definition: ConformanceV1.StreamResponseDefinition?
  private var isFullDuplex = false
  private var hasBegun = false
  private var seen: [GoogleProtobuf.Any_] = []
  private var sent = 0

  init(
    responses: ResponseWriter<ConformanceV1.BidiStreamResponse>,
    context: ServerContext,
    responder: ConformanceResponder
  ) {
    self.responses = responses
    self.context = context
    self.responder = responder
  }

  /// Takes a request, and answers it at once if that is what was asked for; false says that there is
  /// nothing more to send, so that reading on is pointless.
  mutating func take(_ request: ConformanceV1.BidiStreamRequest) async throws -> Bool {
    if !hasBegun { try await begin(request) }
    seen.append(try .init(packing: request, named: "BidiStreamRequest"))
    guard isFullDuplex else { return true }
    guard let data = definition?.responseData, sent < data.count else { return false }
    let info = sent == 0 ? responder.info(seen, context) : .init(requests: seen)
    seen = []
    try await send(data[sent], info)
    return true
  }

  private mutating func begin(_ request: ConformanceV1.BidiStreamRequest) async throws {
    hasBegun = true
    definition = request.responseDefinition
    isFullDuplex = request.fullDuplex
    guard let definition else { return }
    responder.announce(definition, context)
    if isFullDuplex, !definition.responseData.isEmpty { try await responses.sendHead() }
  }

  /// Sends the responses that are left, then the error.
  mutating func finish() async throws {
    guard let definition else { return }
    if !isFullDuplex, !definition.responseData.isEmpty { try await responses.sendHead() }
    while sent < definition.responseData.count {
      let info = sent == 0 ? responder.info(seen, context) : nil
      try await send(definition.responseData[sent], info)
    }
    if let error = definition.error {
      throw try RPCError(error, seen: sent == 0 ? responder.info(seen, context) : nil)
    }
  }

  private mutating func send(
    _ data: [UInt8],
    _ info: ConformanceResponder.RequestInfo?
  ) async throws {
    try await responder.pause(definition?.responseDelayMs ?? 0)
    try await responses.write(.init(payload: .init(data: data, requestInfo: info)))
    sent += 1
  }
}
