/// The streams of a session by slot; a slot's index stays as long as its stream.
struct SlotTable {
  private var base: UnsafeMutablePointer<StreamSlot>?
  private(set) var count = 0
  private var capacity = 0
  private var free = PlainBuffer<Int32>()

  /// Streams announced and not closed.
  private(set) var liveCount = 0

  /// The slot at an index that the table gave out.
  subscript(index: Int32) -> UnsafeMutablePointer<StreamSlot> {
    precondition(index >= 0 && index < count, "no such slot")
    // `base` exists as soon as `count` is above zero.
    return base.unsafelyUnwrapped + Int(index)
  }

  /// The slot of a stream that is live and still the one meant.
  @inline(__always)
  func live(_ stream: HTTP2StreamID) -> UnsafeMutablePointer<StreamSlot>? {
    guard stream.slot >= 0 && stream.slot < count, let base else { return nil }
    let slot = base + Int(stream.slot)
    return slot.pointee.number == stream.number && !slot.pointee.isClosed && stream.number != 0
      ? slot : nil
  }

  /// Takes a free slot for a stream.
  mutating func take(number: Int32) -> Int32 {
    liveCount += 1
    let index: Int32
    if free.count > 0 {
      index = free[free.count - 1]
      free.truncate(to: free.count - 1)
    } else {
      if count == capacity { grow() }
      (base.unsafelyUnwrapped + count).initialize(to: StreamSlot())
      index = Int32(count)
      count += 1
    }
    self[index].pointee.number = number
    return index
  }

  /// Notes that nghttp2 has forgotten the slot's stream.
  mutating func close(_ index: Int32) {
    self[index].pointee.isClosed = true
    liveCount -= 1
  }

  /// Makes a closed slot free again; its queue's small memory stays for the next stream.
  mutating func release(_ index: Int32) {
    let slot = self[index]
    var queue = slot.pointee.queue
    queue.removeAll()
    slot.pointee = StreamSlot()
    slot.pointee.queue = queue
    free.append(index)
  }

  /// Gives all memory back.
  mutating func freeAll() {
    free.free()
    guard let base else { return }
    for index in 0..<count { base[index].queue.free() }
    base.deinitialize(count: count)
    base.deallocate()
    self.base = nil
    count = 0
  }

  private mutating func grow() {
    let newCapacity = max(4, 2 * capacity)
    let newBase = UnsafeMutablePointer<StreamSlot>.allocate(capacity: newCapacity)
    if let base {
      newBase.moveInitialize(from: base, count: count)
      base.deallocate()
    }
    base = newBase
    capacity = newCapacity
  }
}
