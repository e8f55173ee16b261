private import CZlib

/// Compresses messages to gzip streams (RFC 1952), one after the other, each from a fresh start.
///
/// It owns a `z_stream`, which zlib points back to, so it lives at one address.
public struct GzipDeflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// Prepares a compressor, which holds some 260 KiB.
  ///
  /// - Parameter level: 1 for the fastest to 9 for the smallest.
  /// - Throws: ``ZlibError/outOfMemory``.
  public init(level: Int = 1) throws(ZlibError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Z_MEM_ERROR; Z_STREAM_ERROR for a level out of range is prevented, Z_VERSION_ERROR cannot be.
    guard czlib_deflate_init_gzip(stream, Int32(min(max(level, 1), 9))) == Z_OK else {
      stream.deallocate()
      throw .outOfMemory
    }
  }

  deinit {
    // Z_DATA_ERROR says that a stream was not finished, which does not matter any more.
    _ = deflateEnd(stream)
    stream.deallocate()
  }

  /// Compresses bytes to one whole gzip stream.
  ///
  /// - Throws: ``ZlibError/tooLarge(bytesMax:)`` for 4 GiB and more.
  public mutating func deflate(_ bytes: UnsafeRawBufferPointer) throws(ZlibError) -> [UInt8] {
    try run(bytes, Z_FINISH)
  }

  /// Compresses bytes to the beginning of a gzip stream.
  ///
  /// - Throws: ``ZlibError/tooLarge(bytesMax:)`` for 4 GiB and more.
  public mutating func beginning(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ZlibError) -> GzipBeginning {
    let blocks = try run(bytes, Z_SYNC_FLUSH)
    // zlib keeps the CRC-32 of a gzip stream in `adler`.
    return GzipBeginning(
      bytes: blocks,
      checksum: UInt32(truncatingIfNeeded: stream.pointee.adler),
      count: UInt32(bytes.count)
    )
  }

  /// What a flush writes behind what `deflateBound` counts: an empty block, and bits up to a byte.
  private static let flushBytes: UInt = 16

  private mutating func run(
    _ bytes: UnsafeRawBufferPointer,
    _ flush: Int32
  ) throws(ZlibError) -> [UInt8] {
    // Z_STREAM_ERROR cannot be: the stream was made by deflateInit2. First, because the bound is
    // too low for gzip after a stream has been finished.
    _ = deflateReset(stream)
    guard let count = UInt32(exactly: bytes.count),
      let room = UInt32(exactly: deflateBound(stream, UInt(bytes.count)) + Self.flushBytes)
    else { throw .tooLarge(bytesMax: Int(UInt32.max)) }
    stream.pointee.next_in = bytes.baseAddress.map {
      UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self))
    }
    stream.pointee.avail_in = count
    var code = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: Int(room)) { buffer, count in
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = room
      code = CZlib.deflate(stream, flush)
      count = Int(room - stream.pointee.avail_out)
    }
    // With that room it ends in one step; anything else is a lack of memory.
    let isWhole = flush == Z_FINISH ? code == Z_STREAM_END : code == Z_OK
    guard isWhole, stream.pointee.avail_in == 0, stream.pointee.avail_out > 0 else {
      throw .outOfMemory
    }
    return output
  }
}
