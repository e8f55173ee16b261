import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The value of a message-typed option, read by the names of its fields.
struct OptionMessage {
  /// One occurrence of a field on the wire.
  struct Field {
    let number: Int32
    /// The value of a number.
    var number64: UInt64 = 0
    /// The value of what has a length.
    var bytes = Data()
  }

  private let type: Descriptor
  private let fields: [Field]

  /// Reads the bytes of a message of this type.
  init(type: Descriptor, bytes: Data) {
    self.type = type
    fields = Self.parse(bytes)
  }

  /// A truth value; false if it is absent.
  func bool(_ name: String) -> Bool { occurrences(name).last?.number64 == 1 }

  /// A number; 0 if it is absent.
  func integer(_ name: String) -> Int64 {
    Int64(bitPattern: occurrences(name).last?.number64 ?? 0)
  }

  /// A text; empty if it is absent.
  func text(_ name: String) -> String {
    occurrences(name).last.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  /// A nested message.
  func message(_ name: String) -> OptionMessage? {
    let pieces = occurrences(name)
    guard !pieces.isEmpty, let nested = type.fields.first(where: { $0.name == name })?.messageType
    else { return nil }
    return OptionMessage(type: nested, bytes: pieces.reduce(Data()) { $0 + $1.bytes })
  }

  /// The values of an enum, repeated or not.
  func enumValues(_ name: String) -> [EnumValueDescriptor] {
    guard let enumType = type.fields.first(where: { $0.name == name })?.enumType else { return [] }
    let numbers = occurrences(name).flatMap { field in
      field.bytes.isEmpty ? [field.number64] : Self.packed(field.bytes)
    }
    return numbers.compactMap { number in
      enumType.values.first { $0.number == Int32(truncatingIfNeeded: number) }
    }
  }

  private func occurrences(_ name: String) -> [Field] {
    guard let number = type.fields.first(where: { $0.name == name })?.number else { return [] }
    return fields.filter { $0.number == number }
  }

  /// Splits a message into its fields; protoc has checked that it is one.
  static func parse(_ data: Data) -> [Field] {
    var rest = data[...]
    var fields: [Field] = []
    while let tag = varint(&rest) {
      var field = Field(number: Int32(truncatingIfNeeded: tag >> 3))
      switch tag & 7 {
      case 0: field.number64 = varint(&rest) ?? 0
      case 1: rest = rest.dropFirst(8)
      case 5: rest = rest.dropFirst(4)
      default:
        let length = Int(varint(&rest) ?? 0)
        field.bytes = Data(rest.prefix(length))
        rest = rest.dropFirst(length)
      }
      fields.append(field)
    }
    return fields
  }

  private static func packed(_ data: Data) -> [UInt64] {
    var rest = data[...]
    var values: [UInt64] = []
    while let value = varint(&rest) { values.append(value) }
    return values
  }

  private static func varint(_ rest: inout Data) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.popFirst() {
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
