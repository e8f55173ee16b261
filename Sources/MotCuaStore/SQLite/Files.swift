#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The few calls to the file system that creation needs.
enum Files {
  /// The system's words for the last failure.
  static func reason() -> String { String(cString: strerror(errno)) }

  /// Makes a folder for its owner only, unless it is there.
  static func makeFolder(_ path: String) throws(StoreOpenError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .folder(path, reason: reason())
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .folder(path, reason: reason())
    }
  }

  /// The bytes of a file, nil where there is none.
  static func size(of path: String) -> Int64? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int64(status.st_size)
  }

  /// Removes a file if it is there.
  static func remove(_ path: String) {
    unlink(path)
  }

  /// Gives a file a second name, unless that name is taken.
  static func linkExclusively(_ from: String, _ to: String) throws(StoreOpenError) {
    guard link(from, to) == 0 else { throw .storage(to, reason: reason()) }
  }

  /// Makes a file, or the names in a folder, durable.
  static func sync(_ path: String) throws(StoreOpenError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .storage(path, reason: reason()) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .storage(path, reason: reason()) }
  }
}
