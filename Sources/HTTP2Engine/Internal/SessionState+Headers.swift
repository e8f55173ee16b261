internal import CNghttp2

extension SessionState {
  private static let entryOverhead = 32

  /// A header list begins.
  mutating func beginHeaders(_ frame: UnsafePointer<nghttp2_frame>) {
    closedStreams.noteTold()
    if block.isOpen {
      // The block before was dropped by nghttp2 (malformed): its bytes are nobody's.
      headerBytes.truncate(to: block.firstByte)
      headerEntries.truncate(to: block.firstEntry)
    }
    block = ArrivingBlock(
      firstEntry: headerEntries.count,
      firstByte: headerBytes.count,
      isOpen: true
    )
    let isNew = isServer && motcua_headers_category(frame) == NGHTTP2_HCAT_REQUEST
    if isNew && slots.liveCount >= concurrentStreamsMax {
      block.isDropped = true
      counters.streamsRefused += 1
      refused.append(frame.pointee.hd.stream_id)
    }
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
    if omitsUnreadFields, UnreadFields.holds(name, nameCount) { return true }
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
    room.copyMemory(from: name, byteCount: nameCount)
    (room + nameCount).copyMemory(from: value, byteCount: kept)
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

  /// The list is complete and passed nghttp2's messaging checks.
  mutating func endHeaders(_ frame: UnsafePointer<nghttp2_frame>, in session: OpaquePointer?) {
    let isDropped = block.isDropped
    block.isOpen = false
    if isDropped { return }
    let number = frame.pointee.hd.stream_id
    let category = motcua_headers_category(frame)
    let slot =
      isServer && category == NGHTTP2_HCAT_REQUEST
      ? announce(number, in: session) : slot(of: number, in: session)
    guard slot >= 0, !slots[slot].pointee.isReset else { return }
    let endStream = frame.pointee.hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
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
