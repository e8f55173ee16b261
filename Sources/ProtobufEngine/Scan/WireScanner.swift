internal import CProtobufC

/// Reads the wire once, before protobuf-c does, and refuses what protobuf-c does not: text that is
/// not UTF-8 or holds a NUL, nesting without end, and messages that grow beyond all measure.
///
/// It allocates nothing. Its reckoning of memory is an upper bound of what unpacking takes.
struct WireScanner {
  private typealias Bytes = UnsafePointer<UInt8>
  private typealias Field = UnsafePointer<ProtobufCFieldDescriptor>

  /// protobuf-c keeps a record of 32 bytes for each member, in slabs that double; the first 16 are
  /// on its stack.
  private static let memberBytes = 64
  private static let membersOnStack = 16

  private let limits: WireLimits
  private var elements = 0
  private var swiftBytes = 0
  /// What unpacking takes at most.
  private(set) var arenaBytes = 0
  /// Whether a singular message may occur several times, or an unknown group occurs, so that
  /// ``WireMerger`` must write the message anew for protobuf-c.
  private(set) var mayNeedMerge = false

  /// Makes a scanner for one message.
  init(limits: WireLimits) {
    self.limits = limits
  }

  /// Reckons with a message that has no bytes.
  mutating func scanEmpty(
    as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(WireError) {
    addMessage(descriptor)
    try checkLimits()
  }

  /// Checks one message and what it holds.
  mutating func scan(
    _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    as descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    depth: Int
  ) throws(WireError) {
    guard depth <= limits.depthMax else {
      throw WireError(.content, "messages nest deeper than \(limits.depthMax)")
    }
    addMessage(descriptor)
    var fields = WireFieldLookup(descriptor)
    var at = start
    var members = 0
    var messages: UInt64 = 0
    while at < end {
      let tag = try WireVarint.read(&at, end, bytesMax: 5)
      members += 1
      if members > Self.membersOnStack { arenaBytes += Self.memberBytes }
      let number = UInt32(truncatingIfNeeded: tag >> 3)
      guard number > 0, tag >> 3 < 1 << 29 else {
        throw WireError(.malformed, "a field number is out of range")
      }
      let field = fields.field(number)
      if let field, field.pointee.isSingularMessage { note(fields.position, in: &messages) }
      try scanMember(&at, end, field, tag: tag, depth: depth)
    }
    try checkLimits()
  }

  /// Remembers that a singular message occurs; more than 64 fields share bits, which costs a merge
  /// in vain and nothing else.
  private mutating func note(_ position: Int, in messages: inout UInt64) {
    let bit = 1 as UInt64 &<< UInt64(position & 63)
    if messages & bit != 0 { mayNeedMerge = true }
    messages |= bit
  }

  private mutating func scanMember(
    _ at: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>?,
    tag: UInt64,
    depth: Int
  ) throws(WireError) {
    let start = at
    let wireType = UInt8(tag & 7)
    switch wireType {
    case 0: _ = try WireVarint.read(&at, end, bytesMax: 10)
    case 1: try skip(&at, end, 8)
    case 5: try skip(&at, end, 4)
    case 2:
      let length = try WireVarint.read(&at, end, bytesMax: 5)
      let content = at
      guard length <= UInt64(end - at) else {
        throw WireError(.malformed, "the message ends in the middle of a field")
      }
      at += Int(length)
      if let field {
        try scanContent(content, at, field, depth: depth)
      } else {
        addUnknown(bytes: at - start)
      }
      return
    case 3:
      // No schema of proto3 has one, so what holds one is a field of a schema that we do not know.
      guard field == nil else { break }
      try skipGroup(&at, end, number: tag >> 3, depth: depth + 1)
      mayNeedMerge = true
    default:
      throw WireError(.malformed, "a field has the wire type \(wireType)")
    }
    guard let field else { return addUnknown(bytes: at - start) }
    guard field.pointee.wireType == wireType else {
      throw WireError(.malformed, "the field has another wire type", field: field.pointee.text)
    }
    add(elements: 1, arena: 8, swift: 8)
  }

  /// Passes over an unknown group, to the end tag of its number; it may hold anything, also groups.
  private func skipGroup(
    _ at: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    number: UInt64,
    depth: Int
  ) throws(WireError) {
    guard depth <= limits.depthMax else {
      throw WireError(.content, "messages nest deeper than \(limits.depthMax)")
    }
    while true {
      let tag = try WireVarint.read(&at, end, bytesMax: 5)
      let inner = tag >> 3
      guard inner > 0, inner < 1 << 29 else {
        throw WireError(.malformed, "a field number is out of range")
      }
      switch tag & 7 {
      case 0: _ = try WireVarint.read(&at, end, bytesMax: 10)
      case 1: try skip(&at, end, 8)
      case 5: try skip(&at, end, 4)
      case 2: try skip(&at, end, Int(try WireVarint.read(&at, end, bytesMax: 5)))
      case 3: try skipGroup(&at, end, number: inner, depth: depth + 1)
      case 4 where inner == number: return
      default: throw WireError(.malformed, "a group holds the wire type \(tag & 7)")
      }
    }
  }

  private func skip(
    _ at: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ count: Int
  ) throws(WireError) {
    guard end - at >= count else {
      throw WireError(.malformed, "the message ends in the middle of a field")
    }
    at += count
  }

  /// Checks the content of a field that has a length.
  private mutating func scanContent(
    _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    depth: Int
  ) throws(WireError) {
    switch field.pointee.type {
    case PROTOBUF_C_TYPE_STRING:
      try checkText(start, end, field)
      add(elements: 1, arena: 24 + (end - start), swift: 56 + (end - start))
    case PROTOBUF_C_TYPE_BYTES:
      add(elements: 1, arena: 32 + (end - start), swift: 40 + (end - start))
    case PROTOBUF_C_TYPE_MESSAGE:
      let nested = UnsafeRawPointer(field.pointee.descriptor)
        .assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
      do throws(WireError) {
        try scan(start, end, as: nested, depth: depth + 1)
      } catch {
        throw error.inside(field.pointee.text)
      }
    default:
      try scanPacked(start, end, field)
    }
  }

  private func checkText(
    _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) throws(WireError) {
    switch WireText.check(start, end) {
    case .good: return
    case .notUTF8: throw WireError(.content, "the text is not UTF-8", field: field.pointee.text)
    case .holdsNUL: throw WireError(.content, "the text holds a NUL", field: field.pointee.text)
    }
  }

  /// Checks a packed repeated field of numbers.
  private mutating func scanPacked(
    _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) throws(WireError) {
    guard field.pointee.label == PROTOBUF_C_LABEL_REPEATED else {
      throw WireError(.malformed, "the field has another wire type", field: field.pointee.text)
    }
    var count = 0
    switch field.pointee.wireType {
    case 0:
      var at = start
      while at < end {
        _ = try WireVarint.read(&at, end, bytesMax: 10)
        count += 1
      }
      // protobuf-c takes every byte of packed truth values for one of them.
      if field.pointee.type == PROTOBUF_C_TYPE_BOOL { count = end - start }
    case 1: count = try fixedCount(end - start, 8, field)
    default: count = try fixedCount(end - start, 4, field)
    }
    add(elements: count, arena: 8 + 8 * count, swift: 8 * count)
  }

  private func fixedCount(
    _ bytes: Int,
    _ width: Int,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) throws(WireError) -> Int {
    guard bytes % width == 0 else {
      throw WireError(.malformed, "packed numbers are cut off", field: field.pointee.text)
    }
    return bytes / width
  }

  private mutating func addMessage(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
    let size = descriptor.pointee.sizeof_message
    // A pointer in an array, the struct, the list of required fields. The Swift value holds strings
    // twice as wide and nested messages in place.
    add(elements: 1, arena: size + 32, swift: size * 2)
  }

  private mutating func addUnknown(bytes: Int) {
    add(elements: 1, arena: 40 + bytes, swift: 0)
  }

  /// Adds to the reckoning, which cannot overflow: it grows by less than a thousand times the bytes.
  @inline(__always)
  private mutating func add(elements more: Int, arena: Int, swift: Int) {
    elements &+= more
    arenaBytes &+= arena
    swiftBytes &+= swift
  }

  /// Compares with the limits; a scan takes no memory, so the end of a message is early enough.
  private func checkLimits() throws(WireError) {
    guard elements <= limits.elementsMax else {
      throw WireError(.budget, "the message has more than \(limits.elementsMax) elements")
    }
    guard arenaBytes + swiftBytes <= limits.memoryBytesMax else {
      throw WireError(.budget, "the message needs more memory than is allowed")
    }
  }
}
