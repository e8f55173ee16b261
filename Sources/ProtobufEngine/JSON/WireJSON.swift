internal import CProtobufC

/// The JSON of messages (protobuf: "ProtoJSON Format"), by the reflective descriptors of the C code.
///
/// It is for tools and people, not for the wire. `google.protobuf.Any` stands as its two fields,
/// because a message of an unknown type cannot be shown otherwise.
public enum WireJSON {
  /// How a message is printed.
  public struct Format: Sendable, Hashable {
    /// Whether the text has line breaks and indentation.
    public var isPretty: Bool
    /// Whether fields with their defaults are printed too.
    public var includesDefaults: Bool

    /// Chooses a format.
    public init(isPretty: Bool = false, includesDefaults: Bool = false) {
      self.isPretty = isPretty
      self.includesDefaults = includesDefaults
    }

    /// One line without defaults.
    public static let compact = Format()
    /// Indented, without defaults.
    public static let pretty = Format(isPretty: true)
  }

  /// The JSON of a message.
  ///
  /// - Throws: `WireError` if a text of the message holds a NUL.
  public static func json(
    of message: some WireMessage,
    format: Format = .compact
  ) throws(WireError) -> String {
    let arena = WireArena()
    defer { withExtendedLifetime(arena) {} }
    return print(UnsafeRawPointer(try message.makeWire(in: arena)), format)
  }

  /// The JSON of a message's bytes.
  ///
  /// - Throws: `WireError` if the bytes are no such message.
  public static func json(
    of bytes: [UInt8],
    as descriptor: WireDescriptor,
    format: Format = .compact,
    limits: WireLimits = .default
  ) throws(WireError) -> String {
    let unpacked = try WireCodec.unpack(bytes, descriptor, limits)
    defer { WireArenaCache.give(unpacked.arena) }
    return print(unpacked.message, format)
  }

  /// The bytes of the message that a JSON text describes.
  ///
  /// - Throws: `WireJSONError` for text that is not JSON, for an unknown field and for a value that
  ///   does not fit its field.
  public static func bytes(
    fromJSON text: String,
    as descriptor: WireDescriptor
  ) throws(WireJSONError) -> [UInt8] {
    let value = try JSONReader.value(of: text)
    return try JSONMessageReader.bytes(of: value, as: descriptor.message, depth: 1)
  }

  /// The message that a JSON text describes.
  ///
  /// - Throws: `WireJSONError`, as ``bytes(fromJSON:as:)`` does.
  public static func message<Message: WireMessage>(
    fromJSON text: String,
    as type: Message.Type = Message.self
  ) throws(WireJSONError) -> Message {
    let bytes = try bytes(fromJSON: text, as: Message.wireDescriptor)
    do {
      return try Message(serialized: bytes)
    } catch {
      throw WireJSONError(error.reason, field: error.field)
    }
  }

  private static func print(_ message: UnsafeRawPointer, _ format: Format) -> String {
    var printer = JSONMessagePrinter(format)
    printer.message(message.assumingMemoryBound(to: ProtobufCMessage.self))
    return printer.text
  }
}
