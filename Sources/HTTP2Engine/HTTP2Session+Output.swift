internal import CNghttp2

extension HTTP2Session {
  /// Fills a buffer with bytes for the peer and returns how many; 0 means nothing to send now.
  ///
  /// The buffer is the cap: stop calling while the channel is not writable, and the bodies stay
  /// in their queues, where `queuedBytes` counts them. Afterwards `drainEvents`: streams may have
  /// come to their end.
  public func drainOutput(into buffer: UnsafeMutableRawBufferPointer) throws(HTTP2Error) -> Int {
    if let failure = state.pointee.failure { throw failure }
    var written = takePreface(into: buffer)
    while written < buffer.count {
      if state.pointee.unsent.count == 0 {
        let chunk = try nextChunk()
        if chunk.count == 0 { break }
        // The usual chunk has room and is never noted as unsent.
        if let source = chunk.baseAddress, let target = buffer.baseAddress,
          chunk.count <= buffer.count - written
        {
          (target + written).copyMemory(from: source, byteCount: chunk.count)
          written += chunk.count
          continue
        }
        state.pointee.unsent = chunk
      }
      written += copyUnsent(to: buffer, at: written)
    }
    return written
  }

  /// Whether the peer's bytes are still wanted.
  public var wantsRead: Bool {
    state.pointee.failure == nil && nghttp2_session_want_read(session) != 0
  }

  /// Whether `drainOutput` would give bytes.
  public var wantsWrite: Bool {
    state.pointee.failure == nil
      && (hasPreface || state.pointee.unsent.count > 0 || state.pointee.dueResets.count > 0
        || nghttp2_session_want_write(session) != 0)
  }

  /// Whether all is said, both ways: time to close the socket.
  public var isFinished: Bool { !wantsRead && !wantsWrite }

  /// Makes nghttp2 serialise its next frame; empty when there is none.
  ///
  /// It is valid until the next one: nothing else touches nghttp2's frame buffer.
  private func nextChunk() throws(HTTP2Error) -> UnsafeRawBufferPointer {
    while true {
      var chunk: UnsafePointer<UInt8>?
      // NOMEM. Not CALLBACK_FAILURE: see `readBody`, which fails only for want of memory.
      let count = nghttp2_session_mem_send(session, &chunk)
      guard count >= 0 else {
        fail(count, "nghttp2_session_mem_send")
        throw state.pointee.failure ?? Self.error(count, "nghttp2_session_mem_send")
      }
      if count > 0 { return UnsafeRawBufferPointer(start: chunk, count: count) }
      guard submitDueResets() else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    }
  }

  private func copyUnsent(to buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    let unsent = state.pointee.unsent
    let count = min(unsent.count, buffer.count - offset)
    guard let source = unsent.baseAddress, let target = buffer.baseAddress else { return 0 }
    (target + offset).copyMemory(from: source, byteCount: count)
    state.pointee.unsent = UnsafeRawBufferPointer(
      start: source + count,
      count: unsent.count - count
    )
    return count
  }

  /// Resets the streams that waited for their END_STREAM; false when there are none.
  private func submitDueResets() -> Bool {
    guard state.pointee.dueResets.count > 0 else { return false }
    for position in 0..<state.pointee.dueResets.count {
      // The stream may have come to its end since.
      if let slot = state.pointee.slots.live(state.pointee.dueResets[position]),
        !slot.pointee.isReset
      {
        _ = reset(slot, slot.pointee.resetCode)
      }
    }
    state.pointee.dueResets.truncate(to: 0)
    return true
  }
}
