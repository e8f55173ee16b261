public import ProtobufEngine

extension ClientTransport {
  /// Makes a call with one message in each direction.
  ///
  /// - Throws: `RPCError` for every status but OK.
  public func unaryCall<Request: WireMessage, Response: WireMessage>(
    _ method: MethodDescriptor,
    _ request: Request,
    as response: Response.Type = Response.self,
    options: CallOptions
  ) async throws -> Response {
    let bytes = try ClientCoding.encode(request)
    return try ClientCoding.decode(Response.self, await unary(method, bytes, options: options))
  }

  /// Makes a call whose response is a stream.
  public func serverStreamingCall<Request: WireMessage, Response: WireMessage>(
    _ method: MethodDescriptor,
    _ request: Request,
    as response: Response.Type = Response.self,
    options: CallOptions
  ) async throws -> ResponseMessages<Response> {
    let bytes = try ClientCoding.encode(request)
    let call = try await open(method, options: options)
    try await call.writeOnly(bytes)
    return ResponseMessages(call)
  }

  /// Makes a call whose request is a stream that `send` writes.
  ///
  /// - Throws: what `send` throws, after cancelling the call; `RPCError` for every status but OK.
  public func clientStreamingCall<Request: WireMessage, Response: WireMessage>(
    _ method: MethodDescriptor,
    of request: Request.Type = Request.self,
    as response: Response.Type = Response.self,
    options: CallOptions,
    send: (RequestWriter<Request>) async throws -> Void
  ) async throws -> Response {
    let call = try await open(method, options: options)
    do {
      try await send(RequestWriter(call))
    } catch  where call.hasEnded && !Task.isCancelled {
      // The server has answered before it had read everything: its status is the outcome.
    } catch {
      call.cancel()
      throw error
    }
    call.finishWriting()
    return try ClientCoding.decode(Response.self, await call.onlyMessage())
  }

  /// Makes a call in which both sides stream: `send` and `receive` run at the same time.
  ///
  /// When `receive` has returned, what is left of the call is cancelled.
  ///
  /// - Throws: what `receive` throws, or what `send` throws while the call is running.
  public func bidirectionalCall<Request: WireMessage, Response: WireMessage, Result>(
    _ method: MethodDescriptor,
    of request: Request.Type = Request.self,
    as response: Response.Type = Response.self,
    options: CallOptions,
    send: @escaping @Sendable (RequestWriter<Request>) async throws -> Void,
    receive: (ResponseMessages<Response>) async throws -> Result
  ) async throws -> Result {
    let call = try await open(method, options: options)
    async let sending: Void = Self.send(call, send)
    do {
      let result = try await receive(ResponseMessages(call))
      call.cancel()
      return result
    } catch {
      call.cancel()
      let receiveError = error
      // A failed `send` cancels the call, so its error is the cause of what `receive` has seen.
      try await sending
      throw receiveError
    }
  }

  private static func send<Request: WireMessage>(
    _ call: any ClientCallStream,
    _ send: @Sendable (RequestWriter<Request>) async throws -> Void
  ) async throws {
    do {
      try await send(RequestWriter(call))
      call.finishWriting()
    } catch  where call.hasEnded || Task.isCancelled {
      // The reading side sees the status.
    } catch {
      call.cancel()
      throw error
    }
  }
}
