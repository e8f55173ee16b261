internal import CNghttp2

extension SessionState {
  /// A piece of a body arrived.
  mutating func appendData(
    _ bytes: UnsafePointer<UInt8>,
    count: Int,
    of number: Int32,
    in session: OpaquePointer?
  ) {
    let slot = slot(of: number, in: session)
    guard slot >= 0, let inputStart, !slots[slot].pointee.isReset else {
      ignoredBytes += count
      return
    }
    if slots[slot].pointee.promisedBytes >= 0 {
      slots[slot].pointee.promisedBytes -= Int64(count)
      guard slots[slot].pointee.promisedBytes >= 0 else {
        ignoredBytes += count
        return noteMalformed(HTTP2StreamID(number: number, slot: slot), .contentLength)
      }
    }
    slots[slot].pointee.unconsumedBytes += count
    events.append(
      RawEvent(
        kind: .data,
        slot: slot,
        number: number,
        offset: UInt64(bytes - inputStart),
        count: count
      )
    )
  }

  /// The head of a frame arrived; the frame may still be invalid.
  mutating func beginFrame(_ hd: UnsafePointer<nghttp2_frame_hd>, in session: OpaquePointer?) {
    let number = hd.pointee.stream_id
    closedStreams.noteNextFrame()
    switch UInt32(hd.pointee.type) {
    case NGHTTP2_HEADERS.rawValue where isServer && !closedStreams.isNew(number):
      checkIsOpen(number, in: session)
    case NGHTTP2_PRIORITY.rawValue:
      counters.priorities += 1
      // RFC 9113 §6.3; nghttp2 does not look at PRIORITY when RFC 7540's priorities are off.
      if number == 0 { violation = .protocolError }
    default: break
    }
  }

  /// Accuses the peer if a header list is on a closed stream that this side has not reset.
  ///
  /// DATA there is ignored without a callback, and nghttp2 gives its window back.
  private mutating func checkIsOpen(_ number: Int32, in session: OpaquePointer?) {
    // Numbers that are even, zero or not begun yet are nghttp2's to refuse.
    guard number & 1 == 1, number <= closedStreams.highest, !hasSentGoaway,
      slot(of: number, in: session) < 0,
      nghttp2_session_find_stream(session, number) == nil,
      !closedStreams.mayBeLate(number)
    else { return }
    violation = closedStreams.isSkipped(number) ? .protocolError : .streamClosed
  }

  /// A frame is complete and valid in its place.
  mutating func endFrame(_ frame: UnsafePointer<nghttp2_frame>, in session: OpaquePointer?) {
    let hd = frame.pointee.hd
    let isAck = hd.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
    switch UInt32(hd.type) {
    case NGHTTP2_DATA.rawValue: endData(frame, in: session)
    case NGHTTP2_HEADERS.rawValue: endHeaders(frame, in: session)
    case NGHTTP2_WINDOW_UPDATE.rawValue: counters.windowUpdates += 1
    case NGHTTP2_RST_STREAM.rawValue: noteReset(frame, in: session)
    case NGHTTP2_SETTINGS.rawValue where isAck:
      events.append(RawEvent(kind: .settingsAcknowledged))
    case NGHTTP2_SETTINGS.rawValue:
      counters.settings += 1
      events.append(RawEvent(kind: .settings))
    case NGHTTP2_PING.rawValue: notePing(frame, isAck: isAck)
    case NGHTTP2_GOAWAY.rawValue: noteGoaway(frame)
    default: break
    }
  }

  /// nghttp2 has forgotten a stream.
  mutating func closeStream(_ number: Int32, code: UInt32, in session: OpaquePointer?) {
    let slot = slot(of: number, in: session)
    lastNumber = 0
    guard slot >= 0 else { return }
    queuedBytes -= slots[slot].pointee.queue.count
    slots[slot].pointee.queue.removeAll()
    slots.close(slot)
    events.append(RawEvent(kind: .closed, slot: slot, number: number, code: code))
  }

  /// A frame of ours is on its way.
  mutating func noteSent(_ frame: UnsafePointer<nghttp2_frame>, in session: OpaquePointer?) {
    switch UInt32(frame.pointee.hd.type) {
    case NGHTTP2_DATA.rawValue, NGHTTP2_HEADERS.rawValue:
      counters.messageFramesSent += 1
      if !isServer, frame.pointee.hd.type == UInt8(NGHTTP2_HEADERS.rawValue) {
        noteHeadSent(frame.pointee.hd.stream_id, in: session)
      }
      if frame.pointee.hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 {
        noteEndSent(frame.pointee.hd.stream_id, in: session)
      }
    case NGHTTP2_RST_STREAM.rawValue:
      counters.resetsSent += 1
      if isServer { closedStreams.noteReset(frame.pointee.hd.stream_id) }
      if frame.pointee.rst_stream.error_code == UInt32(NGHTTP2_NO_ERROR.rawValue) {
        counters.uploadStopsSent += 1
      }
    case NGHTTP2_GOAWAY.rawValue:
      hasSentGoaway = true
      events.append(
        RawEvent(
          kind: .goawaySent,
          number: frame.pointee.goaway.last_stream_id,
          code: frame.pointee.goaway.error_code
        )
      )
    default: break
    }
  }

