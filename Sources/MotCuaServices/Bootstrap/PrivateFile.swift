import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Files that only their owner may read: secrets of a data folder.
package enum PrivateFile {
  /// A file that could not be written.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// The system's reason.
    package let reason: String

    /// What happened, in a sentence.
    package var description: String { "Cannot write \(path): \(reason)." }
  }

  /// Writes a file of mode 0600, whole or not at all.
  ///
  /// It is created with its mode, so nobody can open it before the mode is set, and renamed when it
  /// is durable, so a crash leaves the old file or the new one.
  package static func save(_ bytes: [UInt8], to path: String) throws(Failure) {
    let temporary = path + ".new"
    // It may be left over from a crash; a failure shows when the file is created.
    unlink(temporary)
    let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(temporary) }
    let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
      throw failure(path)
    }
    syncFolder(of: path)
  }

  /// The bytes of a file, nil where there is none that this user may read.
  package static func contents(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        guard let base = buffer.baseAddress else { return false }
        let count = write(descriptor, base + offset, buffer.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
  }

  /// The rename is durable once the folder is; a file system that cannot sync folders loses at most
  /// a file that the next start makes again.
  private static func syncFolder(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func failure(_ path: String) -> Failure {
    Failure(path: path, reason: String(cString: strerror(errno)))
  }
}
