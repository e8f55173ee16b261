import RPCCore

/// Cuts the body of a stream into messages: a flag byte, four bytes of length, the message
/// (gRPC: PROTOCOL-HTTP2 "Length-Prefixed-Message").
///
/// Frames of HTTP/2 have no relation to messages: a prefix may be split, a frame may hold many. The
/// limit is checked as soon as the prefix is there, so nothing is stored of a message that is too
/// large. States: *in a prefix* (0...4 bytes of it seen) and *in a message*.
struct MessageDeframer {
  /// The bytes of a prefix.
  static let prefixBytes = 5

  /// Whether the peer has named an encoding, so that messages may be compressed; they are inflated
  /// when they are taken, so that what waits is never more than what was received.
  var takesCompressed = false

  private let messageBytesMax: Int
  private var prefix: (UInt8, UInt32) = (0, 0)
  private var prefixSeen = 0
  private var missing = 0
  private var partial: [UInt8] = []

  init(messageBytesMax: Int) {
    self.messageBytesMax = messageBytesMax
  }

  /// Whether the body may end here.
  var isBetweenMessages: Bool { prefixSeen == 0 }

  /// Memory that is set aside for the rest of an incomplete message, in bytes.
  var spareBytes: Int { partial.capacity - partial.count }

  /// Forgets what has come of an incomplete message.
  mutating func drop() { partial = [] }

  /// Takes bytes of the body and appends the messages that are complete.
  ///
  /// - Throws: `RPCError` with `resourceExhausted` over the limit, `internal` for a flag that the
  ///   protocol does not know or that says *compressed* where no encoding was named.
  mutating func receive(
    _ bytes: UnsafeRawBufferPointer,
    into messages: inout MessageQueue
  ) throws(RPCError) {
    var offset = 0
    while offset < bytes.count {
      if prefixSeen == 0, try takeWholeMessage(bytes, at: &offset, into: &messages) { continue }
      if prefixSeen < Self.prefixBytes {
        try takePrefixByte(bytes[offset])
        offset += 1
      } else {
        let count = min(missing, bytes.count - offset)
        makeRoom(count)
        partial.append(contentsOf: bytes[offset..<offset + count])
        missing -= count
        offset += count
      }
      if prefixSeen == Self.prefixBytes, missing == 0 {
        messages.append(ReceivedMessage(bytes: partial, isCompressed: prefix.0 != 0))
        partial = []
        prefixSeen = 0
      }
    }
  }

  /// The usual case: prefix and message lie side by side in one frame.
  private func takeWholeMessage(
    _ bytes: UnsafeRawBufferPointer,
    at offset: inout Int,
    into messages: inout MessageQueue
  ) throws(RPCError) -> Bool {
    guard bytes.count - offset >= Self.prefixBytes else { return false }
    let length = UInt32(
      bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 1, as: UInt32.self)
    )
    let flag = bytes[offset]
    try check(flag: flag, length: length)
    let start = offset + Self.prefixBytes
    guard bytes.count - start >= Int(length) else { return false }
    offset = start + Int(length)
    messages.append(
      UnsafeRawBufferPointer(rebasing: bytes[start..<offset]),
      isCompressed: flag != 0
    )
    return true
  }

  private mutating func takePrefixByte(_ byte: UInt8) throws(RPCError) {
    if prefixSeen == 0 {
      prefix = (byte, 0)
    } else {
      prefix.1 = prefix.1 << 8 | UInt32(byte)
    }
    prefixSeen += 1
    guard prefixSeen == Self.prefixBytes else { return }
    try check(flag: prefix.0, length: prefix.1)
    missing = Int(prefix.1)
  }

  /// Makes room for bytes that have come: a peer that announces much and sends nothing must not make
  /// us hold much, and one that sends all must not make us hold more than that.
  private mutating func makeRoom(_ count: Int) {
    let needed = partial.count + count
    guard needed > partial.capacity else { return }
    partial.reserveCapacity(min(partial.count + missing, max(needed, 2 * partial.capacity)))
  }

  private func check(flag: UInt8, length: UInt32) throws(RPCError) {
    guard length <= messageBytesMax else {
      throw .messageTooLarge(bytes: Int(length), max: messageBytesMax)
    }
    guard flag != 0 else { return }
    guard flag == 1 else {
      throw RPCError(
        .malformedMessage,
        "A message has the flag \(flag), which the protocol does not know."
      )
    }
    guard !takesCompressed else { return }
    throw RPCError(.malformedMessage, "A message is compressed although no encoding was named.")
  }
}
