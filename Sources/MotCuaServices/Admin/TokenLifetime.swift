import RPCCore
import RPCMessages

/// For how long a token is taken.
enum TokenLifetime {
  private static let secondsDefault: Int64 = 90 * 86_400
  private static let secondsMax: Int64 = 366 * 86_400

  /// The time of a request in milliseconds: 90 days where it names none.
  ///
  /// - Throws: `RPCError` for a time that is not positive or longer than 366 days.
  static func milliseconds(of ttl: GoogleProtobuf.Duration?) throws(RPCError) -> Int64 {
    guard let ttl else { return secondsDefault * 1000 }
    let nanos = Int64(ttl.nanos)
    guard (0...secondsMax).contains(ttl.seconds), (0..<1_000_000_000).contains(nanos) else {
      throw refused
    }
    let milliseconds = ttl.seconds * 1000 + nanos / 1_000_000
    guard (1...(secondsMax * 1000)).contains(milliseconds) else { throw refused }
    return milliseconds
  }

  private static let refused = RPCError.invalidField(
    "ttl",
    "A token lives longer than nothing and at most 366 days."
  )
}
