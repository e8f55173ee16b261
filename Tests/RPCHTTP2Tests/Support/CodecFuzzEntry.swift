import RPCCore

@testable import RPCHTTP2

/// The small decoders of the wire over hostile bytes; the fuzzer and the replay of its corpus share
/// it.
///
/// Layout of an input: a byte that chooses the decoder, and what it reads. A broken promise stops
/// the process: what was decoded is written as it was read, limits hold, and where the bytes are cut
/// changes nothing.
enum CodecFuzzEntry {
  private static let bytesMax = 5_000

  /// Runs one input.
  static func run(_ input: UnsafeRawBufferPointer) {
    guard let choice = input.first else { return }
    let rest = UnsafeRawBufferPointer(rebasing: input.dropFirst())
    switch choice % 6 {
    case 0: gzip(rest)
    case 1: timeout(rest)
    case 2: percent(rest)
    case 3: base64(rest)
    case 4: messages(rest)
    default: lists(rest)
    }
  }

  private static func gzip(_ bytes: UnsafeRawBufferPointer) {
    let codec = GzipCodec()
    var configuration = GzipConfiguration()
    configuration.inflatedFreeBytes = 1_000
    guard let plain = try? codec.inflate(Array(bytes), bytesMax: bytesMax, configuration) else {
      return
    }
    precondition(plain.count <= bytesMax, "more was inflated than the limit")
    precondition(plain.count <= max(1_000, 100 * bytes.count), "more was inflated than the ratio")
    guard let packed = codec.deflate(plain, configuration) else { return }
    configuration.inflatedFreeBytes = bytesMax
    let again = try? codec.inflate(packed, bytesMax: bytesMax, configuration)
    precondition(again == plain, "what was packed comes back")
  }

  private static func timeout(_ bytes: UnsafeRawBufferPointer) {
    guard let nanoseconds = TimeoutHeader.nanoseconds(bytes) else { return }
    let text = TimeoutHeader.withValue(nanoseconds: nanoseconds) { Array($0) }
    let read = text.withUnsafeBytes { TimeoutHeader.nanoseconds($0) }
    precondition(text.count <= 9, "a timeout of more than eight digits is written")
    // Rounded up; beyond the clock both are as long as it goes.
    precondition(read.map { $0 >= nanoseconds || $0 > 1 << 62 } == true, "a timeout is lost")
  }

  private static func percent(_ bytes: UnsafeRawBufferPointer) {
    let text = PercentEncoding.decode(bytes)
    let encoded = PercentEncoding.encode(text)
    precondition(encoded.allSatisfy { (0x20...0x7e).contains($0) }, "an unprintable byte is sent")
    let again = encoded.withUnsafeBytes { PercentEncoding.decode($0) }
    precondition(Array(again.utf8) == Array(text.utf8), "a message does not come back")
  }

  private static func base64(_ bytes: UnsafeRawBufferPointer) {
    let encoded = Base64.encode(Array(bytes))
    precondition(Base64.decode(encoded) == Array(bytes), "bytes do not come back")
    guard let decoded = Base64.decode(Array(bytes)) else { return }
    precondition(Base64.decode(Base64.encode(decoded)) == decoded, "decoded bytes do not come back")
  }

  /// The same bytes whole and byte by byte.
  private static func messages(_ bytes: UnsafeRawBufferPointer) {
    let whole = deframed(bytes, pieceBytes: max(1, bytes.count))
    let pieces = deframed(bytes, pieceBytes: 1)
    precondition(whole.failed == pieces.failed, "where bytes are cut decides on the error")
    precondition(whole.found == pieces.found, "where bytes are cut decides on the messages")
  }

  private static func deframed(
    _ bytes: UnsafeRawBufferPointer,
    pieceBytes: Int
  ) -> (found: [[UInt8]], failed: Bool) {
    var deframer = MessageDeframer(messageBytesMax: 300)
    deframer.takesCompressed = bytes.first.map { $0 & 1 == 0 } ?? false
    var queue = MessageQueue()
    var failed = false
    var start = 0
    while start < bytes.count, !failed {
      let end = min(start + pieceBytes, bytes.count)
      let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      do { try deframer.receive(piece, into: &queue) } catch { failed = true }
      start = end
    }
    var found: [[UInt8]] = []
    while let message = queue.popFirst() {
      precondition(message.bytes.count <= 300, "a message is over the limit")
      found.append(message.bytes)
    }
    return (found, failed)
  }

  private static func lists(_ bytes: UnsafeRawBufferPointer) {
    // Nothing is promised of these but an answer.
    _ = RequestHead.namesGzip(bytes)
    _ = RequestHead.isGRPC(bytes)
    _ = RetryPushback(bytes)
    _ = StatusDetails.decode(Array(bytes))
  }
}
