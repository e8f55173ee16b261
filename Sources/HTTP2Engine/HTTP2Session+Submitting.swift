internal import CNghttp2

extension HTTP2Session {
  /// Begins a request and returns its stream; the body follows with `submitData` unless
  /// `endStream`.
  ///
  /// Above the peer's limit of concurrent streams the request waits inside the session. Throws
  /// when the peer or this end has said GOAWAY, or when no stream numbers are left.
  public func submitRequest(
    _ headers: HTTP2HeaderList,
    endStream: Bool
  ) throws(HTTP2Error) -> HTTP2StreamID {
    precondition(role == .client, "only a client makes requests")
    if let failure = state.pointee.failure { throw failure }
    guard acceptsRequests else {
      throw HTTP2Error(
        scope: .connection,
        code: .refusedStream,
        message: "the connection takes no new requests"
      )
    }
    // The number is known before the call, which does not fail but for want of memory: STREAM_ID
    // _NOT_AVAILABLE and PROTO are excluded above.
    let slot = state.pointee.slots.take(number: -1)
    let data = UnsafeMutableRawPointer(bitPattern: Int(slot) + 1)
    let number = headers.withFields { fields, count in
      guard !endStream else {
        return nghttp2_submit_request(session, nil, fields, count, nil, data)
      }
      var source = SessionCallbacks.bodySource(slot: slot)
      return nghttp2_submit_request(session, nil, fields, count, &source, data)
    }
    guard number > 0 else {
      state.pointee.slots.close(slot)
      state.pointee.slots.release(slot)
      throw Self.error(Int(number), "nghttp2_submit_request")
    }
    state.pointee.slots[slot].pointee.number = number
    state.pointee.slots[slot].pointee.output = endStream ? .ending : .open
    return HTTP2StreamID(number: number, slot: slot)
  }

  /// Whether a new request may be submitted: no GOAWAY either way, stream numbers left.
  public var acceptsRequests: Bool {
    state.pointee.failure == nil && nghttp2_session_check_request_allowed(session) != 0
  }

  /// Answers a request with its final head; the body follows unless `endStream`.
  ///
  /// Returns false when the stream is gone or was answered before.
  @discardableResult
  public func submitResponse(
    _ stream: HTTP2StreamID,
    _ headers: HTTP2HeaderList,
    endStream: Bool
  ) -> Bool {
    headers.withFields { fields, count in
      respond(stream, fields, count, endStream: endStream)
    }
  }

  /// Answers a request with a final head that was made once; otherwise the same.
  @discardableResult
  public func submitResponse(
    _ stream: HTTP2StreamID,
    _ headers: HTTP2FixedHeaders,
    endStream: Bool
  ) -> Bool {
    respond(stream, headers.pointer, headers.count, endStream: endStream)
  }

  private func respond(
    _ stream: HTTP2StreamID,
    _ fields: UnsafePointer<nghttp2_nv>?,
    _ count: Int,
    endStream: Bool
  ) -> Bool {
    guard let slot = state.pointee.slots.live(stream), slot.pointee.output == .idle,
      !slot.pointee.isReset, role == .server
    else { return false }
    slot.pointee.output = endStream ? .ending : .open
    let code: CInt
    if endStream {
      code = nghttp2_submit_response(session, stream.number, fields, count, nil)
    } else {
      var source = SessionCallbacks.bodySource(slot: stream.slot)
      code = nghttp2_submit_response(session, stream.number, fields, count, &source)
    }
    // NOMEM; INVALID_ARGUMENT, DATA_EXIST and PROTO are excluded above.
    if code != 0 { fail(Int(code), "nghttp2_submit_response") }
    return code == 0
  }

  /// Sends an interim head with a status of 100 to 199 before the final one.
  ///
  /// Returns false when the stream is gone or was answered before.
  @discardableResult
  public func submitInformational(_ stream: HTTP2StreamID, _ headers: HTTP2HeaderList) -> Bool {
    guard let slot = state.pointee.slots.live(stream), slot.pointee.output == .idle,
      !slot.pointee.isReset, role == .server
    else { return false }
    let code = headers.withFields { fields, count in
      nghttp2_submit_headers(session, 0, stream.number, nil, fields, count, nil)
    }
    // NOMEM; INVALID_ARGUMENT and PROTO are excluded above.
    if code < 0 { fail(Int(code), "nghttp2_submit_headers") }
    return code >= 0
  }

  /// Queues bytes of a body, by copy, and optionally ends it.
  ///
  /// Returns false when the stream is gone or our half was ended before: nothing is queued then.
  /// The session does not bound the queue: ask `queuedBytes` and wait for `writable`.
  @discardableResult
  public func submitData(
    _ stream: HTTP2StreamID,
    _ bytes: UnsafeRawBufferPointer,
    endStream: Bool = false
  ) -> Bool {
    guard let slot = state.pointee.slots.live(stream), slot.pointee.output == .open,
      !slot.pointee.isReset
    else { return false }
    slot.pointee.queue.append(bytes)
    state.pointee.queuedBytes += bytes.count
    if endStream { slot.pointee.output = .ending }
    resume(slot)
    return true
  }

