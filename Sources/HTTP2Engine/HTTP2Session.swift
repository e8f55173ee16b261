internal import CNghttp2

/// One end of an HTTP/2 connection without a socket: bytes in, events out, submissions in,
/// bytes out.
///
/// Owner of one `nghttp2_session`. It belongs to one thread (an event loop), keeps no time of its
/// own and never calls back but through the handlers given to `receive` and `drainEvents`. A turn
/// of the owner looks like this:
///
///     try session.receive(bytes) { event in … submit, consume … }
///     let count = try session.drainOutput(into: buffer)    // until 0 or the channel is full
///     session.drainEvents { event in … }                   // what the sending has finished
///
/// Whose fault is what: what the peer breaks in a stream resets that stream (`closed`); what it
/// breaks in the connection queues GOAWAY (`goawaySent`, then `isFinished`) or makes `receive`
/// throw; a stale or already ended stream in a call of the owner is harmless and answers `false`;
/// calling `receive` or `drainEvents` from inside a handler is a bug of ours and stops the
/// process.
public final class HTTP2Session {
  let state: UnsafeMutablePointer<SessionState>
  let session: OpaquePointer
  /// Where nghttp2 has its memory from; nil for malloc.
  private let memory: HTTP2Memory?
  /// The server's first SETTINGS frame, see `queuePreface`.
  private var preface: [UInt8] = []

  /// The end that this session speaks for.
  public let role: HTTP2Role

  /// Begins a session; its SETTINGS are the first output.
  ///
  /// `memory` is that of the session's thread, on which it must be let go too.
  public init(
    role: HTTP2Role,
    configuration: HTTP2Configuration = HTTP2Configuration(),
    memory: HTTP2Memory? = nil
  ) throws(HTTP2Error) {
    self.role = role
    self.memory = memory
    let state = UnsafeMutablePointer<SessionState>.allocate(capacity: 1)
    state.initialize(
      to: SessionState(isServer: role == .server, configuration: configuration)
    )
    self.state = state
    guard let session = Self.makeSession(role, configuration, state, memory) else {
      state.deinitialize(count: 1)
      state.deallocate()
      throw HTTP2Error(
        scope: .connection,
        code: .internalError,
        message: "nghttp2_session_new3 has no memory"
      )
    }
    self.session = session
    try submitPreface(configuration)
  }

