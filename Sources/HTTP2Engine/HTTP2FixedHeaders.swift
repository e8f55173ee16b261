internal import CNghttp2

/// A header list that is made once for the whole life of the process and sent many times.
///
/// nghttp2 then keeps no copy of its names and values until they are sent. Its memory is never given
/// back: make it of constants only.
///
/// `@unchecked Sendable`: nobody writes to the memory after the initializer.
public struct HTTP2FixedHeaders: @unchecked Sendable {
  private let fields: UnsafeMutableRawPointer?
  let count: Int

  /// Keeps a list for ever.
  public init(_ list: HTTP2HeaderList) {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, list.bytes.count))
    list.bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { bytes.initialize(from: base, count: source.count) }
    }
    let fields = UnsafeMutablePointer<nghttp2_nv>.allocate(capacity: max(1, list.count))
    let keeps = NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue
    for (position, entry) in list.entries.enumerated() {
      let name = bytes + Int(entry.offset)
      let secrecy = entry.isNeverIndexed ? NGHTTP2_NV_FLAG_NO_INDEX.rawValue : 0
      (fields + position).initialize(
        to: motcua_nv(
          name,
          Int(entry.nameCount),
          name + Int(entry.nameCount),
          Int(entry.valueCount),
          UInt8(keeps | secrecy)
        )
      )
    }
    self.fields = UnsafeMutableRawPointer(fields)
    count = list.count
  }

  private init() {
    fields = nil
    count = 0
  }

  /// No list.
  static let none = HTTP2FixedHeaders()

  /// The list as nghttp2 wants it; nil for `none`.
  var pointer: UnsafePointer<nghttp2_nv>? {
    fields.map { UnsafePointer($0.assumingMemoryBound(to: nghttp2_nv.self)) }
  }
}
