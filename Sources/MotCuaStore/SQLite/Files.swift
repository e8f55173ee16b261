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

  /// All bytes of a file, nil where there is none or it cannot be read.
  static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let size = size(of: path), size > 0 else { return nil }
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      while count < buffer.count {
        let done = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        guard done > 0 else {
          isWhole = false
          return
        }
        count += done
      }
    }
    return isWhole ? bytes : nil
  }

  /// Puts bytes under a name durably, the old ones or the new ones and nothing between; where it
  /// cannot, the name is gone.
  static func replace(_ path: String, with bytes: [UInt8]) {
    let temporary = path + ".new"
    guard store(bytes, in: temporary), rename(temporary, path) == 0 else {
      unlink(temporary)
      unlink(path)
      return
    }
  }

  private static func store(_ bytes: [UInt8], in path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return bytes.withUnsafeBytes { bytes in
      var place = 0
      while place < bytes.count {
        let done = write(descriptor, bytes.baseAddress.map { $0 + place }, bytes.count - place)
        guard done > 0 else { return false }
        place += done
      }
      return fsync(descriptor) == 0
    }
  }
}
