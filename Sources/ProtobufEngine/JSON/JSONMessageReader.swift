internal import CProtobufC

/// Turns the JSON of a message into its bytes by its descriptor.
enum JSONMessageReader {
  private typealias Field = UnsafePointer<ProtobufCFieldDescriptor>

  /// The bytes of a message.
  static func bytes(
    of value: JSONValue,
    as descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    depth: Int
  ) throws(WireJSONError) -> [UInt8] {
    guard depth <= WireLimits.default.depthMax else {
      throw WireJSONError("messages nest deeper than \(WireLimits.default.depthMax)")
    }
    if case .string(let text) = value, let bytes = try JSONWellKnown.bytes(of: text, descriptor) {
      return bytes
    }
    guard case .object(let members) = value else {
      throw WireJSONError("an object is due, not \(value.kind)")
    }
    var bytes: [UInt8] = []
    var oneofs: [UInt32: String] = [:]
    for member in members {
      guard let field = field(member.name, descriptor) else {
        let type = String(cString: descriptor.pointee.name)
        throw WireJSONError("\(type) has no such field", field: member.name)
      }
      if member.value == .null { continue }
      do throws(WireJSONError) {
        try claim(field, member.name, &oneofs)
        try append(member.value, field, descriptor, to: &bytes, depth)
      } catch {
        throw error.inside(member.name)
      }
    }
    return bytes
  }

  /// A field by its JSON name or its name in the proto.
  private static func field(
    _ name: String,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> UnsafePointer<ProtobufCFieldDescriptor>? {
    if let field = protobuf_c_message_descriptor_get_field_by_name(descriptor, name) {
      return field
    }
    let fields = WireDescriptor(UnsafeRawPointer(descriptor)).fields
    guard let index = fields.firstIndex(where: { JSONNames.camel($0.text) == name }) else {
      return nil
    }
    return fields.baseAddress.map { $0 + index }
  }

  /// Sees to it that one field of a oneof is given at most.
  private static func claim(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    _ name: String,
    _ oneofs: inout [UInt32: String]
  ) throws(WireJSONError) {
    guard field.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 else { return }
    // The members of one oneof share the place that says which of them is set.
    if let other = oneofs.updateValue(name, forKey: field.pointee.quantifier_offset) {
      throw WireJSONError("it excludes \(other), which is given too")
    }
  }

  private static func append(
    _ value: JSONValue,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    to bytes: inout [UInt8],
    _ depth: Int
  ) throws(WireJSONError) {
    guard field.pointee.label == PROTOBUF_C_LABEL_REPEATED else {
      return try appendSingle(value, field, to: &bytes, depth)
    }
    if let entry = JSONNames.mapEntry(field, in: descriptor) {
      return try appendMap(value, field, entry, to: &bytes, depth)
    }
    guard case .array(let values) = value else {
      throw WireJSONError("a list is due, not \(value.kind)")
    }
    for (index, value) in values.enumerated() {
      do throws(WireJSONError) {
        try appendSingle(value, field, to: &bytes, depth)
      } catch {
        throw error.inside("[\(index)]")
      }
    }
  }

  private static func appendMap(
    _ value: JSONValue,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    _ entry: UnsafePointer<ProtobufCMessageDescriptor>,
    to bytes: inout [UInt8],
    _ depth: Int
  ) throws(WireJSONError) {
    guard case .object(let members) = value, let fields = entry.pointee.fields else {
      throw WireJSONError("an object is due, not \(value.kind)")
    }
    for member in members {
      var pair: [UInt8] = []
      do throws(WireJSONError) {
        try appendSingle(key(member.name, fields), fields, to: &pair, depth)
        try appendSingle(member.value, fields + 1, to: &pair, depth + 1)
      } catch {
        throw error.inside("[\"\(member.name)\"]")
      }
      appendTag(field, 2, to: &bytes)
      WireVarint.append(UInt64(pair.count), to: &bytes)
      bytes += pair
    }
  }

  /// A key is a string in JSON whatever its type.
  private static func key(
    _ name: String,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) -> JSONValue {
    guard field.pointee.type == PROTOBUF_C_TYPE_BOOL else { return .string(name) }
    return name == "true" ? .bool(true) : name == "false" ? .bool(false) : .string(name)
  }

  private static func appendTag(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    _ wireType: UInt8,
    to bytes: inout [UInt8]
  ) {
    WireVarint.append(UInt64(field.pointee.id) << 3 | UInt64(wireType), to: &bytes)
  }

  private static func appendSingle(
    _ value: JSONValue,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    to bytes: inout [UInt8],
    _ depth: Int
  ) throws(WireJSONError) {
    if field.pointee.wireType == 2 {
      let content = try content(value, field, depth)
      appendTag(field, 2, to: &bytes)
      WireVarint.append(UInt64(content.count), to: &bytes)
      bytes += content
      return
    }
    let bits = try JSONScalar.bits(of: value, field)
    appendTag(field, field.pointee.wireType, to: &bytes)
    switch field.pointee.wireType {
    case 0: WireVarint.append(bits, to: &bytes)
    case 5: for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * byte))) }
    default: for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * byte))) }
    }
  }

  private static func content(
    _ value: JSONValue,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    _ depth: Int
  ) throws(WireJSONError) -> [UInt8] {
    if let nested = JSONNames.nested(field) {
      return try bytes(of: value, as: nested, depth: depth + 1)
    }
    guard case .string(let text) = value else {
      throw WireJSONError("a string is due, not \(value.kind)")
    }
    guard field.pointee.type == PROTOBUF_C_TYPE_BYTES else { return Array(text.utf8) }
    guard let bytes = Base64.bytes(of: text) else { throw WireJSONError("base64 is due") }
    return bytes
  }
}
