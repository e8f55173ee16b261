import Foundation

/// Reads whole files for a command.
enum InputReader {
  /// The bytes of a file, or of the standard input for `-`.
  static func read(_ path: String) throws -> [UInt8] {
    guard path == "-" else {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
    return [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
  }
}
