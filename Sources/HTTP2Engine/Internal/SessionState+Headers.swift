internal import CNghttp2

extension SessionState {
  private static let entryOverhead = 32

  /// A header list begins.
  mutating func beginHeaders(_ frame: UnsafePointer<nghttp2_frame>, in session: OpaquePointer?) {
    closedStreams.noteTold()
    // The block before was dropped by nghttp2 (malformed).
    if block.isOpen { forgetBlock() }
    let isNew = isServer && motcua_headers_category(frame) == NGHTTP2_HCAT_REQUEST
    block = ArrivingBlock(
      firstEntry: headerEntries.count,
      firstByte: headerBytes.count,
      isOpen: true,
      rules: RequestRules(isTrailers: !isNew)
    )
    if isNew && slots.liveCount >= concurrentStreamsMax {
      block.isDropped = true
      counters.streamsRefused += 1
      giveUp(HTTP2StreamID(number: frame.pointee.hd.stream_id, slot: -1), .refusedStream)
    } else if isServer, !isNew {
      let slot = slot(of: frame.pointee.hd.stream_id, in: session)
      block.isDropped = slot < 0 || slots[slot].pointee.isReset
    }
  }

  /// Gives back what was copied of the block: it is nobody's.
  private mutating func forgetBlock() {
    headerBytes.truncate(to: block.firstByte)
    headerEntries.truncate(to: block.firstEntry)
  }

  /// One field of the list arrived; false if the list is so large that the connection must end.
  @inline(__always)
  mutating func appendField(
    name: UnsafePointer<UInt8>,
    nameCount: Int,
    value: UnsafePointer<UInt8>,
    valueCount: Int
  ) -> Bool {
    block.listBytes &+= nameCount &+ valueCount &+ Self.entryOverhead
    if block.isIgnored { return block.listBytes <= headerListBytesFatal }
    guard block.listBytes <= headerListBytesMax else {
      block.isTooLarge = true
      counters.headerListsTooLarge += 1
      return block.listBytes <= headerListBytesFatal
    }
    if isServer {
      let bytes = UnsafeRawBufferPointer(start: name, count: nameCount)
      let field = FieldName(bytes)
      let value = UnsafeRawBufferPointer(start: value, count: valueCount)
      guard block.rules.admits(field, bytes, value) else { return true }
      if omitsUnreadFields, field.isUnread { return true }
    }
    var value = value
    var kept = valueCount
    // gRPC: PROTOCOL-HTTP2 "Custom-Metadata" lets a receiver strip spaces around a value, which
    // RFC 9113 §8.2.1 forbids to send; so nghttp2's check of them is off and they go here.
    if kept > 0, value[0].isFieldSpace || value[kept &- 1].isFieldSpace {
      while kept > 0, value[0].isFieldSpace { (value, kept) = (value + 1, kept &- 1) }
      while kept > 0, value[kept &- 1].isFieldSpace { kept &-= 1 }
    }
    let offset = headerBytes.count
    let room = UnsafeMutableRawPointer(headerBytes.appendRoom(nameCount &+ kept))
    room.copyShort(from: name, nameCount)
    (room + nameCount).copyShort(from: value, kept)
    headerEntries.append(
      HTTP2HeaderBlock.Entry(
        nameOffset: UInt32(truncatingIfNeeded: offset),
        nameCount: UInt32(truncatingIfNeeded: nameCount),
        valueOffset: UInt32(truncatingIfNeeded: offset &+ nameCount),
        valueCount: UInt32(truncatingIfNeeded: kept)
      )
    )
    if !isServer, nameCount == 7, kept == 3, value[0] == UInt8(ascii: "1"),
      UnsafeRawBufferPointer(start: name, count: nameCount).holds(":status")
    {
      block.isInformational = true
    }
    return true
  }

  /// The list is complete; on a client it has passed nghttp2's messaging checks.
  mutating func endHeaders(_ frame: UnsafePointer<nghttp2_frame>, in session: OpaquePointer?) {
    let isDropped = block.isDropped
    block.isOpen = false
    if isDropped { return }
    let number = frame.pointee.hd.stream_id
    let category = motcua_headers_category(frame)
    let isNew = isServer && category == NGHTTP2_HCAT_REQUEST
    let endStream = frame.pointee.hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    if isNew, let fault = faultOfHead(endStream: endStream) {
      forgetBlock()
      return noteMalformed(HTTP2StreamID(number: number, slot: -1), fault)
    }
    let slot = isNew ? announce(number, in: session) : slot(of: number, in: session)
    guard slot >= 0, !slots[slot].pointee.isReset else { return }
    if isNew {
      slots[slot].pointee.promisedBytes = block.rules.promisedBytes
    } else if isServer, let fault = faultOfTrailers(slot, endStream: endStream) {
      forgetBlock()
      return noteMalformed(HTTP2StreamID(number: number, slot: slot), fault)
    }
    if endStream { slots[slot].pointee.isRemoteEnded = true }
    events.append(
      RawEvent(
        kind: block.isTooLarge ? .headersTooLarge : .headers,
        headersKind: kind(category, slot),
        flag: endStream,
        slot: slot,
        number: number,
        offset: UInt64(block.firstEntry),
        count: headerEntries.count - block.firstEntry
      )
    )
  }

  /// What is wrong with the head of a request.
  private func faultOfHead(endStream: Bool) -> RequestRules.Fault? {
    let rules = block.rules
    if let fault = rules.fault { return fault }
    // What a list over the limit leaves out is unknown: it is refused for its size.
    if block.isTooLarge { return nil }
    return endStream && rules.promisedBytes > 0 ? .contentLength : rules.faultOfHead()
  }

  /// What is wrong with the trailers of a request.
  private func faultOfTrailers(_ slot: Int32, endStream: Bool) -> RequestRules.Fault? {
    if let fault = block.rules.fault { return fault }
    guard endStream else { return .openTrailers }
    return slots[slot].pointee.promisedBytes > 0 ? .contentLength : nil
  }

  /// Notes a message that is malformed: its stream is reset with PROTOCOL_ERROR (RFC 9113 §8.1.1).
  mutating func noteMalformed(_ stream: HTTP2StreamID, _ fault: RequestRules.Fault) {
    counters.invalidFrames += 1
    diagnostic = "stream \(stream.number): \(fault.rawValue)"
    if stream.slot >= 0 { slots[stream.slot].pointee.isReset = true }
    giveUp(stream, .protocolError)
  }

  private mutating func giveUp(_ stream: HTTP2StreamID, _ code: HTTP2ErrorCode) {
    givenUp.append(GivenUpStream(stream: stream, code: code.rawValue))
  }

  private mutating func announce(_ number: Int32, in session: OpaquePointer?) -> Int32 {
    let slot = slots.take(number: number)
    // INVALID_ARGUMENT, the only failure, means an unknown stream: this one has just been opened.
    nghttp2_session_set_stream_user_data(
      session,
      number,
      UnsafeMutableRawPointer(bitPattern: Int(slot) + 1)
    )
    lastNumber = number
    lastSlot = slot
    return slot
  }

  private func kind(_ category: nghttp2_headers_category, _ slot: Int32) -> HTTP2HeadersKind {
    if isServer { return category == NGHTTP2_HCAT_REQUEST ? .request : .trailers }
    if slots[slot].pointee.hasFinalHead { return .trailers }
    if block.isInformational { return .informational }
    slots[slot].pointee.hasFinalHead = true
    return .response
  }
}

extension UInt8 {
  /// Space or tab (RFC 9110 §5.6.3).
  fileprivate var isFieldSpace: Bool { self == 0x20 || self == 0x09 }
}
