#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// What generated code calls to copy the members of scanned C structs into Swift values.
public enum WireValue {
  /// A text; the scan has found it to be UTF-8 without a NUL.
  public static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    guard let pointer else { return "" }
    let count = strlen(pointer)
    guard count > 0 else { return "" }
    return pointer.withMemoryRebound(to: UInt8.self, capacity: count) { utf8 in
      let isASCII = WireText.isASCII(utf8, count)
      let span = Span(_unsafeStart: utf8, count: count)
      return String(copying: UTF8Span(unchecked: span, isKnownASCII: isASCII))
    }
  }

  /// Texts.
  public static func texts(
    _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
    _ count: Int
  ) -> [String] {
    values(pointer, count) { text($0) }
  }

  /// Bytes; `wire` is a `ProtobufCBinaryData`, whose members only this engine may name.
  @inlinable
  public static func bytes<Wire>(_ wire: Wire) -> [UInt8] {
    withUnsafeBytes(of: wire) { members in
      let count = members.load(as: Int.self)
      let data = members.load(
        fromByteOffset: MemoryLayout<Int>.stride,
        as: UnsafeMutablePointer<UInt8>?.self
      )
      return values(data, count)
    }
  }

  /// Numbers.
  @inlinable
  public static func values<Value: BitwiseCopyable>(
    _ pointer: UnsafeMutablePointer<Value>?,
    _ count: Int
  ) -> [Value] {
    guard let pointer, count > 0 else { return [] }
    return Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// Values that are converted one by one, for example enums and truth values.
  @inlinable
  public static func values<Wire, Value>(
    _ pointer: UnsafeMutablePointer<Wire>?,
    _ count: Int,
    _ convert: (Wire) -> Value
  ) -> [Value] {
    guard let pointer, count > 0 else { return [] }
    return UnsafeBufferPointer(start: pointer, count: count).map(convert)
  }

  /// A nested message.
  @inlinable
  public static func message<Message: WireMessage, Wire>(
    _ pointer: UnsafeMutablePointer<Wire>?
  ) -> Message? {
    guard let pointer else { return nil }
    return Message(wire: UnsafeRawPointer(pointer))
  }

  /// Nested messages.
  @inlinable
  public static func messages<Message: WireMessage, Wire>(
    _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<Wire>?>?,
    _ count: Int
  ) -> [Message] {
    guard let pointer, count > 0 else { return [] }
    var messages: [Message] = []
    messages.reserveCapacity(count)
    for index in 0..<count {
      guard let element = pointer[index] else { continue }
      messages.append(Message(wire: UnsafeRawPointer(element)))
    }
    return messages
  }

  /// A nested message in an array, where a message may hold one of its own type.
  @inlinable
  public static func box<Message: WireMessage, Wire>(
    _ pointer: UnsafeMutablePointer<Wire>?
  ) -> [Message] {
    guard let pointer else { return [] }
    return [Message(wire: UnsafeRawPointer(pointer))]
  }

  /// A map; of several entries with one key the last counts (protobuf: "Maps").
  @inlinable
  public static func map<Wire, Key: Hashable, Value>(
    _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<Wire>?>?,
    _ count: Int,
    _ convert: (UnsafeMutablePointer<Wire>) -> (Key, Value)
  ) -> [Key: Value] {
    guard let pointer, count > 0 else { return [:] }
    var map: [Key: Value] = [:]
    for index in 0..<count {
      guard let element = pointer[index] else { continue }
      let (key, value) = convert(element)
      map[key] = value
    }
    return map
  }
}
