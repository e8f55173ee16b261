import MotCuaDomain

/// Writes values one after the other, for parts of a row that no query looks into.
///
/// The same values always give the same bytes. Integers are zigzag varints, texts and lists carry
/// their count in front, what may be absent a 0 or 1.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: Int64) {
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ value: Int) { write(Int64(value)) }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write<Value>(_ list: [Value], _ body: (inout ByteWriter, Value) -> Void) {
    write(list.count)
    for value in list { body(&self, value) }
  }

  mutating func write(_ texts: [String]) { write(texts) { $0.write($1) } }

  mutating func write(_ day: CivilDate?) { write(day) { $0.write($1.daysSinceEpoch) } }

  mutating func write(_ value: (some CodedEnum)?) { write(value) { $0.write($1.rawValue) } }
}
