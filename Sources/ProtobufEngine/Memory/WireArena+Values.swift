#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

// What generated code calls to build C structs.
extension WireArena {
  /// Gives uninitialized memory for one C value.
  @inlinable
  public func make<Value>(_ type: Value.Type) throws(WireError) -> UnsafeMutablePointer<Value> {
    try allocate(byteCount: MemoryLayout<Value>.stride).bindMemory(to: Value.self, capacity: 1)
  }

  /// Copies a text with its terminating NUL.
  ///
  /// - Throws: `WireError` with `content` if it holds a NUL, which would cut it on the wire.
  public func text(_ text: String, _ field: String) throws(WireError) -> UnsafeMutablePointer<CChar>
  {
    var text = text
    let count = text.utf8.count
    let memory = try allocate(byteCount: count + 1).bindMemory(to: CChar.self, capacity: count + 1)
    memory[count] = 0
    guard count > 0 else { return memory }
    let holdsNUL = text.withUTF8 { utf8 in
      guard let base = utf8.baseAddress else { return false }
      memcpy(memory, base, count)
      return memchr(base, 0, count) != nil
    }
    guard !holdsNUL else { throw WireError(.content, "the text holds a NUL", field: field) }
    return memory
  }

  /// Copies texts.
  public func texts(
    _ texts: [String],
    _ field: String
  ) throws(WireError) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    guard !texts.isEmpty else { return nil }
    let memory = try array(of: UnsafeMutablePointer<CChar>?.self, count: texts.count)
    for (index, text) in texts.enumerated() {
      memory[index] = try self.text(text, "\(field)[\(index)]")
    }
    return memory
  }

  /// Copies bytes; `wire` is a `ProtobufCBinaryData`, whose members only this engine may name.
  @inlinable
  public func put<Wire>(_ bytes: [UInt8], into wire: inout Wire) throws(WireError) {
    let data = try values(bytes)
    withUnsafeMutableBytes(of: &wire) { members in
      members.storeBytes(of: bytes.count, as: Int.self)
      members.storeBytes(
        of: data,
        toByteOffset: MemoryLayout<Int>.stride,
        as: UnsafeMutablePointer<UInt8>?.self
      )
    }
  }

  /// Copies numbers.
  @inlinable
  public func values<Value: BitwiseCopyable>(
    _ values: [Value]
  ) throws(WireError) -> UnsafeMutablePointer<Value>? {
    guard !values.isEmpty else { return nil }
    let memory = try array(of: Value.self, count: values.count)
    values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      memory.initialize(from: base, count: source.count)
    }
    return memory
  }

  /// Converts and copies values, for example enums and truth values.
  @inlinable
  public func values<Value, Wire>(
    _ values: [Value],
    _ convert: (Value) throws(WireError) -> Wire
  ) throws(WireError) -> UnsafeMutablePointer<Wire>? {
    guard !values.isEmpty else { return nil }
    let memory = try array(of: Wire.self, count: values.count)
    for index in values.indices {
      (memory + index).initialize(to: try convert(values[index]))
    }
    return memory
  }

  /// Builds the C struct of a nested message.
  @inlinable
  public func message<Wire>(
    _ message: some WireMessage,
    _ field: StaticString
  ) throws(WireError) -> UnsafeMutablePointer<Wire> {
    do {
      return try message.makeWire(in: self).assumingMemoryBound(to: Wire.self)
    } catch {
      throw error.inside("\(field)")
    }
  }

  /// Builds the C structs of nested messages.
  @inlinable
  public func messages<Wire>(
    _ messages: [some WireMessage],
    _ field: StaticString
  ) throws(WireError) -> UnsafeMutablePointer<UnsafeMutablePointer<Wire>?>? {
    guard !messages.isEmpty else { return nil }
    let memory = try array(of: UnsafeMutablePointer<Wire>?.self, count: messages.count)
    for index in messages.indices {
      do {
        memory[index] = try messages[index].makeWire(in: self).assumingMemoryBound(to: Wire.self)
      } catch {
        throw error.inside("\(field)[\(index)]")
      }
    }
    return memory
  }

  /// Gives uninitialized memory for some C values.
  @inlinable
  public func array<Value>(
    of type: Value.Type,
    count: Int
  ) throws(WireError) -> UnsafeMutablePointer<Value> {
    try allocate(byteCount: MemoryLayout<Value>.stride * count)
      .bindMemory(to: Value.self, capacity: count)
  }

  /// Copies a list of byte strings into an array of `ProtobufCBinaryData`.
  @inlinable
  public func byteArrays<Wire>(
    _ arrays: [[UInt8]]
  ) throws(WireError) -> UnsafeMutablePointer<Wire>? {
    guard !arrays.isEmpty else { return nil }
    let memory = try array(of: Wire.self, count: arrays.count)
    for index in arrays.indices { try put(arrays[index], into: &memory[index]) }
    return memory
  }

  /// Builds the entries of a map in the order of their keys, so that equal maps have equal bytes.
  @inlinable
  public func map<Key: Comparable, Value, Wire>(
    _ map: [Key: Value],
    _ make: (Key, Value) throws(WireError) -> UnsafeMutablePointer<Wire>
  ) throws(WireError) -> UnsafeMutablePointer<UnsafeMutablePointer<Wire>?>? {
    try values(map.sorted { $0.key < $1.key }) { (pair) throws(WireError) in
      try make(pair.key, pair.value)
    }
  }

  /// Builds the entries of a map with truth values as keys, false first.
  @inlinable
  public func map<Value, Wire>(
    _ map: [Bool: Value],
    _ make: (Bool, Value) throws(WireError) -> UnsafeMutablePointer<Wire>
  ) throws(WireError) -> UnsafeMutablePointer<UnsafeMutablePointer<Wire>?>? {
    try values(map.sorted { !$0.key && $1.key }) { (pair) throws(WireError) in
      try make(pair.key, pair.value)
    }
  }
}
