/// Bytes of one stream that wait to be sent: appended behind, taken from the front.
///
/// Freed by its owner with `free()`.
struct ByteQueue {
  /// Memory that a queue may keep while it is empty.
  private static let idleBytesMax = 1024

  private var base: UnsafeMutableRawPointer?
  private var capacity = 0
  private var head = 0
  private var tail = 0

  /// The number of waiting bytes.
  var count: Int { tail - head }

  /// Copies bytes behind the waiting ones.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    if tail + bytes.count > capacity { makeRoom(bytes.count) }
    base.unsafelyUnwrapped.advanced(by: tail).copyMemory(from: source, byteCount: bytes.count)
    tail += bytes.count
  }

  /// Copies a few bytes and others behind the waiting ones, with room made once.
  mutating func append(_ prefix: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer) {
    let added = prefix.count + bytes.count
    if tail + added > capacity { makeRoom(added) }
    append(prefix)
    append(bytes)
  }

  /// Moves up to `limit` bytes from the front to `destination` and returns how many.
  mutating func take(into destination: UnsafeMutableRawPointer, limit: Int) -> Int {
    let taken = min(count, limit)
    guard taken > 0, let base else { return 0 }
    destination.copyMemory(from: base + head, byteCount: taken)
    head += taken
    if head == tail { rewind() }
    return taken
  }

  /// Forgets all waiting bytes.
  mutating func removeAll() {
    head = tail
    rewind()
  }

  /// Gives the memory back.
  mutating func free() {
    base?.deallocate()
    self = ByteQueue()
  }

  private mutating func rewind() {
    head = 0
    tail = 0
    if capacity > Self.idleBytesMax { free() }
  }

  private mutating func makeRoom(_ added: Int) {
    let waiting = count
    if let base, waiting + added <= capacity, head >= capacity / 2 {
      base.copyMemory(from: base + head, byteCount: waiting)
    } else {
      let newCapacity = max(2 * capacity, waiting + added, 256)
      let newBase = UnsafeMutableRawPointer.allocate(byteCount: newCapacity, alignment: 16)
      if let base {
        newBase.copyMemory(from: base + head, byteCount: waiting)
        base.deallocate()
      }
      base = newBase
      capacity = newCapacity
    }
    head = 0
    tail = waiting
  }
}
