import Foundation
import MotCuaServices

@testable import MotCuaStore

extension FileVault {
  /// Whether nothing lies in it.
  var isEmpty: Bool {
    let paths = FileManager.default.enumerator(atPath: root)?.allObjects as? [String]
    return (paths ?? []).allSatisfy { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
      return isFolder.boolValue
    }
  }

  /// Where the bytes of a sum lie.
  func path(ofSum text: String) -> String? { HexText.decode(text).map { path(of: $0) } }

  /// Waits until what was left to the workers is done; each of them takes one.
  func settle() async {
    for _ in 0..<8 { _ = try? await workers.run { () throws(FileError) in true } }
  }
}
