import NIOCore

/// Looks at the first bytes of a connection before HTTP/2 does.
///
/// The server says nothing until the client has spoken, so that one which speaks another protocol
/// gets an answer that it can read, and not our SETTINGS.
struct ProtocolGate {
  /// What the first bytes are.
  enum Verdict {
    /// The beginning of the HTTP/2 preface (RFC 9113 §3.4).
    case http2
    /// A request line of HTTP/1.
    case http1
    /// Something else, for example a TLS handshake on a port without TLS.
    case other
  }

  private static let preface: StaticString = "PRI * HTTP/2.0"

  /// Judges the first bytes; one byte is enough to tell most of it, and what begins like the preface
  /// and goes on otherwise fails in the session.
  static func judge(_ bytes: UnsafeRawBufferPointer) -> Verdict {
    let count = min(bytes.count, preface.utf8CodeUnitCount)
    var matches = 0
    while matches < count, bytes[matches] == preface.utf8Start[matches] { matches += 1 }
    if matches == count { return .http2 }
    // A method is a word of capital letters, in practice.
    let first = bytes[0]
    guard first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z") else { return .other }
    return namesOtherProtocol(bytes) ? .other : .http1
  }

  private static let version: StaticString = " HTTP/1."

  /// Whether a first line is complete and does not say HTTP/1 (RFC 9112 §3).
  private static func namesOtherProtocol(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return false }
    let line = bytes[..<end]
    let wanted = UnsafeBufferPointer(start: version.utf8Start, count: version.utf8CodeUnitCount)
    guard line.count >= wanted.count else { return true }
    return !(line.startIndex...line.endIndex - wanted.count).contains { position in
      line[position..<position + wanted.count].elementsEqual(wanted)
    }
  }

  /// The answer to HTTP/1, complete in itself.
  static let answerToHTTP1: StaticString = """
    HTTP/1.1 505 HTTP Version Not Supported\r
    content-type: text/plain\r
    content-length: 40\r
    connection: close\r
    \r
    This port speaks gRPC over HTTP/2 only.

    """
}

extension HTTP2ServerConnection {
  /// Lets the first bytes in; false if the connection is over.
  func passesGate(_ bytes: UnsafeRawBufferPointer, _ context: ChannelHandlerContext) -> Bool {
    guard !bytes.isEmpty else { return false }
    switch ProtocolGate.judge(bytes) {
    // Over TLS the client must have asked for h2 (RFC 9113 §3.2).
    case .http2 where !lacksALPN:
      isGated = false
      return true
    case .http1:
      answerHTTP1(context)
    case .http2, .other:
      note(.otherProtocol)
      context.close(promise: nil)
    }
    return false
  }

  /// Answers and half-closes, so that the answer arrives even if the client is still sending; the
  /// socket is closed when the client does or the time for the preface is over.
  func answerHTTP1(_ context: ChannelHandlerContext) {
    guard !isRefused else { return }
    isRefused = true
    note(.otherProtocol)
    let answer = ByteBuffer(staticString: ProtocolGate.answerToHTTP1)
    context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
    context.close(mode: .output, promise: nil)
  }
}
