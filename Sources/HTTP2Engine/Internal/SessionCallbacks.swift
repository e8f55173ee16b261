internal import CNghttp2

/// The callbacks of nghttp2: each only notes something down in the session's state.
///
/// They never throw, call no foreign code (but to end a session whose peer has gone too far) and
/// return zero; nghttp2 treats other values as CALLBACK_FAILURE, which is fatal.
enum SessionCallbacks {
  /// Runs the body with a callback table, or returns nil if there is no memory for one.
  static func withTable<Result>(_ body: (OpaquePointer) -> Result) -> Result? {
    var table: OpaquePointer?
    // NOMEM is the only failure.
    guard nghttp2_session_callbacks_new(&table) == 0, let table else { return nil }
    defer { nghttp2_session_callbacks_del(table) }
    setHeaderCallbacks(table)
    setFrameCallbacks(table)
    return body(table)
  }

  /// The state that nghttp2 hands back; set for every session at its creation.
  @inline(__always)
  static func state(_ userData: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<SessionState> {
    userData.unsafelyUnwrapped.assumingMemoryBound(to: SessionState.self)
  }

  /// The data source of a slot; its index travels in the source's pointer.
  static func bodySource(slot: Int32) -> nghttp2_data_provider {
    nghttp2_data_provider(
      source: nghttp2_data_source(ptr: UnsafeMutableRawPointer(bitPattern: Int(slot) + 1)),
      read_callback: { session, _, buffer, limit, flags, source, userData in
        guard let buffer, let flags, let source else {
          return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
        }
        let slot = Int32(truncatingIfNeeded: Int(bitPattern: source.pointee.ptr)) - 1
        return SessionCallbacks.state(userData).pointee
          .readBody(slot: slot, into: buffer, limit: limit, flags: flags, session: session)
      }
    )
  }

  private static func setHeaderCallbacks(_ table: OpaquePointer) {
    nghttp2_session_callbacks_set_on_begin_headers_callback(table) {
      session,
      frame,
      userData in
      if let frame { SessionCallbacks.state(userData).pointee.beginHeaders(frame, in: session) }
      return 0
    }
    nghttp2_session_callbacks_set_on_header_callback(table) {
      session,
      _,
      name,
      nameCount,
      value,
      valueCount,
      _,
      userData in
      guard let name, let value else { return 0 }
      let isBearable = SessionCallbacks.state(userData).pointee.appendField(
        name: name,
        nameCount: nameCount,
        value: value,
        valueCount: valueCount
      )
      if !isBearable {
        // Queues GOAWAY and makes nghttp2 pass over what is left; NOMEM is the only failure, and a
        // second call does nothing.
        nghttp2_session_terminate_session(session, UInt32(NGHTTP2_ENHANCE_YOUR_CALM.rawValue))
      }
      return 0
    }
  }

  private static func setFrameCallbacks(_ table: OpaquePointer) {
    nghttp2_session_callbacks_set_on_begin_frame_callback(table) { session, hd, userData in
      if let hd { SessionCallbacks.state(userData).pointee.beginFrame(hd, in: session) }
      return 0
    }
    nghttp2_session_callbacks_set_on_frame_recv_callback(table) { session, frame, userData in
      if let frame { SessionCallbacks.state(userData).pointee.endFrame(frame, in: session) }
      return 0
    }
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table) {
      session,
      _,
      number,
      bytes,
      count,
      userData in
      if let bytes {
        SessionCallbacks.state(userData).pointee
          .appendData(bytes, count: count, of: number, in: session)
      }
      return 0
    }
    nghttp2_session_callbacks_set_on_stream_close_callback(table) {
      session,
      number,
      code,
      userData in
      SessionCallbacks.state(userData).pointee.closeStream(number, code: code, in: session)
      return 0
    }
    nghttp2_session_callbacks_set_on_frame_send_callback(table) { session, frame, userData in
      if let frame { SessionCallbacks.state(userData).pointee.noteSent(frame, in: session) }
      return 0
    }
    nghttp2_session_callbacks_set_on_frame_not_send_callback(table) {
      session,
      frame,
      code,
      userData in
      if let frame {
        SessionCallbacks.state(userData).pointee.noteNotSent(frame, code, in: session)
      }
      return 0
    }
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(table) { _, _, _, userData in
      SessionCallbacks.state(userData).pointee.counters.invalidFrames += 1
      return 0
    }
    nghttp2_session_callbacks_set_error_callback2(table) { _, _, text, count, userData in
      if let text {
        SessionCallbacks.state(userData).pointee.noteDiagnostic(text, count: count)
      }
      return 0
    }
  }
}

extension SessionState {
  private static let diagnosticBytesMax = 200

  /// Keeps the beginning of what nghttp2 says of a fault.
  mutating func noteDiagnostic(_ text: UnsafePointer<CChar>, count: Int) {
    let bytes = UnsafeRawBufferPointer(start: text, count: min(count, Self.diagnosticBytesMax))
    diagnostic = String(decoding: bytes, as: UTF8.self)
  }
}
