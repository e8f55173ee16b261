/// Why bytes could not be compressed or inflated.
public enum ZlibError: Error, Hashable, Sendable {
  /// The bytes are not one whole gzip stream (RFC 1952), or its checksum is wrong.
  case malformed
  /// The inflated bytes would be more than the limit.
  case tooLarge(bytesMax: Int)
  /// The library could not get memory.
  case outOfMemory
}
