internal import CNghttp2

extension HTTP2Session {
  /// Whether a stream was announced and has not been closed.
  public func isLive(_ stream: HTTP2StreamID) -> Bool {
    state.pointee.slots.live(stream) != nil
  }

  /// Whether a stream is live and our half of it goes on, be it only for want of window.
  public func isSending(_ stream: HTTP2StreamID) -> Bool {
    guard let slot = state.pointee.slots.live(stream) else { return false }
    return slot.pointee.output != .ended
  }

  /// On a client: whether any header list of ours has left for a stream, or has begun to; also inside
  /// the handler of its `closed`.
  ///
  /// A request of which nothing has left is one that the server cannot have seen.
  public func hasSentHead(_ stream: HTTP2StreamID) -> Bool {
    let slots = state.pointee.slots
    guard stream.slot >= 0, Int(stream.slot) < slots.count else { return false }
    let slot = slots[stream.slot].pointee
    guard slot.number == stream.number else { return false }
    // nghttp2 makes a client's stream when it takes the request out of its queue.
    return slot.hasSentHead || nghttp2_session_find_stream(session, stream.number) != nil
  }

  /// The number of live streams.
  public var liveStreamCount: Int { state.pointee.slots.liveCount }

  /// The live streams, by slot: what an owner cancels when the connection dies, since no
  /// `closed` event comes then.
  public var liveStreams: [HTTP2StreamID] {
    let slots = state.pointee.slots
    return (0..<Int32(slots.count)).compactMap { index in
      let slot = slots[index].pointee
      guard slot.number != 0, !slot.isClosed else { return nil }
      return HTTP2StreamID(number: slot.number, slot: index)
    }
  }

  /// What the peer's SETTINGS allow.
  public var remoteSettings: HTTP2RemoteSettings {
    HTTP2RemoteSettings(
      concurrentStreamsMax: remote(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS),
      initialWindowBytes: remote(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE),
      frameBytesMax: remote(NGHTTP2_SETTINGS_MAX_FRAME_SIZE),
      headerListBytesMax: remote(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE)
    )
  }

  /// Bytes of bodies that the peer takes on the whole connection now.
  public var remoteWindowBytes: Int {
    Int(nghttp2_session_get_remote_window_size(session))
  }

  /// Frames counted for flood accounting.
  public var counters: HTTP2FrameCounters { state.pointee.counters }

  /// The beginning of what nghttp2 last said of a fault, or nothing.
  ///
  /// For the log; it may quote the peer, so escape it.
  public var lastDiagnostic: String { state.pointee.diagnostic }

  private func remote(_ id: nghttp2_settings_id) -> Int {
    let value = nghttp2_session_get_remote_settings(session, id)
    return value == .max ? .max : Int(value)
  }
}
