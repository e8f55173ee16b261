/// The names of `HTTP2Configuration.omitsUnreadFields`, found by their lengths first.
enum UnreadFields {
  /// Whether a name is one of them.
  @inline(__always)
  static func holds(_ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let name = UnsafeRawBufferPointer(start: name, count: count)
    switch count {
    case 2: return name.holds("te")
    case 7: return name.holds(":scheme")
    case 10: return name.holds(":authority") || name.holds("user-agent")
    case 14: return name.holds("content-length")
    default: return false
    }
  }
}