  /// Queues a few bytes and others behind them, by copy, without ending the body.
  ///
  /// Returns false as ``submitData(_:_:endStream:)`` does.
  @discardableResult
  public func submitData(
    _ stream: HTTP2StreamID,
    prefix: UnsafeRawBufferPointer,
    _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    guard let slot = state.pointee.slots.live(stream), slot.pointee.output == .open,
      !slot.pointee.isReset
    else { return false }
    slot.pointee.queue.append(prefix, bytes)
    state.pointee.queuedBytes += prefix.count + bytes.count
    resume(slot)
    return true
  }

  /// Ends our half of a stream with trailers, behind the bytes that are queued.
  ///
  /// Returns false when the stream is gone or our half was ended before.
  @discardableResult
  public func submitTrailers(_ stream: HTTP2StreamID, _ trailers: HTTP2HeaderList) -> Bool {
    guard let slot = endingSlot(stream) else { return false }
    slot.pointee.trailers = trailers
    resume(slot)
    return true
  }

  /// Ends our half of a stream with trailers that were made once; otherwise the same.
  @discardableResult
  public func submitTrailers(_ stream: HTTP2StreamID, _ trailers: HTTP2FixedHeaders) -> Bool {
    guard let slot = endingSlot(stream) else { return false }
    slot.pointee.fixedTrailers = trailers
    resume(slot)
    return true
  }

  /// The slot of a stream whose half of ours ends here with trailers.
  private func endingSlot(_ stream: HTTP2StreamID) -> UnsafeMutablePointer<StreamSlot>? {
    guard let slot = state.pointee.slots.live(stream), slot.pointee.output == .open,
      !slot.pointee.isReset
    else { return nil }
    slot.pointee.output = .ending
    slot.pointee.hasTrailers = true
    return slot
  }

  /// Resets a stream: at once, dropping what is queued, or as soon as END_STREAM was sent.
  ///
  /// `afterOutput` is for a server that has answered before the request was complete and wants
  /// no more of it (RFC 9113 §8.1: RST_STREAM with NO_ERROR after a whole response); it does
  /// nothing when the peer has ended its half by then. A `closed` event follows. Returns false
  /// when the stream is gone.
  @discardableResult
  public func submitReset(
    _ stream: HTTP2StreamID,
    _ code: HTTP2ErrorCode,
    afterOutput: Bool = false
  ) -> Bool {
    guard let slot = state.pointee.slots.live(stream), !slot.pointee.isReset else { return false }
    if afterOutput {
      guard slot.pointee.output != .ended else {
        return slot.pointee.isRemoteEnded || reset(slot, code.rawValue)
      }
      slot.pointee.resetsAfterEnd = true
      slot.pointee.resetCode = code.rawValue
      return true
    }
    return reset(slot, code.rawValue)
  }

  /// Sends PING with eight bytes, given as a big-endian number.
  public func submitPing(_ payload: UInt64) {
    let code = withUnsafeBytes(of: payload.bigEndian) { bytes in
      nghttp2_submit_ping(session, 0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    // NOMEM.
    if code != 0 { fail(Int(code), "nghttp2_submit_ping") }
  }

  /// Announces a shutdown without refusing anything yet: GOAWAY with the highest number (server).
  public func submitShutdownNotice() {
    precondition(role == .server, "only a server announces a shutdown")
    let code = nghttp2_submit_shutdown_notice(session)
    // NOMEM.
    if code != 0 { fail(Int(code), "nghttp2_submit_shutdown_notice") }
  }

  /// Says GOAWAY with the last stream that was begun, or an earlier one: running streams up to it go
  /// on, new ones are ignored.
  public func submitGoaway(
    _ code: HTTP2ErrorCode,
    last: Int32? = nil,
    debugData: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) {
    let result = nghttp2_submit_goaway(
      session,
      0,
      last ?? nghttp2_session_get_last_proc_stream_id(session),
      code.rawValue,
      debugData.baseAddress?.assumingMemoryBound(to: UInt8.self),
      debugData.count
    )
    // NOMEM; INVALID_ARGUMENT for debug data over 16 KiB or a last stream above an earlier one.
    if result != 0 { fail(Int(result), "nghttp2_submit_goaway") }
  }

  /// Says GOAWAY and nothing after it: `isFinished` is true once the output is drained.
  public func terminate(_ code: HTTP2ErrorCode) {
    let result = nghttp2_session_terminate_session(session, code.rawValue)
    // NOMEM.
    if result != 0 { fail(Int(result), "nghttp2_session_terminate_session") }
  }

  /// Tells nghttp2 that a deferred body goes on.
  private func resume(_ slot: UnsafeMutablePointer<StreamSlot>) {
    guard slot.pointee.isDeferred else { return }
    slot.pointee.isDeferred = false
    // INVALID_ARGUMENT: the stream is being closed, `closed` follows. NOMEM.
    let code = nghttp2_session_resume_data(session, slot.pointee.number)
    if code != 0 && code != NGHTTP2_ERR_INVALID_ARGUMENT.rawValue {
      fail(Int(code), "nghttp2_session_resume_data")
    }
  }

  /// Submits RST_STREAM and drops what is queued.
  func reset(_ slot: UnsafeMutablePointer<StreamSlot>, _ errorCode: UInt32) -> Bool {
    slot.pointee.isReset = true
    state.pointee.queuedBytes -= slot.pointee.queue.count
    slot.pointee.queue.removeAll()
    let code = nghttp2_submit_rst_stream(session, 0, slot.pointee.number, errorCode)
    // NOMEM; INVALID_ARGUMENT is for stream 0.
    if code != 0 { fail(Int(code), "nghttp2_submit_rst_stream") }
    return code == 0
  }
}
