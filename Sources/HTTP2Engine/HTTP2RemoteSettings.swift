/// What the peer's SETTINGS allow; RFC 9113 §6.5.2 defaults before they arrive.
public struct HTTP2RemoteSettings: Sendable, Hashable {
  /// Streams that this side may open at once.
  public let concurrentStreamsMax: Int
  /// Bytes that may be under way on a new stream.
  public let initialWindowBytes: Int
  /// Payload of one sent frame.
  public let frameBytesMax: Int
  /// Size of a header list that the peer takes, or `Int.max`.
  public let headerListBytesMax: Int
}
