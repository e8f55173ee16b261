private import CZlib

/// The beginning of a gzip stream (RFC 1952), to be ended by a few bytes that differ.
///
/// Many messages that begin with the same bytes are so compressed once. A deflate stream is a row of
/// blocks (RFC 1951 §3.2.3): these lie at its head, what differs follows in a stored block, and the
/// CRC-32 goes on from where it was.
public struct GzipBeginning: Sendable {
  /// Header and blocks, up to a whole byte.
  public let bytes: [UInt8]
  /// The CRC-32 of what they hold.
  private let checksum: UInt32
  /// How many bytes they hold, modulo 2^32.
  private let count: UInt32

  init(bytes: [UInt8], checksum: UInt32, count: UInt32) {
    self.bytes = bytes
    self.checksum = checksum
    self.count = count
  }

  /// The most bytes of a stored block (RFC 1951 §3.2.4).
  private static let storedBytesMax = 65_535

  /// One whole gzip stream of what the beginning holds and some bytes behind it, which are stored
  /// and not compressed.
  public func ended(by own: [UInt8]) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(bytes.count + own.count + 13)
    message += bytes
    var rest = own[...]
    repeat {
      let block = rest.prefix(Self.storedBytesMax)
      rest = rest.dropFirst(block.count)
      // BFINAL, and BTYPE 00 with its five bits up to the next byte.
      message.append(rest.isEmpty ? 1 : 0)
      message.appendLittle(UInt16(block.count))
      message.appendLittle(~UInt16(block.count))
      message += block
    } while !rest.isEmpty
    message.appendLittle(checksum(behind: own))
    message.appendLittle(count &+ UInt32(truncatingIfNeeded: own.count))
    return message
  }

  private func checksum(behind own: [UInt8]) -> UInt32 {
    own.withUnsafeBytes { own in
      let start = own.baseAddress?.assumingMemoryBound(to: UInt8.self)
      // Without bytes crc32_z gives the value at which a sum begins.
      return own.isEmpty ? checksum : UInt32(crc32_z(UInt(checksum), start, own.count))
    }
  }
}

extension [UInt8] {
  /// Least significant byte first, as all of RFC 1951 and 1952.
  fileprivate mutating func appendLittle(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
