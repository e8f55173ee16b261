import Foundation
import Testing

@Suite("The fuzzer's corpus of messages")
struct CorpusReplayTests {
  private static let folders = ["Tools/Fuzz/Corpus/protobuf", "Tools/Fuzz/FailCases/protobuf"]

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
      guard !input.isEmpty else { continue }
      // As recorded, then as each type, as the wire and as JSON.
      input.withUnsafeBytes { ProtobufFuzzEntry.run($0) }
      for type: UInt8 in 0..<9 {
        for form: UInt8 in [0, 0x80] {
          input[0] = type | form
          input.withUnsafeBytes { ProtobufFuzzEntry.run($0) }
        }
      }
    }
  }
}
