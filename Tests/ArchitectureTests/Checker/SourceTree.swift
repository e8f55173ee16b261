import Foundation

/// The files of a project on disk.
struct SourceTree {
  let root: URL

  /// The project that this test belongs to.
  static var ofThisProject: Self {
    // Tests/ArchitectureTests/Checker/SourceTree.swift
    var root = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return Self(root: root)
  }

  private static let folders = [
    ".ci", "ClientSDK", "Docs", "Examples", "Protos", "Scripts", "Sources", "Tests", "Tools",
  ]
  private static let textEndings: Set<String> = [
    "c", "h", "json", "md", "modulemap", "proto", "py", "rb", "sh", "swift", "txt", "yaml", "yml",
  ]
  /// Larger texts are data.
  private static let bytesMax = 1_000_000

  /// Every text of the project, without what a build makes; a missing folder has none.
  func files() throws -> [SourceFile] {
    let manager = FileManager.default
    var files: [SourceFile] = []
    for name in try manager.contentsOfDirectory(atPath: root.path) where isText(name) {
      try append(name, to: &files)
    }
    for folder in Self.folders {
      guard let walk = manager.enumerator(atPath: root.appending(path: folder).path) else {
        continue
      }
      while let name = walk.nextObject() as? String {
        let path = "\(folder)/\(name)"
        if path.contains("/.build") || path.hasSuffix("/node_modules") {
          walk.skipDescendants()
        } else if isText(path) {
          try append(path, to: &files)
        }
      }
    }
    return files
  }

  private func isText(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    guard let ending = name.split(separator: ".").last, name.contains(".") else {
      return path.hasPrefix("Scripts/") || path.hasPrefix(".ci/")
    }
    return Self.textEndings.contains(String(ending))
  }

  private func append(_ path: String, to files: inout [SourceFile]) throws {
    let url = root.appending(path: path)
    let values = try url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
    guard values.isRegularFile == true, (values.fileSize ?? 0) <= Self.bytesMax else { return }
    files.append(
      SourceFile(path: path, text: String(decoding: try Data(contentsOf: url), as: UTF8.self))
    )
  }
}
