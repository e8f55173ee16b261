import HTTP2Engine
import RPCCore

/// Turns custom metadata into header fields and back (gRPC: PROTOCOL-HTTP2 "Custom-Metadata").
enum MetadataWire {
  /// Adds a received field, unless its name belongs to the protocol or is not one of gRPC's.
  ///
  /// A `-bin` value may be several joined by commas and may be padded.
  ///
  /// - Throws: `RPCError` with `internal` for a `-bin` value that is not base64.
  static func append(
    _ field: HTTP2HeaderField,
    to metadata: inout Metadata
  ) throws(RPCError) {
    guard isCustomName(field) else { return }
    let name = text(field.name, isASCII: true)
    guard isBinaryName(field.name) else {
      // RFC 9110 §5.5 allows bytes above 0x7e; gRPC says that they must not fail a call.
      metadata.appendChecked(
        Metadata.Entry(name: name, value: .text(text(field.value, isASCII: isASCII(field.value))))
      )
      return
    }
    var entries: [Metadata.Entry] = []
    for part in field.value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard let bytes = Base64.decode(trimmed(part)) else {
        throw RPCError(.malformedHeader, "The header \(name) is not base64.")
      }
      entries.append(Metadata.Entry(name: name, value: .binary(bytes)))
    }
    for entry in entries { metadata.appendChecked(entry) }
  }

  /// What ``/RPCCore/Metadata/isCustomName(_:)`` says of a text, without making one.
  private static func isCustomName(_ field: HTTP2HeaderField) -> Bool {
    !isReservedName(field.name) && (field.hasUsualName || isMetadataName(field.name))
  }

  /// Whether a name begins with `grpc-`.
  private static func isReservedName(_ name: UnsafeRawBufferPointer) -> Bool {
    name.count >= 5 && name[4] == UInt8(ascii: "-")
      && UInt32(bigEndian: name.loadUnaligned(as: UInt32.self)) == 0x6772_7063
  }

  /// Whether a name is made of what gRPC allows in one.
  private static func isMetadataName(_ name: UnsafeRawBufferPointer) -> Bool {
    guard !name.isEmpty else { return false }
    for position in 0..<name.count {
      let byte = name[position]
      // Beyond the 64 bits of its half a shift gives none.
      let bits = byte < 64 ? lowNameBytes &>> UInt64(byte) : highNameBytes >> UInt64(byte - 64)
      guard bits & 1 == 1 else { return false }
    }
    return true
  }

  /// The bytes of names up to 63, one bit each: `-`, `.` and digits.
  private static let lowNameBytes: UInt64 = 0x03ff_6000_0000_0000
  /// Those from 64 on: `_` and lower-case letters.
  private static let highNameBytes: UInt64 = 0x07ff_fffe_8000_0000

  /// The text of some bytes; of ASCII, which nearly all are, the form is not looked at again.
  private static func text(_ bytes: UnsafeRawBufferPointer, isASCII: Bool) -> String {
    guard isASCII, let start = bytes.bindMemory(to: UInt8.self).baseAddress else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let span = Span(_unsafeStart: start, count: bytes.count)
    return String(copying: UTF8Span(unchecked: span, isKnownASCII: true))
  }

  private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var bits: UInt64 = 0
    var offset = 0
    while offset + 8 <= bytes.count {
      bits |= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    while offset < bytes.count {
      bits |= UInt64(bytes[offset])
      offset += 1
    }
    return bits & 0x8080_8080_8080_8080 == 0
  }

  private static func isBinaryName(_ name: UnsafeRawBufferPointer) -> Bool {
    let suffix: UInt32 = 0x2d62_696e  // "-bin"
    return name.count >= 4
      && UInt32(
        bigEndian: name.loadUnaligned(fromByteOffset: name.count - 4, as: UInt32.self)
      ) == suffix
  }

  private static func trimmed(
    _ part: Slice<UnsafeRawBufferPointer>
  ) -> Slice<UnsafeRawBufferPointer> {
    var part = part
    while part.first == 0x20 || part.first == 0x09 { part = part.dropFirst() }
    while part.last == 0x20 || part.last == 0x09 { part = part.dropLast() }
    return part
  }

  /// Appends all entries as fields; the value of `authorization` stays out of compression tables.
  static func write(_ metadata: Metadata, to list: inout HTTP2HeaderList) {
    for entry in metadata.entries {
      switch entry.value {
      case .text(let text):
        let isSecret = entry.name == "authorization" || entry.name == "cookie"
        list.append(name: entry.name, value: text, isNeverIndexed: isSecret)
      case .binary(let bytes):
        let text = String(decoding: Base64.encode(bytes), as: UTF8.self)
        list.append(name: entry.name, value: text)
      }
    }
  }
}
