internal import CNghttp2

extension SessionState {
  /// Fills a DATA frame from a slot's queue, as nghttp2's data source (returns bytes or an error).
  mutating func readBody(
    slot index: Int32,
    into buffer: UnsafeMutablePointer<UInt8>,
    limit: Int,
    flags: UnsafeMutablePointer<UInt32>,
    session: OpaquePointer?
  ) -> Int {
    let slot = slots[index]
    let taken = slot.pointee.queue.take(into: buffer, limit: limit)
    queuedBytes -= taken
    counters.bodyBytesSent &+= taken
    let left = slot.pointee.queue.count
    if slot.pointee.writableBelow > 0 && left < slot.pointee.writableBelow {
      slot.pointee.writableBelow = 0
      events.append(RawEvent(kind: .writable, slot: index, number: slot.pointee.number))
    }
    guard left == 0 else { return taken }
    if slot.pointee.output == .open {
      if taken > 0 { return taken }
      slot.pointee.isDeferred = true
      return Int(NGHTTP2_ERR_DEFERRED.rawValue)
    }
    flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_EOF.rawValue)
    if slot.pointee.hasTrailers {
      flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue)
      // The one submission inside a callback: nghttp2 asks for trailers exactly here
      // (nghttp2_submit_trailer), earlier they would overtake the data.
      if submitTrailers(slot, session) != 0 {
        return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
      }
    }
    return taken
  }

  private func submitTrailers(
    _ slot: UnsafeMutablePointer<StreamSlot>,
    _ session: OpaquePointer?
  ) -> CInt {
    let number = slot.pointee.number
    if let fields = slot.pointee.fixedTrailers.pointer {
      return nghttp2_submit_trailer(session, number, fields, slot.pointee.fixedTrailers.count)
    }
    let trailers = slot.pointee.trailers ?? HTTP2HeaderList()
    return trailers.withFields { nghttp2_submit_trailer(session, number, $0, $1) }
  }
}

extension HTTP2HeaderList {
  /// Calls the body with the list as nghttp2 wants it; the pointers are dead afterwards.
  func withFields<Result>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: entries.count) { fields in
        guard let base = bytes.baseAddress else { return body(nil, 0) }
        for (position, entry) in entries.enumerated() {
          let name = base + Int(entry.offset)
          let flags = entry.isNeverIndexed ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE
          fields.initializeElement(
            at: position,
            to: motcua_nv(
              name,
              Int(entry.nameCount),
              name + Int(entry.nameCount),
              Int(entry.valueCount),
              UInt8(flags.rawValue)
            )
          )
        }
        return body(fields.baseAddress, entries.count)
      }
    }
  }
}
