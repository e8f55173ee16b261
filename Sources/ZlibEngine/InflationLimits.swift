/// How far bytes may grow when they are inflated; gzip can grow them a thousandfold.
public struct InflationLimits: Sendable, Hashable {
  /// The most bytes that come out.
  public var bytesMax: Int
  /// How many times as many bytes may come out as went in, once they are more than `freeBytes`.
  public var ratioMax: Int
  /// The bytes that may come out whatever the ratio is: small messages of one repeated byte are
  /// usual in tests and harm nobody.
  public var freeBytes: Int

  /// Sets the limits; a ratio of 100 beyond the first MiB unless told otherwise.
  public init(bytesMax: Int, ratioMax: Int = 100, freeBytes: Int = 1_048_576) {
    self.bytesMax = bytesMax
    self.ratioMax = ratioMax
    self.freeBytes = freeBytes
  }

  /// The most bytes that may come out of so many.
  func bytesMax(of count: Int) -> Int {
    let (product, overflows) = count.multipliedReportingOverflow(by: ratioMax)
    return min(bytesMax, max(freeBytes, overflows ? .max : product))
  }
}
