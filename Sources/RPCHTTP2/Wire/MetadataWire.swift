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
    let name = String(decoding: field.name, as: UTF8.self)
    guard Metadata.isCustomName(name) else { return }
    guard name.hasSuffix("-bin") else {
      // RFC 9110 §5.5 allows bytes above 0x7e; gRPC says that they must not fail a call.
      metadata.appendChecked(
        Metadata.Entry(name: name, value: .text(String(decoding: field.value, as: UTF8.self)))
      )
      return
    }
    for part in field.value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard let bytes = Base64.decode(trimmed(part)) else {
        throw RPCError(.malformedHeader, "The header \(name) is not base64.")
      }
      metadata.appendChecked(Metadata.Entry(name: name, value: .binary(bytes)))
    }
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
