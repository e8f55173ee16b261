/// The place where a list goes on: the values by which it is ordered, of the last item shown.
///
/// What is written in one order is read in the same; a place of another shape reads as nil.
package struct ListPlace: Sendable, Hashable {
  /// The bytes that the page token carries.
  package private(set) var bytes: [UInt8]

  /// An empty place to write to, or one that a token carried.
  package init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// Writes a number.
  package mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a text.
  package mutating func append(_ text: String) {
    append(Array(text.utf8))
  }

  /// Writes bytes.
  package mutating func append(_ key: [UInt8]) {
    append(Int64(key.count))
    bytes += key
  }

  /// Reads the next number.
  package mutating func number() -> Int64? {
    guard bytes.count >= 8 else { return nil }
    defer { bytes.removeFirst(8) }
    return bytes[..<8].reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Reads the next text.
  package mutating func text() -> String? {
    key().map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads the next bytes.
  package mutating func key() -> [UInt8]? {
    guard let count = number(), count >= 0, count <= bytes.count else { return nil }
    defer { bytes.removeFirst(Int(count)) }
    return Array(bytes[..<Int(count)])
  }
}

extension ListPlace {
  /// The place behind a text.
  package init(text: String) {
    self.init()
    append(text)
  }

  /// The place behind a number.
  package init(number: some BinaryInteger) {
    self.init()
    append(Int64(number))
  }
}
