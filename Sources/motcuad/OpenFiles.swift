import Foundation

/// How many descriptors this process may have: each connection takes one.
///
/// Without a descriptor nothing is accepted, for a second at a time, and uploads, backups, certificates
/// and successors fail; so connections are refused before that.
enum OpenFiles {
  /// Descriptors that connections leave for all else, and for each event loop, which has five of its own
  /// and a reader of the store.
  private static let reserve = 240
  private static let reserveOfLoop = 8

  /// Raises the soft limit, which service managers set to 1,024 for the sake of select(2), to the hard
  /// one, and returns it; nil if there is none that can be told.
  static func raise() -> Int? {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return nil }
    if limit.rlim_cur < limit.rlim_max {
      let before = limit.rlim_cur
      limit.rlim_cur = limit.rlim_max
      // What the system does not allow leaves the limit as it was.
      if setrlimit(resource, &limit) != 0 { limit.rlim_cur = before }
    }
    return Int(exactly: limit.rlim_cur)
  }

  /// How many connections leave enough for all else, at most so many as are asked for.
  static func connections(asked: Int, limit: Int, eventLoops: Int) -> Int {
    min(asked, max(1, limit - min(reserve + reserveOfLoop * eventLoops, limit / 2)))
  }
}
