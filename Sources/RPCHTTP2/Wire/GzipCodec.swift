import RPCCore
import ZlibEngine

/// How messages are compressed and how far they may grow when they are inflated.
public struct GzipConfiguration: Sendable, Hashable {
  /// The level of compression, 1 (fastest, the default) to 9 (smallest).
  public var level = 1
  /// Responses of fewer bytes stay plain under ``/RPCCore/ResponseCompression/automatic``, 1 KiB by
  /// default.
  public var compressedBytesMin = 1_024
  /// How many times as many bytes may come out of a received message as it has, 100 by default,
  /// once they are more than `inflatedFreeBytes`; the limit of messages holds in any case.
  public var inflationRatioMax = 100
  /// The bytes that may come out whatever the ratio is, 1 MiB by default.
  public var inflatedFreeBytes = 1_024 * 1_024

  /// The defaults.
  public init() {}
}

/// The compressor and the inflater of one event loop, made when they are first needed.
///
/// `@unchecked Sendable`: confined to the loop.
final class GzipCodec: @unchecked Sendable {
  private var inflater: GzipInflater?
  private var deflater: GzipDeflater?

  /// Inflates a message.
  ///
  /// - Throws: `RPCError` with `resourceExhausted` over a limit, `internal` for anything but gzip.
  func inflate(
    _ message: [UInt8],
    bytesMax: Int,
    _ configuration: GzipConfiguration
  ) throws(RPCError) -> [UInt8] {
    let limits = InflationLimits(
      bytesMax: bytesMax,
      ratioMax: configuration.inflationRatioMax,
      freeBytes: configuration.inflatedFreeBytes
    )
    do throws(ZlibError) {
      if inflater == nil { inflater = try GzipInflater() }
      return try message.span.bytes.withUnsafeBytes { (bytes) throws(ZlibError) in
        try inflater?.inflate(bytes, limits: limits) ?? []
      }
    } catch {
      switch error {
      case .malformed:
        throw RPCError(.malformedMessage, "A message is not the gzip that it is said to be.")
      case .tooLarge(let limit):
        throw RPCError(
          .resourceExhausted,
          "A message inflates to more than \(limit) bytes, the limit for its size."
        )
      case .outOfMemory: throw RPCError(.resourceExhausted, "There is no memory to inflate.")
      }
    }
  }

  /// Compresses what many calls share, as the beginning of their messages; nil if there is no memory
  /// for that.
  func beginning(_ bytes: [UInt8], _ configuration: GzipConfiguration) -> GzipBeginning? {
    do throws(ZlibError) {
      if deflater == nil { deflater = try GzipDeflater(level: configuration.level) }
      return try bytes.span.bytes.withUnsafeBytes { (bytes) throws(ZlibError) in
        try deflater?.beginning(bytes)
      }
    } catch {
      return nil
    }
  }

  /// Compresses a message; nil if there is no memory for that, and then it goes as it is.
  func deflate(_ message: [UInt8], _ configuration: GzipConfiguration) -> [UInt8]? {
    do throws(ZlibError) {
      if deflater == nil { deflater = try GzipDeflater(level: configuration.level) }
      return try message.span.bytes.withUnsafeBytes { (bytes) throws(ZlibError) in
        try deflater?.deflate(bytes)
      }
    } catch {
      return nil
    }
  }
}
