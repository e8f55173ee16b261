import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A message with its properties, named for Swift.
struct MessageModel {
  /// The message in the proto.
  let descriptor: Descriptor
  /// The Swift name.
  let name: TypeNames.Name
  /// Its properties in the order of the proto; a oneof stands where its first field stands.
  let properties: [Property]

  private let module: ModuleModel

  /// Names a message's fields.
  init(_ descriptor: Descriptor, _ module: ModuleModel) {
    self.descriptor = descriptor
    self.module = module
    name = module.names.name(descriptor.fullName)
    let slots = Self.slots(descriptor)
    let names = SwiftNames.unique(
      slots.map { SwiftNames.member($0.protoName) },
      taken: SwiftNames.takenInMessages
    )
    let builder = Builder(module: module, scope: name)
    properties = zip(slots, names).map { slot, name in
      switch slot {
      case .field(let field): builder.property(field, name)
      case .oneof(let oneof): builder.property(oneof, name)
      }
    }
  }

  private enum Slot {
    case field(FieldDescriptor)
    case oneof(OneofDescriptor)

    var protoName: String {
      switch self {
      case .field(let field): field.name
      case .oneof(let oneof): oneof.name
      }
    }
  }

  private static func slots(_ descriptor: Descriptor) -> [Slot] {
    var seen: Set<Int> = []
    return descriptor.fields.compactMap { field in
      guard let oneof = field.realContainingOneof else { return .field(field) }
      return seen.insert(oneof.index).inserted ? .oneof(oneof) : nil
    }
  }
}

/// Makes properties of fields.
private struct Builder {
  let module: ModuleModel
  let scope: TypeNames.Name

  func property(_ field: FieldDescriptor, _ name: String) -> Property {
    Property(
      name: name,
      protoName: field.name,
      shape: shape(field),
      comment: Comments.lines(field),
      isDeprecated: field.options.deprecated,
      isBoxed: module.isRecursive(field),
      field: field
    )
  }

  func property(_ oneof: OneofDescriptor, _ name: String) -> Property {
    let names = SwiftNames.unique(
      oneof.fields.map { SwiftNames.member($0.name) },
      taken: ["hash", "hashValue", "self"]
    )
    let members = zip(oneof.fields, names).map { field, name in
      Oneof.Member(
        name: name,
        field: field,
        element: element(field),
        comment: Comments.lines(field)
      )
    }
    let typeName = module.names.name(oneof.fullName).path.last ?? oneof.name
    let model = Oneof(
      type: typeName,
      typeName: typeName,
      protoName: oneof.name,
      members: members,
      comment: Comments.lines(oneof),
      isRecursive: oneof.fields.contains(where: module.isRecursive)
    )
    return Property(
      name: name,
      protoName: oneof.name,
      shape: .oneof(model),
      comment: model.comment,
      isDeprecated: false,
      isBoxed: false,
      field: nil
    )
  }

  private func shape(_ field: FieldDescriptor) -> Property.Shape {
    if field.isMap, let entry = field.messageType, let pair = entry.mapKeyAndValue {
      return .map(key: element(pair.key), value: element(pair.value), entry: entry)
    }
    let element = element(field)
    if field.isRepeated { return .repeated(element) }
    if field.messageType != nil { return .message(element) }
    return field.hasPresence ? .optional(element) : .single(element)
  }

  private func element(_ field: FieldDescriptor) -> Element {
    switch field.type {
    case .bool: return .bool
    case .string: return .text
    case .bytes: return .bytes
    case .double: return .number("Double")
    case .float: return .number("Float")
    case .int32, .sint32, .sfixed32: return .number("Int32")
    case .int64, .sint64, .sfixed64: return .number("Int64")
    case .uint32, .fixed32: return .number("UInt32")
    case .uint64, .fixed64: return .number("UInt64")
    case .enum:
      let zero = EnumModel(field.enumType).zero
      return .enumeration(
        type: module.names.reference(field.enumType.fullName, from: scope),
        zero: SwiftNames.escaped(zero)
      )
    case .message, .group:
      return .message(type: module.names.reference(field.messageType.fullName, from: scope))
    }
  }
}
