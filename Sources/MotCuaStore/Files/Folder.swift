#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The few calls about folders that the vault and backups need.
enum Folder {
  /// Makes a folder for its owner only.
  ///
  /// - Returns: false where it was there already.
  @discardableResult
  static func make(_ path: String) throws(FileError) -> Bool {
    if mkdir(path, 0o700) == 0 { return true }
    guard errno == EEXIST else { throw OpenFile.failure(path) }
    return false
  }

  /// The names in a folder, in no order.
  static func names(_ path: String) throws(FileError) -> [String] {
    guard let stream = opendir(path) else { throw OpenFile.failure(path) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Gives a file or a folder another name.
  static func rename(_ from: String, to: String) throws(FileError) {
    #if canImport(Glibc)
    let code = Glibc.rename(from, to)
    #else
    let code = Darwin.rename(from, to)
    #endif
    guard code == 0 else { throw OpenFile.failure(to) }
  }

  /// Makes the names in a folder durable.
  static func sync(_ path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { throw OpenFile.failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw OpenFile.failure(path) }
  }

  /// Removes a folder with all that lies in it; what cannot be removed stays.
  static func remove(_ path: String) {
    for name in (try? names(path)) ?? [] {
      let inner = path + "/" + name
      if unlink(inner) != 0 { remove(inner) }
    }
    rmdir(path)
  }

  /// The instant of a file's last change in milliseconds UTC; nil where there is none.
  static func changedAt(_ path: String) -> Int64? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
    let time = status.st_mtim
    #else
    let time = status.st_mtimespec
    #endif
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
