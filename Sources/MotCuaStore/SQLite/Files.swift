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

  /// Reads a file from its beginning; nil where there is none or a body cannot make anything of it.
  static func reading<Value>(_ path: String, _ body: (borrowing FileStream) -> Value?) -> Value? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    return body(FileStream(descriptor))
  }

  /// Puts what a body writes under a name durably, the old bytes or the new ones and nothing between;
  /// where it cannot, the name is gone.
  static func replace(_ path: String, by body: (borrowing FileStream) -> Bool) {
    let temporary = path + ".new"
    guard store(in: temporary, body), rename(temporary, path) == 0 else {
      unlink(temporary)
      unlink(path)
      return
    }
  }

  private static func store(in path: String, _ body: (borrowing FileStream) -> Bool) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let file = FileStream(descriptor)
    return body(file) && file.sync()
  }
}

/// A file that is read or written from its beginning to its end, closed with the value.
struct FileStream: ~Copyable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// How many bytes it has.
  var size: Int64 {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Fills a buffer with the next bytes; false where there are fewer.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var place = 0
    while place < buffer.count {
      let done = read(descriptor, buffer.baseAddress.map { $0 + place }, buffer.count - place)
      guard done > 0 else { return false }
      place += done
    }
    return true
  }

  /// Waits until what was written is on the disk; false where that fails.
  func sync() -> Bool { fsync(descriptor) == 0 }

  /// Writes bytes behind the others; false where they cannot be stored.
  func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    while place < bytes.count {
      let done = write(descriptor, bytes.baseAddress.map { $0 + place }, bytes.count - place)
      guard done > 0 else { return false }
      place += done
    }
    return true
  }
}