  deinit {
    // Does not run on_stream_close: the owner cancels `liveStreams` before it lets go.
    nghttp2_session_del(session)
    state.pointee.free()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  private static func makeSession(
    _ role: HTTP2Role,
    _ configuration: HTTP2Configuration,
    _ state: UnsafeMutablePointer<SessionState>,
    _ memory: HTTP2Memory?
  ) -> OpaquePointer? {
    var option: OpaquePointer?
    // NOMEM is the only failure, here and of the two calls below.
    guard nghttp2_option_new(&option) == 0, let option else { return nil }
    defer { nghttp2_option_del(option) }
    configuration.apply(to: option)
    // A server looks at requests with rules of its own (`RequestRules`, decision 0100).
    if role == .server { nghttp2_option_set_no_http_messaging(option, 1) }
    var session: OpaquePointer?
    let code = SessionCallbacks.withTable { table in
      let begin =
        role == .server ? nghttp2_session_server_new3 : nghttp2_session_client_new3
      guard var functions = memory?.functions else {
        return begin(&session, table, state, option, nil)
      }
      return begin(&session, table, state, option, &functions)
    }
    return code == 0 ? session : nil
  }

  private func submitPreface(_ configuration: HTTP2Configuration) throws(HTTP2Error) {
    let entries = configuration.settings(for: role)
    // INVALID_ARGUMENT (a value out of range) or NOMEM.
    try Self.check(
      nghttp2_submit_settings(session, 0, entries, entries.count),
      "nghttp2_submit_settings"
    )
    // Raises the connection's window above RFC 9113's 65,535 bytes.
    try Self.check(
      nghttp2_session_set_local_window_size(
        session,
        0,
        0,
        Int32(clamping: configuration.connectionWindowBytes)
      ),
      "nghttp2_session_set_local_window_size"
    )
    if role == .server { try queuePreface(configuration) }
  }

  /// Takes the server's SETTINGS out of nghttp2 and writes the advertised stream limit into them.
  ///
  /// nghttp2 ends the whole connection when a peer exceeds an acknowledged
  /// SETTINGS_MAX_CONCURRENT_STREAMS. RFC 9113 §5.1.2 asks for a stream error, so nghttp2 is told
  /// twice the limit, and the session refuses what is above the limit by itself.
  private func queuePreface(_ configuration: HTTP2Configuration) throws(HTTP2Error) {
    var chunk: UnsafePointer<UInt8>?
    let count = nghttp2_session_mem_send(session, &chunk)
    let headerBytes = 9
    let entryBytes = 6
    guard let chunk, count >= headerBytes + entryBytes,
      chunk[3] == UInt8(NGHTTP2_SETTINGS.rawValue),
      chunk[headerBytes + 1] == UInt8(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue)
    else {
      throw HTTP2Error(
        scope: .connection,
        code: .internalError,
        message: "nghttp2_session_mem_send does not begin with SETTINGS"
      )
    }
    preface = Array(UnsafeBufferPointer(start: chunk, count: count))
    let limit = UInt32(clamping: configuration.concurrentStreamsMax)
    for position in 0..<4 {
      preface[headerBytes + 2 + position] = UInt8(
        truncatingIfNeeded: limit >> UInt32(24 - 8 * position)
      )
    }
  }

  /// Moves bytes of the preface that were not sent yet to the output.
  func takePreface(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(preface.count, buffer.count)
    guard count > 0 else { return 0 }
    buffer.copyBytes(from: preface[0..<count])
    preface.removeFirst(count)
    return count
  }

  var hasPreface: Bool { !preface.isEmpty }

  /// Turns an unexpected return code into a connection error that names the function.
  static func check(_ code: CInt, _ function: String) throws(HTTP2Error) {
    if code != 0 { throw error(Int(code), function) }
  }

  /// A connection error for a return code of nghttp2.
  static func error(_ code: Int, _ function: String) -> HTTP2Error {
    let text = String(cString: nghttp2_strerror(CInt(truncatingIfNeeded: code)))
    let onWire: HTTP2ErrorCode =
      switch CInt(truncatingIfNeeded: code) {
      case NGHTTP2_ERR_BAD_CLIENT_MAGIC.rawValue: .protocolError
      case NGHTTP2_ERR_FLOODED.rawValue, NGHTTP2_ERR_TOO_MANY_CONTINUATIONS.rawValue:
        .enhanceYourCalm
      default: .internalError
      }
    return HTTP2Error(scope: .connection, code: onWire, message: "\(function): \(text)")
  }

  /// Notes the first unexpected fault of a call that does not throw; `drainOutput` throws it.
  func fail(_ code: Int, _ function: String) {
    if state.pointee.failure == nil { state.pointee.failure = Self.error(code, function) }
  }
}

extension HTTP2Configuration {
  /// Sets the limits that nghttp2 itself keeps.
  func apply(to option: OpaquePointer) {
    // A window opens only when the owner has consumed.
    nghttp2_option_set_no_auto_window_update(option, 1)
    // Closed streams are remembered for RFC 7540's priorities only, which nobody uses.
    nghttp2_option_set_no_closed_streams(option, 1)
    nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(option, 1)
    nghttp2_option_set_stream_reset_rate_limit(
      option,
      UInt64(clamping: resetsBurstMax),
      UInt64(clamping: resetsPerSecondMax)
    )
    nghttp2_option_set_max_continuations(option, continuationFramesMax)
    nghttp2_option_set_max_settings(option, settingsEntriesMax)
    nghttp2_option_set_max_outbound_ack(option, unsentAcksMax)
    nghttp2_option_set_max_reserved_remote_streams(option, 0)
  }

  /// The SETTINGS of this end; the stream limit comes first on a server.
  func settings(for role: HTTP2Role) -> [nghttp2_settings_entry] {
    var entries: [nghttp2_settings_entry] = []
    func append(_ id: nghttp2_settings_id, _ value: Int) {
      entries.append(
        nghttp2_settings_entry(
          settings_id: Int32(bitPattern: id.rawValue),
          value: UInt32(clamping: value)
        )
      )
    }
    switch role {
    case .server: append(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 2 * concurrentStreamsMax)
    case .client: append(NGHTTP2_SETTINGS_ENABLE_PUSH, 0)
    }
    append(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, streamWindowBytes)
    append(NGHTTP2_SETTINGS_MAX_FRAME_SIZE, frameBytesMax)
    append(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, headerListBytesMax)
    append(NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1)
    return entries
  }
}
