import Crypto

/// Copies and sums files with little memory.
enum FileCopy {
  private static let blockBytes = 1 << 20

  /// The SHA-256 and the size of a file; nil where there is none.
  static func sum(
    _ path: String,
    _ tick: (Int64) throws(BackupError) -> Void = { _ in }
  ) throws(BackupError) -> (hash: [UInt8], size: Int64)? {
    try read(path) { (_, count) throws(BackupError) in try tick(count) }
  }

  /// Copies a file and makes the copy durable; gives its SHA-256 and size, nil where there is none.
  static func copy(
    _ from: String,
    to path: String,
    _ tick: (Int64) throws(BackupError) -> Void = { _ in }
  ) throws(BackupError) -> (hash: [UInt8], size: Int64)? {
    let target = try filing { () throws(FileError) in try OpenFile.create(path) }
    let result = try read(from) { (bytes, count) throws(BackupError) in
      try filing { () throws(FileError) in try target.append(bytes) }
      try tick(count)
    }
    try filing { () throws(FileError) in try target.sync() }
    return result
  }

  /// Writes a new file and makes it durable.
  static func write(_ bytes: [UInt8], to path: String) throws(BackupError) {
    try filing { () throws(FileError) in
      let file = try OpenFile.create(path)
      try file.append(bytes)
      try file.sync()
    }
  }

  /// The bytes of a small file; nil where there is none.
  static func contents(of path: String, bytesMax: Int = 1 << 20) throws(BackupError) -> [UInt8]? {
    try filing { () throws(FileError) in
      guard let file = try OpenFile.read(path) else { return nil }
      return try file.bytes(from: 0, count: Int(min(try file.size(), Int64(bytesMax))))
    }
  }

  private static func read(
    _ path: String,
    _ body: ([UInt8], Int64) throws(BackupError) -> Void
  ) throws(BackupError) -> (hash: [UInt8], size: Int64)? {
    guard let file = try filing({ () throws(FileError) in try OpenFile.read(path) }) else {
      return nil
    }
    var sum = SHA256()
    var size: Int64 = 0
    while true {
      let bytes = try filing { () throws(FileError) in
        try file.bytes(from: size, count: blockBytes)
      }
      guard !bytes.isEmpty else { break }
      sum.update(data: bytes)
      size += Int64(bytes.count)
      try body(bytes, Int64(bytes.count))
    }
    return (Array(sum.finalize()), size)
  }
}

/// Uses the file system, in the vocabulary of backups.
@discardableResult
func filing<Result>(_ body: () throws(FileError) -> Result) throws(BackupError) -> Result {
  do throws(FileError) {
    return try body()
  } catch {
    throw BackupError(error)
  }
}
