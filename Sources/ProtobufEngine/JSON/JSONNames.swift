internal import CProtobufC

/// What the descriptors of protobuf-c leave to be known for JSON.
enum JSONNames {
  /// `snake_case` as `lowerCamelCase`, as protoc makes `json_name`.
  static func camel(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "_")) else { return name }
    var result: [UInt8] = []
    result.reserveCapacity(name.utf8.count)
    var isNextUpper = false
    for byte in name.utf8 {
      if byte == UInt8(ascii: "_") {
        isNextUpper = true
        continue
      }
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      result.append(isNextUpper && isLower ? byte - 0x20 : byte)
      isNextUpper = false
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `lowerCamelCase` as `snake_case`.
  static func snake(_ name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase { result += "_" }
      result += character.lowercased()
    }
    return result
  }

  /// The descriptor of a map's entries, or nil for a field that is no map.
  ///
  /// protobuf-c does not keep `map_entry`. protoc makes the entry of a map `my_map` as a nested
  /// message `MyMapEntry` with the fields `key` = 1 and `value` = 2, and so it is recognized.
  static func mapEntry(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    in message: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> UnsafePointer<ProtobufCMessageDescriptor>? {
    guard field.pointee.label == PROTOBUF_C_LABEL_REPEATED, let entry = nested(field),
      entry.pointee.n_fields == 2
    else { return nil }
    let key = entry.pointee.fields[0]
    let value = entry.pointee.fields[1]
    guard key.id == 1, value.id == 2, key.text == "key", value.text == "value" else { return nil }
    let camel = camel("_" + field.pointee.text)
    let expected = String(cString: message.pointee.name) + "." + camel + "Entry"
    return String(cString: entry.pointee.name) == expected ? entry : nil
  }

  /// The descriptor of the messages that a field holds.
  static func nested(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) -> UnsafePointer<ProtobufCMessageDescriptor>? {
    guard field.pointee.type == PROTOBUF_C_TYPE_MESSAGE, let descriptor = field.pointee.descriptor
    else { return nil }
    return descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }

  /// The descriptor of the enum whose values a field holds.
  static func enumeration(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>
  ) -> UnsafePointer<ProtobufCEnumDescriptor>? {
    field.pointee.descriptor?.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
  }
}
