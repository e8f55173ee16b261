import InteropMessages
import RPCCore
import RPCHTTP2
import RPCMessages
import Synchronization

/// One call that a conformance test asks a client to make, and what becomes of it.
///
/// A cancelled call goes on as if it were not, so that its outcome is what the client's runtime says
/// of it.
struct ConformanceCall {
  private struct Received {
    var head = Metadata()
    var trailers = Metadata()
  }

  private let request: ConformanceV1.ClientCompatRequest
  private let method: MethodDescriptor
  private let transport: HTTP2ClientTransport

  /// Takes what is asked for.
  ///
  /// - Throws: ``SuiteFailure`` for what this client does not do.
  init(_ request: ConformanceV1.ClientCompatRequest, _ files: TemporaryFiles) throws {
    guard request.protocol == .grpc, request.httpVersion == .httpVersion2, request.codec == .proto
    else {
      throw SuiteFailure("This client speaks gRPC over HTTP/2 with protobuf only.")
    }
    guard request.compression == .identity || request.compression == .gzip else {
      throw SuiteFailure("This client compresses by gzip only.")
    }
    let methods = ConformanceV1.ConformanceServiceMethods.all
    guard
      request.service ?? ConformanceV1.ConformanceServiceMethods.serviceName
        == ConformanceV1.ConformanceServiceMethods.serviceName,
      let entry = methods.first(where: { $0.descriptor.name == request.method })
    else {
      throw SuiteFailure("There is no method \(request.service ?? "")/\(request.method ?? "").")
    }
    self.request = request
    method = entry.descriptor
    transport = HTTP2ClientTransport(
      host: request.host,
      port: Int(request.port),
      configuration: try Self.configuration(request, files)
    )
  }

  private static func configuration(
    _ request: ConformanceV1.ClientCompatRequest,
    _ files: TemporaryFiles
  ) throws -> HTTP2ClientConfiguration {
    var configuration = HTTP2ClientConfiguration()
    if request.messageReceiveLimit > 0 {
      configuration.receivedMessageBytesMax = Int(request.messageReceiveLimit)
    }
    guard !request.serverTlsCert.isEmpty else { return configuration }
    var tls = ClientTLSConfiguration()
    tls.rootsFile = try files.add("roots.pem", request.serverTlsCert)
    if let credentials = request.clientTlsCreds {
      tls.certificateChainFile = try files.add("client.pem", credentials.cert)
      tls.privateKeyFile = try files.add("client.key", credentials.key)
    }
    configuration.tls = tls
    return configuration
  }

  /// Makes the call and says how it has ended.
  func run() async -> ConformanceV1.ClientResponseResult {
    let received = Mutex(Received())
    let options = CallOptions(
      timeout: request.timeoutMs.map { .milliseconds($0) },
      metadata: Metadata(request.requestHeaders),
      compressesRequests: request.compression == .gzip,
      onHead: { head in received.withLock { $0.head = head } },
      onTrailers: { trailers in received.withLock { $0.trailers = trailers } }
    )
    var result = ConformanceV1.ClientResponseResult()
    do {
      let call = try await transport.open(method, options: options)
      try await converse(call, &result)
    } catch {
      // What is received of a response that is not a stream counts with its status only.
      if !method.kind.streamsResponses { result.payloads = [] }
      result.error = RPCError.outcome(ofCall: error).result
    }
    await transport.close()
    let all = received.withLock { $0 }
    result.responseHeaders = all.head.headers
    result.responseTrailers = all.trailers.headers
    return result
  }

  private func converse(
    _ call: any ClientCallStream,
    _ result: inout ConformanceV1.ClientResponseResult
  ) async throws {
    let isFullDuplex = request.streamType == .fullDuplexBidiStream
    for (number, message) in request.requestMessages.enumerated() {
      do {
        try await pause(request.requestDelayMs)
        try await call.write(message.value)
      } catch {
        result.numUnsentRequests = Int32(request.requestMessages.count - number)
        // The reading side knows the status.
        break
      }
      if isFullDuplex, try await !receive(call, &result) { break }
    }
    try await endRequests(call)
    if method.kind.streamsResponses {
      while try await receive(call, &result) {}
    } else {
      result.payloads = [try payload(try await call.onlyMessage())]
    }
  }

  /// Half-closes or cancels, as is asked for.
  private func endRequests(_ call: any ClientCallStream) async throws {
    switch request.cancel?.cancelTiming {
    case .beforeCloseSend:
      call.cancel()
      return
    case .afterCloseSendMs(let delay):
      call.finishWriting()
      try await pause(delay)
      call.cancel()
    case .afterNumResponses: call.finishWriting()
    case nil:
      call.finishWriting()
      if request.cancel != nil { call.cancel() }
    }
  }

  /// Reads a response; false at the end.
  private func receive(
    _ call: any ClientCallStream,
    _ result: inout ConformanceV1.ClientResponseResult
  ) async throws -> Bool {
    guard let message = try await call.nextMessage() else { return false }
    result.payloads.append(try payload(message))
    if case .afterNumResponses(let count) = request.cancel?.cancelTiming,
      result.payloads.count == Int(count)
    {
      call.cancel()
    }
    return true
  }

  /// All responses have their payload in field 1.
  private func payload(_ message: [UInt8]) throws -> ConformanceV1.ConformancePayload {
    try ClientCoding.decode(ConformanceV1.UnaryResponse.self, message).payload ?? .init()
  }

  private func pause(_ milliseconds: UInt32) async throws {
    guard milliseconds > 0 else { return }
    try await Task.sleep(for: .milliseconds(milliseconds))
  }
}

extension RPCError {
  /// The error that a call has ended with.
  fileprivate static func outcome(ofCall error: any Error) -> RPCError {
    (error as? RPCError) ?? RPCError(.unknown, "\(error)")
  }
}
