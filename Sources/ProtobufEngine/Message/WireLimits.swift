/// What reading one message may take.
///
/// The wire amplifies: two bytes of an empty nested message become a struct of hundreds of bytes, so
/// a limit on the length of a message alone bounds nothing.
public struct WireLimits: Sendable, Hashable {
  /// How deep messages may nest; the outermost is at depth 1.
  public var depthMax: Int
  /// How many fields and elements of repeated fields the whole message may have.
  public var elementsMax: Int
  /// How many bytes the C structs and the Swift values may take together, as the scan reckons them.
  public var memoryBytesMax: Int

  /// Sets limits.
  public init(
    depthMax: Int = 32,
    elementsMax: Int = 1 << 20,
    memoryBytesMax: Int = 32 << 20
  ) {
    self.depthMax = depthMax
    self.elementsMax = elementsMax
    self.memoryBytesMax = memoryBytesMax
  }

  /// Depth 32, a million elements, 32 MiB.
  public static let `default` = WireLimits()
}
