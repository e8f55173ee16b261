import Foundation

/// A folder for the files of one run, readable by its owner only.
final class TemporaryFiles: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "motcua-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700]
    )
  }

  /// Writes a file and returns its path.
  func add(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// Removes the folder.
  func remove() {
    // Nothing is lost if it stays.
    try? FileManager.default.removeItem(at: folder)
  }
}
