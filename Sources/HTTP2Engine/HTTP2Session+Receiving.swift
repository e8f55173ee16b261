internal import CNghttp2

extension HTTP2Session {
  /// Takes bytes from the peer and calls the handler for everything that they made happen.
  ///
  /// The handler runs after the bytes are parsed, in the order of the wire, and may submit,
  /// consume and drain output. Slices and header blocks in an event are dead when it returns.
  /// A thrown error ends the session; the events before it were handled.
  public func receive(
    _ bytes: UnsafeRawBufferPointer,
    handler: (HTTP2Event) -> Void
  ) throws(HTTP2Error) {
    precondition(!state.pointee.isDraining, "receive was called inside an event handler")
    if let failure = state.pointee.failure { throw failure }
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    let input = start.assumingMemoryBound(to: UInt8.self)

    state.pointee.beginInput(input)
    // BAD_CLIENT_MAGIC: not HTTP/2. FLOODED: too many acknowledgements wait.
    // TOO_MANY_CONTINUATIONS: the limit, where a frame head split over reads counts more than
    // once. NOMEM. Never CALLBACK_FAILURE: our callbacks do not fail. Protocol errors are no
    // errors here: nghttp2 queues GOAWAY and ignores the rest.
    let taken = nghttp2_session_mem_recv(session, input, bytes.count)
    if taken == bytes.count { settleInput() }
    drain(handler)
    state.pointee.inputStart = nil
    guard taken == bytes.count else {
      fail(min(taken, 0), "nghttp2_session_mem_recv")
      throw state.pointee.failure ?? Self.error(taken, "nghttp2_session_mem_recv")
    }
  }

  /// Whether events wait; `drainOutput` makes some (`closed`, `writable`, `goawaySent`).
  public var hasEvents: Bool { state.pointee.events.count > 0 }

  /// Calls the handler for the events that wait.
  public func drainEvents(_ handler: (HTTP2Event) -> Void) {
    precondition(!state.pointee.isDraining, "drainEvents was called inside an event handler")
    if hasEvents { drain(handler) }
  }

  /// Submits what the callbacks must not.
  private func settleInput() {
    if let violation = state.pointee.violation {
      state.pointee.violation = nil
      terminate(violation)
    }
    for position in 0..<state.pointee.givenUp.count {
      let due = state.pointee.givenUp[position]
      // One that was announced has a queue to be dropped. It may be over meanwhile: reset by the peer, or
      // answered before and ended by the malformed list itself.
      if let slot = state.pointee.slots.live(due.stream) {
        _ = reset(slot, due.code)
      } else if due.stream.slot < 0 {
        let code = nghttp2_submit_rst_stream(session, 0, due.stream.number, due.code)
        // NOMEM; INVALID_ARGUMENT is for stream 0.
        if code != 0 { fail(Int(code), "nghttp2_submit_rst_stream") }
      }
    }
    state.pointee.givenUp.truncate(to: 0)
  }

  private func drain(_ handler: (HTTP2Event) -> Void) {
    let state = state
    state.pointee.isDraining = true
    var position = 0
    // The handler may submit and drain output, which appends events: ask for the count each time.
    while position < state.pointee.events.count {
      let raw = state.pointee.events[position]
      handler(event(raw))
      if raw.kind == .closed { release(raw.slot) }
      position += 1
    }
    state.pointee.events.truncate(to: 0)
    if state.pointee.events.capacity > SessionState.idleEventsMax { state.pointee.events.free() }
    state.pointee.releaseHeaders()
    state.pointee.isDraining = false
    if state.pointee.ignoredBytes > 0 {
      consumeConnection(state.pointee.ignoredBytes)
      state.pointee.ignoredBytes = 0
    }
  }

  /// Frees a closed stream's slot and gives its unconsumed bytes back to the connection.
  private func release(_ slot: Int32) {
    let owed = state.pointee.slots[slot].pointee.unconsumedBytes
    state.pointee.slots.release(slot)
    if owed > 0 { consumeConnection(owed) }
  }

  private func event(_ raw: RawEvent) -> HTTP2Event {
    let stream = HTTP2StreamID(number: raw.number, slot: raw.slot)
    let code = HTTP2ErrorCode(rawValue: raw.code)
    switch raw.kind {
    case .data: return .data(stream, inputBytes(raw), endStream: raw.flag)
    case .headers:
      return .headers(stream, raw.headersKind, headerBlock(raw), endStream: raw.flag)
    case .headersTooLarge:
      return .headersTooLarge(stream, raw.headersKind, endStream: raw.flag)
    case .closed: return .closed(stream, code)
    case .reset: return .reset(stream, code)
    case .writable: return .writable(stream)
    case .goaway:
      return .goaway(lastStreamNumber: raw.number, code, debugData: debugData(raw))
    case .goawaySent: return .goawaySent(lastStreamNumber: raw.number, code)
    case .ping: return .ping(isAck: raw.flag, payload: raw.offset)
    case .settings: return .settings
    case .settingsAcknowledged: return .settingsAcknowledged
    }
  }

  private func inputBytes(_ raw: RawEvent) -> UnsafeRawBufferPointer {
    guard raw.count > 0, let start = state.pointee.inputStart else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: start + Int(raw.offset), count: raw.count)
  }

  private func debugData(_ raw: RawEvent) -> UnsafeRawBufferPointer {
    guard raw.count > 0, let start = state.pointee.headerBytes.base else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: start + Int(raw.offset), count: raw.count)
  }

  private func headerBlock(_ raw: RawEvent) -> HTTP2HeaderBlock {
    HTTP2HeaderBlock(
      bytes: state.pointee.headerBytes.base.map(UnsafeRawPointer.init),
      entries: state.pointee.headerEntries.base.map { $0 + Int(raw.offset) },
      count: raw.count
    )
  }
}
