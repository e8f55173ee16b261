#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that is open; it is closed with the last reference.
///
/// Every call blocks for as long as the disk takes, so all of them belong on a worker's thread.
final class OpenFile: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Makes a file for its owner only; one that is there already is a failure.
  static func create(_ path: String) throws(FileError) -> OpenFile {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    return OpenFile(descriptor)
  }

  /// Opens a file to read it; nil where there is none.
  static func read(_ path: String) throws(FileError) -> OpenFile? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(path)
    }
    return OpenFile(descriptor)
  }

  /// The count of its bytes.
  func size() throws(FileError) -> Int64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure("a file") }
    return Int64(status.st_size)
  }

  /// Whether it is the very file that has a name now; false where another has taken its place.
  func lies(at path: String) -> Bool {
    var own = stat()
    var found = stat()
    guard fstat(descriptor, &own) == 0, stat(path, &found) == 0 else { return false }
    return own.st_dev == found.st_dev && own.st_ino == found.st_ino
  }

  /// Adds bytes at its end.
  func append(_ bytes: [UInt8]) throws(FileError) {
    let isWritten = bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
    guard isWritten else { throw Self.failure("a file") }
  }

  /// Reads up to so many bytes from a place; fewer only at the end of the file.
  func bytes(from offset: Int64, count: Int) throws(FileError) -> [UInt8] {
    var hasFailed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let base = buffer.baseAddress.map { UnsafeMutableRawPointer($0) + done }
        let got = pread(descriptor, base, count - done, off_t(offset) + off_t(done))
        if got < 0, errno == EINTR { continue }
        hasFailed = got < 0
        guard got > 0 else { return }
        done += got
      }
    }
    guard !hasFailed else { throw Self.failure("a file") }
    return bytes
  }

  /// Makes its bytes durable.
  func sync() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw Self.failure("a file") }
  }

  static func failure(_ path: String) -> FileError {
    .storage("\(path): \(String(cString: strerror(errno)))")
  }
}
