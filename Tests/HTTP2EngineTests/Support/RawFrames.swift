import HTTP2Engine

/// Frames written byte by byte, to say what no well-behaved peer says (RFC 9113 §4.1).
enum RawFrame {
  static let clientMagic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  /// A client's connection preface with empty SETTINGS.
  static let clientPreface = clientMagic + frame(type: 4)

  /// Flags of RFC 9113 §6.
  static let endStream: UInt8 = 0x1
  static let ack: UInt8 = 0x1
  static let endHeaders: UInt8 = 0x4
  static let padded: UInt8 = 0x8

  /// A whole frame.
  static func frame(
    type: UInt8,
    flags: UInt8 = 0,
    stream: UInt32 = 0,
    payload: [UInt8] = []
  ) -> [UInt8] {
    let count = payload.count
    return [UInt8(count >> 16 & 0xff), UInt8(count >> 8 & 0xff), UInt8(count & 0xff), type, flags]
      + number(stream) + payload
  }

  /// DATA.
  static func data(_ stream: UInt32, _ payload: [UInt8], flags: UInt8 = 0) -> [UInt8] {
    frame(type: 0, flags: flags, stream: stream, payload: payload)
  }

  /// HEADERS with END_HEADERS.
  static func headers(
    _ stream: UInt32,
    _ fields: [(String, String)],
    flags: UInt8 = 0
  ) -> [UInt8] {
    frame(type: 1, flags: flags | endHeaders, stream: stream, payload: block(fields))
  }

  /// RST_STREAM.
  static func reset(_ stream: UInt32, _ code: UInt32) -> [UInt8] {
    frame(type: 3, stream: stream, payload: number(code))
  }

  /// PING.
  static func ping(_ payload: [UInt8], flags: UInt8 = 0) -> [UInt8] {
    frame(type: 6, flags: flags, payload: payload)
  }

  /// A header block of literals without indexing (RFC 7541 §6.2.2), values below 127 bytes.
  static func block(_ fields: [(String, String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      bytes.append(0x00)
      bytes.append(UInt8(name.utf8.count))
      bytes.append(contentsOf: name.utf8)
      bytes.append(UInt8(value.utf8.count))
      bytes.append(contentsOf: value.utf8)
    }
    return bytes
  }

  /// Four bytes, big-endian.
  static func number(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// The fields of a gRPC request.
  static let request: [(String, String)] = [
    (":method", "POST"), (":scheme", "http"), (":path", "/a.B/C"), (":authority", "localhost"),
    ("te", "trailers"), ("content-type", "application/grpc"),
  ]
}

/// One frame read back from a session's output.
struct ReadFrame: Equatable {
  var type: UInt8
  var flags: UInt8
  var stream: UInt32
  var payload: [UInt8]

  /// The 32 bits at an offset of the payload.
  func number(at offset: Int) -> UInt32 {
    payload[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Splits bytes into whole frames.
  static func all(in bytes: [UInt8]) -> [ReadFrame] {
    var frames: [ReadFrame] = []
    var rest = bytes[...]
    while rest.count >= 9 {
      let head = Array(rest.prefix(9))
      let count = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      let stream = head[5...8].reduce(0) { $0 << 8 | UInt32($1) }
      frames.append(
        ReadFrame(
          type: head[3],
          flags: head[4],
          stream: stream,
          payload: Array(rest.dropFirst(9).prefix(count))
        )
      )
      rest = rest.dropFirst(9 + count)
    }
    return frames
  }

  /// RST_STREAM frames in bytes, as stream and code.
  static func resets(in bytes: [UInt8]) -> [[UInt32]] {
    all(in: bytes).filter { $0.type == 3 }.map { [$0.stream, $0.number(at: 0)] }
  }

  /// The code of the GOAWAY frame in bytes.
  static func goawayCode(in bytes: [UInt8]) -> HTTP2ErrorCode? {
    all(in: bytes).first { $0.type == 7 }.map { HTTP2ErrorCode(rawValue: $0.number(at: 4)) }
  }
}
