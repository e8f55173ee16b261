/// One field of a received header list, as bytes that live as long as its block.
public struct HTTP2HeaderField {
  /// The lower-case name; a pseudo field's begins with a colon.
  public let name: UnsafeRawBufferPointer

  /// The value without leading and trailing spaces and tabs.
  public let value: UnsafeRawBufferPointer

  @usableFromInline
  init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    self.name = name
    self.value = value
  }

  /// Whether the field has this name, which must be lower case.
  @inlinable @inline(__always)
  public func isNamed(_ other: StaticString) -> Bool {
    name.holds(other)
  }

  /// Whether the name has only lower-case letters, digits, `-` and `.`, as most names have.
  public var hasUsualName: Bool { FieldCharacters.areUsual(name, upTo: "9") }

  /// Whether the field has exactly this value.
  @inlinable @inline(__always)
  public func hasValue(_ other: StaticString) -> Bool {
    value.holds(other)
  }
}

/// A received header list: a view of bytes that the session owns.
///
/// **Valid only inside the event handler that received it**; copy what must stay. All fields of
/// a block lie in one flat buffer, so that a request costs no allocation here.
public struct HTTP2HeaderBlock {
  /// Where one field lies in the block's bytes.
  @usableFromInline
  struct Entry: BitwiseCopyable {
    /// Offset of the name from the buffer's start.
    @usableFromInline var nameOffset: UInt32
    /// Length of the name.
    @usableFromInline var nameCount: UInt32
    /// Offset of the value from the buffer's start.
    @usableFromInline var valueOffset: UInt32
    /// Length of the value.
    @usableFromInline var valueCount: UInt32
  }

  @usableFromInline let bytes: UnsafeRawPointer?
  @usableFromInline let entries: UnsafePointer<Entry>?

  /// The number of fields, pseudo fields included.
  public let count: Int

  @usableFromInline
  init(bytes: UnsafeRawPointer?, entries: UnsafePointer<Entry>?, count: Int) {
    self.bytes = bytes
    self.entries = entries
    self.count = count
  }

  /// The field at a position, in the order of the wire.
  @inlinable
  public subscript(position: Int) -> HTTP2HeaderField {
    precondition(position >= 0 && position < count, "no field at this position")
    // A block with fields has both pointers.
    let entry = entries.unsafelyUnwrapped[position]
    let bytes = bytes.unsafelyUnwrapped
    return HTTP2HeaderField(
      name: UnsafeRawBufferPointer(
        start: bytes + Int(entry.nameOffset),
        count: Int(entry.nameCount)
      ),
      value: UnsafeRawBufferPointer(
        start: bytes + Int(entry.valueOffset),
        count: Int(entry.valueCount)
      )
    )
  }

  /// The value of the first field of this lower-case name.
  public func firstValue(named name: StaticString) -> UnsafeRawBufferPointer? {
    for position in 0..<count {
      let field = self[position]
      if field.isNamed(name) { return field.value }
    }
    return nil
  }

  /// Copies the block into a list that stays.
  public func copied() -> HTTP2HeaderList {
    var list = HTTP2HeaderList()
    for position in 0..<count {
      let field = self[position]
      list.append(name: field.name, value: field.value)
    }
    return list
  }
}
