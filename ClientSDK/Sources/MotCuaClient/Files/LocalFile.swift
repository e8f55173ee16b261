internal import Crypto
internal import Foundation

/// A file of this machine, read or written in pieces.
struct LocalFile {
  private let handle: FileHandle
  private let path: String

  static func toRead(_ path: String) throws -> LocalFile {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      return LocalFile(handle: handle, path: path)
    } catch {
      throw FileTransferError.cannotRead(path: path, reason: error.localizedDescription)
    }
  }

  /// Opens a file of its owner's to go on behind what is there.
  static func toAppend(_ path: String) throws -> LocalFile {
    do {
      if !FileManager.default.fileExists(atPath: path) {
        try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      }
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      return LocalFile(handle: handle, path: path)
    } catch {
      throw FileTransferError.cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  /// Reads up to so many bytes; none at the end.
  func read(_ count: Int) throws -> [UInt8] {
    do {
      return Array(try handle.read(upToCount: count) ?? Data())
    } catch {
      throw FileTransferError.cannotRead(path: path, reason: error.localizedDescription)
    }
  }

  /// The sum and the count of what is there; the next bytes go behind it.
  func sum() throws -> (SHA256, Int64) {
    var sum = SHA256()
    var count: Int64 = 0
    while true {
      let bytes = try read(1 << 20)
      guard !bytes.isEmpty else { return (sum, count) }
      sum.update(data: bytes)
      count += Int64(bytes.count)
    }
  }

  func append(_ bytes: [UInt8]) throws {
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      throw FileTransferError.cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  func sync() throws {
    do {
      try handle.synchronize()
    } catch {
      throw FileTransferError.cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { (($0 < 16) ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
