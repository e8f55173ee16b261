/// An owned header list, to be sent: all names and values in one flat byte array.
///
/// Pseudo fields come first, names are lower case (RFC 9113 §8.2). A list may be kept and sent
/// many times: sending copies nothing on this side of nghttp2.
public struct HTTP2HeaderList: Sendable, Hashable {
  /// Where one field lies: its name at `offset`, its value directly behind.
  struct Entry: Sendable, Hashable {
    /// Offset of the name.
    var offset: UInt32
    /// Length of the name.
    var nameCount: UInt32
    /// Length of the value.
    var valueCount: UInt32
    /// Whether compression tables must not remember the value (RFC 7541 §7.1.3).
    var isNeverIndexed: Bool
  }

  private(set) var bytes: [UInt8] = []
  private(set) var entries: [Entry] = []

  /// Makes an empty list.
  public init() {}

  /// The number of fields.
  public var count: Int { entries.count }

  /// The size that SETTINGS_MAX_HEADER_LIST_SIZE counts: name + value + 32 a field.
  public var listBytes: Int { bytes.count + 32 * entries.count }

  /// Makes room ahead.
  public mutating func reserveCapacity(fields: Int, bytes: Int) {
    entries.reserveCapacity(fields)
    self.bytes.reserveCapacity(bytes)
  }

  /// Removes all fields and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Appends a field from raw bytes; `isNeverIndexed` is for secrets.
  public mutating func append(
    name: UnsafeRawBufferPointer,
    value: UnsafeRawBufferPointer,
    isNeverIndexed: Bool = false
  ) {
    entries.append(
      Entry(
        offset: UInt32(bytes.count),
        nameCount: UInt32(name.count),
        valueCount: UInt32(value.count),
        isNeverIndexed: isNeverIndexed
      )
    )
    bytes.append(contentsOf: name)
    bytes.append(contentsOf: value)
  }

  /// Appends the fields of another list.
  public mutating func append(_ other: HTTP2HeaderList) {
    let moved = UInt32(bytes.count)
    bytes.append(contentsOf: other.bytes)
    for var entry in other.entries {
      entry.offset += moved
      entries.append(entry)
    }
  }

  /// Appends a field of two constants.
  public mutating func append(name: StaticString, value: StaticString) {
    append(name: name.rawBytes, value: value.rawBytes)
  }

  /// Appends a field with a constant name and a value from raw bytes.
  public mutating func append(
    name: StaticString,
    value: UnsafeRawBufferPointer,
    isNeverIndexed: Bool = false
  ) {
    append(name: name.rawBytes, value: value, isNeverIndexed: isNeverIndexed)
  }

  /// Appends a field from strings; `isNeverIndexed` is for secrets.
  public mutating func append(name: String, value: String, isNeverIndexed: Bool = false) {
    let name = name.utf8Span.span
    let value = value.utf8Span.span
    name.withUnsafeBytes { name in
      value.withUnsafeBytes { value in
        append(name: name, value: value, isNeverIndexed: isNeverIndexed)
      }
    }
  }
}
