internal import CNghttp2

extension HTTP2Session {
  /// Says that the owner is done with bytes of a body: the peer may send as many again.
  ///
  /// More than was delivered is a bug of ours. Returns false when the stream is gone: its bytes
  /// went back to the connection window when it closed.
  @discardableResult
  public func consume(_ stream: HTTP2StreamID, _ count: Int) -> Bool {
    guard count > 0, let slot = state.pointee.slots.live(stream) else { return false }
    precondition(count <= slot.pointee.unconsumedBytes, "more consumed than delivered")
    slot.pointee.unconsumedBytes -= count
    // Whoever has ended his half has no use for its window.
    guard !slot.pointee.isRemoteEnded else {
      consumeConnection(count)
      return true
    }
    // NOMEM; INVALID_ARGUMENT is for stream 0, INVALID_STATE for automatic windows.
    let code = nghttp2_session_consume(session, stream.number, count)
    if code != 0 { fail(Int(code), "nghttp2_session_consume") }
    return true
  }

  /// Bytes of a stream's body that wait to be sent; 0 when the stream is gone.
  public func queuedBytes(_ stream: HTTP2StreamID) -> Int {
    state.pointee.slots.live(stream)?.pointee.queue.count ?? 0
  }

  /// Bytes of all bodies that wait to be sent.
  public var queuedBytes: Int { state.pointee.queuedBytes }

  /// Asks for one `writable` event when fewer bytes are queued on the stream; at once if fewer
  /// are already.
  public func notifyWhenQueued(_ stream: HTTP2StreamID, below bytes: Int) {
    guard bytes > 0, let slot = state.pointee.slots.live(stream) else { return }
    guard slot.pointee.queue.count >= bytes else {
      state.pointee.events.append(
        RawEvent(kind: .writable, slot: stream.slot, number: stream.number)
      )
      return
    }
    slot.pointee.writableBelow = bytes
  }

  /// Gives bytes back to the connection's window alone; those of many events together.
  func consumeConnection(_ count: Int) {
    guard !state.pointee.isDraining else {
      state.pointee.ignoredBytes += count
      return
    }
    // NOMEM; INVALID_STATE is for automatic windows.
    let code = nghttp2_session_consume_connection(session, count)
    if code != 0 { fail(Int(code), "nghttp2_session_consume_connection") }
  }
}
