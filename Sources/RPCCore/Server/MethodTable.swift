/// Methods by the bytes of their paths: a fixed hash table with open addressing.
///
/// A transport has the path as bytes of a header. Looking those up directly spares a `String` and
/// the hashing of a `Dictionary` for each call.
struct MethodTable: Sendable {
  private struct Slot: Sendable {
    let path: [UInt8]
    let handler: MethodHandler?
  }

  private let slots: [Slot]
  private let mask: Int

  /// Holds some handlers, whose paths differ.
  init(_ handlers: [MethodHandler]) {
    var size = 8
    while size < handlers.count * 2 { size *= 2 }
    var slots = [Slot](repeating: Slot(path: [], handler: nil), count: size)
    let mask = size - 1
    for handler in handlers {
      let path = Array(handler.descriptor.path.utf8)
      var index = path.withUnsafeBytes { Self.hash($0) } & mask
      while slots[index].handler != nil { index = (index + 1) & mask }
      slots[index] = Slot(path: path, handler: handler)
    }
    self.slots = slots
    self.mask = mask
  }

  /// The handler of a path, compared byte for byte.
  func handler(_ path: UnsafeRawBufferPointer) -> MethodHandler? {
    var index = Self.hash(path) & mask
    // At most half of the slots are taken, so the search ends.
    return slots.withUnsafeBufferPointer { slots in
      while slots[index].handler != nil {
        if slots[index].path.withUnsafeBytes({ Self.areEqual($0, path) }) {
          return slots[index].handler
        }
        index = (index + 1) & mask
      }
      return nil
    }
  }

  /// Mixes eight bytes at a time; the paths are ours, so nobody can choose collisions among them.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15 ^ UInt64(bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = (hash ^ word) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
      offset += 8
    }
    while offset < bytes.count {
      hash = (hash ^ UInt64(bytes[offset])) &* 0x100_0000_01b3
      offset += 1
    }
    hash ^= hash >> 29
    return Int(truncatingIfNeeded: hash & 0x7fff_ffff)
  }

  private static func areEqual(
    _ lhs: UnsafeRawBufferPointer,
    _ rhs: UnsafeRawBufferPointer
  ) -> Bool {
    guard lhs.count == rhs.count else { return false }
    var offset = 0
    while offset + 8 <= lhs.count {
      let left = lhs.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let right = rhs.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard left == right else { return false }
      offset += 8
    }
    while offset < lhs.count {
      guard lhs[offset] == rhs[offset] else { return false }
      offset += 1
    }
    return true
  }
}
