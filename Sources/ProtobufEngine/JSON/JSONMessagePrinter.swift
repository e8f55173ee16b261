internal import CProtobufC

/// Prints C structs as JSON by their descriptors.
struct JSONMessagePrinter {
  private typealias Field = UnsafePointer<ProtobufCFieldDescriptor>
  private typealias Message = UnsafePointer<ProtobufCMessage>

  private let format: WireJSON.Format
  /// What is printed so far.
  private(set) var text = ""
  private var depth = 0

  /// Makes a printer with nothing printed.
  init(_ format: WireJSON.Format) {
    self.format = format
  }

  /// Prints a message; the well-known types in their own forms.
  mutating func message(_ message: UnsafePointer<ProtobufCMessage>) {
    guard let descriptor = message.pointee.descriptor else { return }
    let memory = UnsafeRawPointer(message)
    if let special = JSONWellKnown.text(of: memory, descriptor) {
      quoted(special)
      return
    }
    let fields = WireDescriptor(UnsafeRawPointer(descriptor)).fields
    var isFirst = true
    open("{")
    for index in fields.indices {
      guard let base = fields.baseAddress, isPrinted(base + index, memory) else { continue }
      separate(&isFirst)
      name(JSONNames.camel(fields[index].text))
      value(base + index, of: descriptor, memory)
    }
    close("}", isEmpty: isFirst)
  }

  private mutating func open(_ bracket: String) {
    text += bracket
    depth += 1
  }

  private mutating func close(_ bracket: String, isEmpty: Bool) {
    depth -= 1
    if !isEmpty { lineBreak() }
    text += bracket
  }

  private mutating func separate(_ isFirst: inout Bool) {
    if !isFirst { text += "," }
    isFirst = false
    lineBreak()
  }

  private mutating func lineBreak() {
    if format.isPretty { text += "\n" + String(repeating: "  ", count: depth) }
  }

  private mutating func name(_ name: String) {
    quoted(name)
    text += format.isPretty ? ": " : ":"
  }

  /// Whether a field is there, or has a value other than its default.
  private func isPrinted(_ field: Field, _ memory: UnsafeRawPointer) -> Bool {
    let quantifier = memory + Int(field.pointee.quantifier_offset)
    if field.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 {
      return quantifier.load(as: UInt32.self) == field.pointee.id
    }
    if field.pointee.label == PROTOBUF_C_LABEL_REPEATED {
      return format.includesDefaults || quantifier.load(as: Int.self) > 0
    }
    let member = memory + Int(field.pointee.offset)
    switch field.pointee.type {
    case PROTOBUF_C_TYPE_MESSAGE: return member.load(as: UnsafeRawPointer?.self) != nil
    case _ where format.includesDefaults: return true
    case PROTOBUF_C_TYPE_STRING:
      return (member.load(as: UnsafePointer<CChar>?.self)?.pointee ?? 0) != 0
    case PROTOBUF_C_TYPE_BYTES: return member.load(as: Int.self) > 0
    case PROTOBUF_C_TYPE_DOUBLE: return member.load(as: Double.self) != 0
    case PROTOBUF_C_TYPE_FLOAT: return member.load(as: Float.self) != 0
    default:
      return field.pointee.wideSize == 8
        ? member.load(as: Int64.self) != 0 : member.load(as: Int32.self) != 0
    }
  }

  private mutating func value(
    _ field: Field,
    of descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    _ memory: UnsafeRawPointer
  ) {
    let member = memory + Int(field.pointee.offset)
    guard field.pointee.label == PROTOBUF_C_LABEL_REPEATED else { return single(field, member) }
    let count = (memory + Int(field.pointee.quantifier_offset)).load(as: Int.self)
    let elements = member.load(as: UnsafeRawPointer?.self)
    let isMap = JSONNames.mapEntry(field, in: descriptor) != nil
    var isFirst = true
    open(isMap ? "{" : "[")
    for index in 0..<count {
      guard let element = elements.map({ $0 + index * field.pointee.wideSize }) else { break }
      separate(&isFirst)
      if isMap { entry(element) } else { single(field, element) }
    }
    close(isMap ? "}" : "]", isEmpty: isFirst)
  }

  private mutating func entry(_ element: UnsafeRawPointer) {
    let memory = element.load(as: UnsafeRawPointer.self)
    let message = memory.assumingMemoryBound(to: ProtobufCMessage.self)
    guard let fields = message.pointee.descriptor?.pointee.fields else { return }
    var key = JSONMessagePrinter(.compact)
    key.single(fields, memory + Int(fields.pointee.offset))
    // A key is a string whatever its type.
    text += key.text.hasPrefix("\"") ? key.text : "\"\(key.text)\""
    text += format.isPretty ? ": " : ":"
    single(fields + 1, memory + Int(fields[1].offset))
  }

  private mutating func single(_ field: Field, _ member: UnsafeRawPointer) {
    switch field.pointee.type {
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32, PROTOBUF_C_TYPE_SFIXED32:
      text += "\(member.load(as: Int32.self))"
    case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32:
      text += "\(member.load(as: UInt32.self))"
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64:
      text += "\"\(member.load(as: Int64.self))\""
    case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64:
      text += "\"\(member.load(as: UInt64.self))\""
    case PROTOBUF_C_TYPE_FLOAT: fraction(member.load(as: Float.self))
    case PROTOBUF_C_TYPE_DOUBLE: fraction(member.load(as: Double.self))
    case PROTOBUF_C_TYPE_BOOL: text += member.load(as: Int32.self) != 0 ? "true" : "false"
    case PROTOBUF_C_TYPE_ENUM: enumeration(field, member.load(as: Int32.self))
    case PROTOBUF_C_TYPE_STRING:
      quoted(WireValue.text(member.load(as: UnsafeMutablePointer<CChar>?.self)))
    case PROTOBUF_C_TYPE_BYTES:
      let data = member.load(as: ProtobufCBinaryData.self)
      quoted(Base64.text(of: WireValue.values(data.data, data.len)))
    default:
      guard let nested = member.load(as: UnsafePointer<ProtobufCMessage>?.self) else { break }
      message(nested)
    }
  }

  private mutating func fraction(_ value: some BinaryFloatingPoint & LosslessStringConvertible) {
    if value.isNaN {
      text += "\"NaN\""
    } else if value.isInfinite {
      text += value < 0 ? "\"-Infinity\"" : "\"Infinity\""
    } else {
      let digits = "\(value)"
      text += digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }
  }

  private mutating func enumeration(_ field: Field, _ number: Int32) {
    guard let type = JSONNames.enumeration(field),
      let value = protobuf_c_enum_descriptor_get_value(type, number)
    else {
      // A number without a name stays a number.
      text += "\(number)"
      return
    }
    quoted(String(cString: value.pointee.name))
  }

  private mutating func quoted(_ string: String) {
    text += "\""
    let needsEscape = string.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5c }
    if needsEscape { escaped(string) } else { text += string }
    text += "\""
  }

  private mutating func escaped(_ string: String) {
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension ProtobufCFieldDescriptor {
  /// How many bytes a single value takes in a C struct or array.
  var wideSize: Int {
    switch type {
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64,
      PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE:
      8
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_MESSAGE: MemoryLayout<UnsafeRawPointer>.size
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
    default: 4
    }
  }
}
