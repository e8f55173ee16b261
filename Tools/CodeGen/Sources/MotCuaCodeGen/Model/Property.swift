import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A stored property of a generated message: a field or a oneof.
struct Property {
  /// What the property holds.
  enum Shape {
    /// A value that is always there.
    case single(Element)
    /// A message that may be absent.
    case message(Element)
    /// A proto3 `optional` value.
    case optional(Element)
    case repeated(Element)
    case map(key: Element, value: Element, entry: Descriptor)
    case oneof(Oneof)
  }

  /// The name in Swift, without backticks.
  let name: String
  /// The name in the proto.
  let protoName: String
  /// What it holds.
  let shape: Shape
  /// Lines of documentation.
  let comment: [String]
  /// Whether the proto calls it deprecated.
  let isDeprecated: Bool
  /// Whether the message would be a member of itself, so that it is kept in an array.
  let isBoxed: Bool
  /// The field; nil for a oneof.
  let field: FieldDescriptor?

  /// The name with backticks where they are needed.
  var escaped: String { SwiftNames.escaped(name) }

  /// The name of what is stored; it differs where the public property is computed.
  var storage: String { isBoxed || isDeprecated ? "_" + name : escaped }

  /// The Swift type.
  var type: String {
    switch shape {
    case .single(let element): element.type
    case .message(let element), .optional(let element): element.type + "?"
    case .repeated(let element): "[\(element.type)]"
    case .map(let key, let value, _): "[\(key.type): \(value.type)]"
    case .oneof(let oneof): oneof.type + "?"
    }
  }

  /// The type of what is stored.
  var storageType: String {
    guard isBoxed, case .message(let element) = shape else { return type }
    return "[\(element.type)]"
  }

  /// The default as a Swift expression.
  var zero: String {
    switch shape {
    case .single(let element): element.zero
    case .message, .optional, .oneof: "nil"
    case .repeated: "[]"
    case .map: "[:]"
    }
  }

  /// The default of what is stored.
  var storageZero: String { isBoxed ? "[]" : zero }
}

/// A oneof of a message: an enum in Swift, a union in C.
struct Oneof {
  /// One field of it.
  struct Member {
    /// The case's name without backticks.
    let name: String
    let field: FieldDescriptor
    let element: Element
    let comment: [String]

    /// The name with backticks where they are needed.
    var escaped: String { SwiftNames.escaped(name) }
  }

  /// The enum's type as its message names it.
  let type: String
  /// The enum's own name.
  let typeName: String
  /// The name in the proto.
  let protoName: String
  let members: [Member]
  let comment: [String]
  /// Whether a member leads back to the message.
  let isRecursive: Bool
}