  /// A frame of ours cannot be sent: a stream that would wait for it for ever is reset.
  mutating func noteNotSent(
    _ frame: UnsafePointer<nghttp2_frame>,
    _ code: CInt,
    in session: OpaquePointer?
  ) {
    // The request's stream is closed by nghttp2 itself; with the others (STREAM_CLOSED,
    // STREAM_CLOSING, SESSION_CLOSING, ...) nobody waits. FRAME_SIZE_ERROR is a header list over
    // nghttp2's 64 KiB.
    guard frame.pointee.hd.type == UInt8(NGHTTP2_HEADERS.rawValue),
      motcua_headers_category(frame) != NGHTTP2_HCAT_REQUEST,
      code == NGHTTP2_ERR_FRAME_SIZE_ERROR.rawValue
    else { return }
    let number = frame.pointee.hd.stream_id
    let slot = slot(of: number, in: session)
    guard slot >= 0 else { return }
    slots[slot].pointee.resetCode = UInt32(NGHTTP2_INTERNAL_ERROR.rawValue)
    dueResets.append(HTTP2StreamID(number: number, slot: slot))
  }

  private mutating func endData(
    _ frame: UnsafePointer<nghttp2_frame>,
    in session: OpaquePointer?
  ) {
    let hd = frame.pointee.hd
    guard hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 else {
      if hd.length == frame.pointee.data.padlen { counters.emptyData += 1 }
      return
    }
    let slot = slot(of: hd.stream_id, in: session)
    guard slot >= 0, !slots[slot].pointee.isReset else { return }
    if slots[slot].pointee.promisedBytes > 0 {
      return noteMalformed(HTTP2StreamID(number: hd.stream_id, slot: slot), .contentLength)
    }
    slots[slot].pointee.isRemoteEnded = true
    let last = events.count - 1
    if last >= 0, events[last].kind == .data, events[last].slot == slot {
      events[last].flag = true
    } else {
      events.append(RawEvent(kind: .data, flag: true, slot: slot, number: hd.stream_id))
    }
  }

  private mutating func noteReset(
    _ frame: UnsafePointer<nghttp2_frame>,
    in session: OpaquePointer?
  ) {
    counters.resetsReceived += 1
    let number = frame.pointee.hd.stream_id
    let slot = slot(of: number, in: session)
    guard slot >= 0 else { return }
    events.append(
      RawEvent(
        kind: .reset,
        slot: slot,
        number: number,
        code: frame.pointee.rst_stream.error_code
      )
    )
  }

  private mutating func notePing(_ frame: UnsafePointer<nghttp2_frame>, isAck: Bool) {
    if !isAck { counters.pings += 1 }
    let payload = withUnsafeBytes(of: frame.pointee.ping.opaque_data) {
      UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self))
    }
    events.append(RawEvent(kind: .ping, flag: isAck, offset: payload))
  }

  private mutating func noteGoaway(_ frame: UnsafePointer<nghttp2_frame>) {
    let goaway = frame.pointee.goaway
    let offset = headerBytes.count
    if let debug = goaway.opaque_data, goaway.opaque_data_len > 0 {
      headerBytes.appendRoom(goaway.opaque_data_len)
        .update(from: debug, count: goaway.opaque_data_len)
    }
    events.append(
      RawEvent(
        kind: .goaway,
        number: goaway.last_stream_id,
        code: goaway.error_code,
        offset: UInt64(offset),
        count: goaway.opaque_data_len
      )
    )
  }

  private mutating func noteHeadSent(_ number: Int32, in session: OpaquePointer?) {
    let index = slot(of: number, in: session)
    guard index >= 0 else { return }
    slots[index].pointee.hasSentHead = true
  }

  private mutating func noteEndSent(_ number: Int32, in session: OpaquePointer?) {
    let index = slot(of: number, in: session)
    guard index >= 0 else { return }
    let slot = slots[index]
    slot.pointee.output = .ended
    if slot.pointee.resetsAfterEnd && !slot.pointee.isRemoteEnded {
      dueResets.append(HTTP2StreamID(number: number, slot: index))
    }
  }
}
