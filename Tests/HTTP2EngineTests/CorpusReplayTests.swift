import Foundation
import Testing

@Suite("The fuzzer's corpus")
struct CorpusReplayTests {
  private static let folders = ["Tools/Fuzz/Corpus/http2", "Tools/Fuzz/FailCases/http2"]

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func files(_ folder: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: root.appending(path: folder),
      includingPropertiesForKeys: nil
    ).filter { !$0.lastPathComponent.hasPrefix(".") }
  }

  @Test("Every input of the corpus and every case that failed once runs clean", arguments: folders)
  func replay(folder: String) throws {
    let files = try Self.files(folder)
    #expect(!files.isEmpty || folder.contains("FailCases"))
    for file in files {
      var input = Array(try Data(contentsOf: file))
      guard input.count >= 2 else { continue }
      // As recorded, then by both roles with and without a preface, whole and byte by byte.
      input.withUnsafeBytes { HTTP2FuzzEntry.run($0) }
      for control: UInt8 in 0...3 {
        for piece: UInt8 in [0, 255] {
          input[0] = control
          input[1] = piece
          input.withUnsafeBytes { HTTP2FuzzEntry.run($0) }
        }
      }
    }
  }
}
