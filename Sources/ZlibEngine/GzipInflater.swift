private import CZlib

/// Inflates gzip streams (RFC 1952), one after the other, each from a fresh start.
///
/// It owns a `z_stream`, which zlib points back to, so it lives at one address.
public struct GzipInflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// Prepares an inflater, which holds some 40 KiB.
  ///
  /// - Throws: ``ZlibError/outOfMemory``.
  public init() throws(ZlibError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Z_MEM_ERROR, or Z_VERSION_ERROR and Z_STREAM_ERROR, which a matching library cannot give.
    guard czlib_inflate_init_gzip(stream) == Z_OK else {
      stream.deallocate()
      throw .outOfMemory
    }
  }

  deinit {
    // Z_STREAM_ERROR would mean a damaged stream; there is nothing to do about it.
    _ = inflateEnd(stream)
    stream.deallocate()
  }

  /// Inflates one whole gzip stream; it stops as soon as a limit is passed.
  ///
  /// - Throws: ``ZlibError/malformed`` for anything but exactly one whole stream with a right
  ///   checksum, ``ZlibError/tooLarge(bytesMax:)`` over a limit, ``ZlibError/outOfMemory``.
  public mutating func inflate(
    _ bytes: UnsafeRawBufferPointer,
    limits: InflationLimits
  ) throws(ZlibError) -> [UInt8] {
    // Z_STREAM_ERROR cannot be: the stream was made by inflateInit2.
    guard inflateReset(stream) == Z_OK, let start = bytes.baseAddress, bytes.count > 0,
      let count = UInt32(exactly: bytes.count)
    else { throw .malformed }
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: start.assumingMemoryBound(to: UInt8.self)
    )
    stream.pointee.avail_in = count
    let bytesMax = limits.bytesMax(of: bytes.count)
    var output: [UInt8] = []
    while true {
      // One byte more than the limit tells a stream that ends there from one that goes on.
      let room = min(max(bytes.count * 4, 1_024, output.count), bytesMax + 1 - output.count)
      let isOver = try step(into: &output, room: room)
      guard output.count <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
      if isOver { break }
    }
    guard stream.pointee.avail_in == 0 else { throw .malformed }
    return output
  }

  /// Inflates into some more bytes; true at the end of the stream.
  private func step(into output: inout [UInt8], room: Int) throws(ZlibError) -> Bool {
    var code = Z_OK
    let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(clamping: room)
      code = CZlib.inflate(stream, Z_NO_FLUSH)
      count = room - Int(stream.pointee.avail_out)
    }
    if output.isEmpty { output = piece } else { output += piece }
    switch code {
    case Z_STREAM_END: return true
    case Z_OK:
      // All input is there: an output that was not filled means that the stream is cut off.
      guard stream.pointee.avail_out == 0 else { throw .malformed }
      return false
    case Z_MEM_ERROR: throw .outOfMemory
    // Z_DATA_ERROR and Z_NEED_DICT: not gzip, or damaged. Z_BUF_ERROR: cut off. Z_STREAM_ERROR
    // would be ours, and cannot be.
    default: throw .malformed
    }
  }
}
