import MotCuaDomain

/// Reads what `ByteWriter` wrote; anything else is damage and throws.
struct ByteReader {
  /// The bytes are not what was written.
  struct Damage: Error {}

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func readByte() throws(Damage) -> UInt8 {
    guard place < bytes.count else { throw Damage() }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func readInt64() throws(Damage) -> Int64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try readByte()
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { break }
      shift += 7
      guard shift < 64 else { throw Damage() }
    }
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func readInt() throws(Damage) -> Int { Int(try readInt64()) }

  /// A number of things that follow, of which each takes a byte at least, so that a damaged count
  /// cannot ask for memory or time.
  mutating func readCount() throws(Damage) -> Int {
    let count = try readInt()
    guard count >= 0, count <= bytes.count - place else { throw Damage() }
    return count
  }

  mutating func readBool() throws(Damage) -> Bool {
    let byte = try readByte()
    guard byte < 2 else { throw Damage() }
    return byte == 1
  }

  mutating func readText() throws(Damage) -> String {
    let count = try readCount()
    defer { place += count }
    return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
  }

  mutating func readOptional<Value>(
    _ body: (inout ByteReader) throws(Damage) -> Value
  ) throws(Damage) -> Value? {
    try readBool() ? try body(&self) : nil
  }

  mutating func readList<Value>(
    _ body: (inout ByteReader) throws(Damage) -> Value
  ) throws(Damage) -> [Value] {
    let count = try readCount()
    var list: [Value] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }

  mutating func readTexts() throws(Damage) -> [String] {
    try readList { (reader) throws(Damage) in try reader.readText() }
  }

  mutating func readDay() throws(Damage) -> CivilDate? {
    try readOptional { (reader) throws(Damage) in
      CivilDate(daysSinceEpoch: try reader.readInt())
    }
  }

  mutating func readEnum<Value: CodedEnum>(_: Value.Type) throws(Damage) -> Value? {
    try readOptional { (reader) throws(Damage) in
      guard let value = Value(rawValue: try reader.readInt()) else { throw Damage() }
      return value
    }
  }

  mutating func readRequired<Value: CodedEnum>(_ type: Value.Type) throws(Damage) -> Value {
    guard let value = try readEnum(type) else { throw Damage() }
    return value
  }
}
