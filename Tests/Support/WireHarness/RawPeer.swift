package import NIOCore

/// One end of a ``VirtualWire`` that sends the bytes it is told to and cuts what it receives into
/// frames, without a session that would forbid either.
package final class RawPeer: ChannelInboundHandler {
  package typealias InboundIn = ByteBuffer
  package typealias OutboundOut = ByteBuffer

  /// A frame as it stands on the wire (RFC 9113 §4.1).
  package struct Frame: Sendable, Equatable {
    /// The type, for example 0 for DATA.
    package var type: UInt8
    /// The flags.
    package var flags: UInt8
    /// The stream.
    package var stream: UInt32
    /// The payload.
    package var payload: [UInt8]

    /// A frame with all of its parts.
    package init(type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, payload: [UInt8] = []) {
      self.type = type
      self.flags = flags
      self.stream = stream
      self.payload = payload
    }

    /// The frame on the wire.
    package var bytes: [UInt8] {
      let count = UInt32(payload.count)
      let head = [UInt8(truncatingIfNeeded: count >> 16), UInt8(truncatingIfNeeded: count >> 8)]
      let stream = withUnsafeBytes(of: stream.bigEndian) { Array($0) }
      return head + [UInt8(truncatingIfNeeded: count), type, flags] + stream + payload
    }
  }

  /// The preface of a client with empty SETTINGS.
  package static let preface =
    Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + Frame(type: 4).bytes

  /// All that was received.
  package private(set) var received: [UInt8] = []
  /// Whether the connection is over.
  package private(set) var isDisconnected = false
  private var context: ChannelHandlerContext?

  /// A peer that says nothing by itself.
  package init() {}

  /// The whole frames that were received.
  package var frames: [Frame] { Self.frames(of: received) }

  /// The whole frames of some bytes.
  package static func frames(of bytes: [UInt8]) -> [Frame] {
    var frames: [Frame] = []
    var rest = bytes[...]
    while rest.count >= 9 {
      let start = rest.startIndex
      let count = Int(rest[start]) << 16 | Int(rest[start + 1]) << 8 | Int(rest[start + 2])
      guard rest.count >= 9 + count else { break }
      let stream = rest[(start + 5)..<(start + 9)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      frames.append(
        Frame(
          type: rest[start + 3],
          flags: rest[start + 4],
          stream: stream & 0x7fff_ffff,
          payload: Array(rest[(start + 9)..<(start + 9 + count)])
        )
      )
      rest = rest[(start + 9 + count)...]
    }
    return frames
  }

  /// Sends bytes.
  package func send(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    context?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }

  /// Sends a frame.
  package func send(_ frame: Frame) { send(frame.bytes) }

  /// Closes the connection.
  package func close() { context?.close(promise: nil) }

  package func channelActive(context: ChannelHandlerContext) { self.context = context }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += Array(unwrapInboundIn(data).readableBytesView)
  }

  package func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    isDisconnected = true
  }
}
