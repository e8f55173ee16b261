internal import CProtobufC

/// Joins several occurrences of one singular message on the wire into one, and leaves unknown groups
/// out.
///
/// To merge messages is to join their bytes (protobuf: "Last One Wins"). protobuf-c 1.4 does it with
/// its structs instead, and wrongly: it loses numbers, fails where a oneof is unset, and copies lists
/// again and again. Groups it does not read at all. Encoders of our schemas never write such bytes; so
/// this may be slow, but it must be right.
enum WireMerger {
  private typealias Field = UnsafePointer<ProtobufCFieldDescriptor>

  /// What stands at one place of the merged message.
  private struct Piece {
    /// The bytes of a field with its tag; empty for a message, which is written anew.
    var raw: ArraySlice<UInt8> = []
    var field: Field?
    /// The joined content of a message.
    var content: [UInt8] = []
  }

  /// The merged form of a message that ``WireScanner`` has accepted.
  static func merged(
    _ bytes: ArraySlice<UInt8>,
    as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> [UInt8] {
    var merged: [UInt8] = []
    merged.reserveCapacity(bytes.count)
    for piece in pieces(bytes, descriptor) {
      guard let field = piece.field, let nested = JSONNames.nested(field) else {
        merged += piece.raw
        continue
      }
      let content = self.merged(piece.content[...], as: nested)
      WireVarint.append(UInt64(field.pointee.id) << 3 | 2, to: &merged)
      WireVarint.append(UInt64(content.count), to: &merged)
      merged += content
    }
    return merged
  }

  private static func pieces(
    _ bytes: ArraySlice<UInt8>,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> [Piece] {
    var pieces: [Piece] = []
    var messages: [UInt32: Int] = [:]
    var oneofs: [UInt32: UInt32] = [:]
    var lookup = WireFieldLookup(descriptor)
    var rest = bytes
    while let tag = number(&rest) {
      if tag & 7 == 3 {
        skipGroup(&rest)
        continue
      }
      let start = rest.startIndex
      let content = content(&rest, wireType: tag & 7)
      let field = lookup.field(UInt32(truncatingIfNeeded: tag >> 3))
      let isOneof = field.map { isInOneof($0) } ?? false
      var isSameMember = true
      if let field, isOneof {
        let previous = oneofs.updateValue(field.pointee.id, forKey: field.pointee.quantifier_offset)
        isSameMember = previous == field.pointee.id
      }
      guard let field, field.pointee.type == PROTOBUF_C_TYPE_MESSAGE else {
        var raw: [UInt8] = []
        WireVarint.append(tag, to: &raw)
        pieces.append(Piece(raw: raw + bytes[start..<rest.startIndex]))
        continue
      }
      let isSingular = field.pointee.label != PROTOBUF_C_LABEL_REPEATED
      if isSingular, isSameMember, let index = messages[field.pointee.id] {
        pieces[index].content += content
      } else {
        if isSingular { messages[field.pointee.id] = pieces.count }
        pieces.append(Piece(field: field, content: Array(content)))
      }
    }
    return pieces
  }

  private static func isInOneof(_ field: UnsafePointer<ProtobufCFieldDescriptor>) -> Bool {
    field.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0
  }

  /// Takes the value of a field; the content without its length where it has one.
  private static func content(
    _ rest: inout ArraySlice<UInt8>,
    wireType: UInt64
  ) -> ArraySlice<UInt8> {
    let count: Int
    switch wireType {
    case 0:
      _ = number(&rest)
      return []
    case 1: count = 8
    case 5: count = 4
    default: count = Int(number(&rest) ?? 0)
    }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Passes over the rest of a group whose beginning was taken; the scan has seen that it ends.
  private static func skipGroup(_ rest: inout ArraySlice<UInt8>) {
    var open = 1
    while open > 0, let tag = number(&rest) {
      switch tag & 7 {
      case 3: open += 1
      case 4: open -= 1
      default: _ = content(&rest, wireType: tag & 7)
      }
    }
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.popFirst() {
      value |= UInt64(byte & 0x7f) &<< shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
