/// The custom metadata of a call: an ordered list of names with text or bytes.
///
/// Names are lower-case `[0-9a-z_.-]`; a name that ends in `-bin` carries bytes, any other carries
/// printable ASCII (gRPC: PROTOCOL-HTTP2 "Custom-Metadata"). Names that begin with `grpc-` or `:`
/// belong to the protocol and are neither shown nor taken here.
public struct Metadata: Sendable, Hashable {
  /// One value of a metadata entry.
  public enum Value: Sendable, Hashable {
    case text(String)
    case binary([UInt8])
  }

  /// A name with its value.
  public struct Entry: Sendable, Hashable {
    /// The lower-case name.
    public let name: String
    /// The value.
    public let value: Value

    /// Makes an entry without checking it; ``Metadata/append(_:_:)-7h3w1`` is for input.
    public init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// All entries in the order in which they were added or arrived.
  public private(set) var entries: [Entry]

  /// Makes empty metadata.
  public init() {
    entries = []
  }

  /// Whether there is no entry.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds a text value; returns false, and adds nothing, if the name or the value is not allowed.
  @discardableResult
  public mutating func append(_ name: String, text: String) -> Bool {
    guard Self.isCustomName(name), !name.hasSuffix("-bin"), Self.isTextValue(text) else {
      return false
    }
    entries.append(Entry(name: name, value: .text(text)))
    return true
  }

  /// Adds bytes under a name that ends in `-bin`; returns false if the name is not allowed.
  @discardableResult
  public mutating func append(_ name: String, binary: [UInt8]) -> Bool {
    guard Self.isCustomName(name), name.hasSuffix("-bin") else { return false }
    entries.append(Entry(name: name, value: .binary(binary)))
    return true
  }

  /// Adds an entry that a transport has already checked.
  public mutating func appendChecked(_ entry: consuming Entry) {
    // Most calls have one, for which a list of the right size is cheaper than one that grows.
    if entries.isEmpty { entries = [entry] } else { entries.append(entry) }
  }

  /// The first text under a name.
  public func text(_ name: String) -> String? {
    for entry in entries where entry.name == name {
      if case .text(let text) = entry.value { return text }
    }
    return nil
  }

  /// The first bytes under a name that ends in `-bin`.
  public func binary(_ name: String) -> [UInt8]? {
    for entry in entries where entry.name == name {
      if case .binary(let bytes) = entry.value { return bytes }
    }
    return nil
  }

  /// All values under a name in their order.
  public func values(_ name: String) -> [Value] {
    entries.lazy.filter { $0.name == name }.map(\.value)
  }

  /// Whether an application may use this name.
  public static func isCustomName(_ name: String) -> Bool {
    guard !name.isEmpty, !name.hasPrefix("grpc-") else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
  }

  /// Whether a text value is printable ASCII.
  public static func isTextValue(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7e }
  }
}
