import Foundation
import Testing
import WireHarness

@Suite("The fuzzers' corpora of the wire")
struct FuzzReplayTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func inputs(_ target: String) throws -> [[UInt8]] {
    try ["Corpus", "FailCases"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        at: root.appending(path: "Tools/Fuzz/\(folder)/\(target)"),
        includingPropertiesForKeys: nil
      ).filter { !$0.lastPathComponent.hasPrefix(".") }.map { Array(try Data(contentsOf: $0)) }
    }
  }

  @Test(
    "Every input for the receive paths runs clean, by both sides",
    arguments: [0, 1] as [UInt8]
  )
  func wire(side: UInt8) throws {
    let inputs = try Self.inputs("wire")
    #expect(!inputs.isEmpty)
    for var input in inputs where input.count >= 2 {
      for control: UInt8 in [0, 2, 6, 14] {
        input[0] = control | side
        input.withUnsafeBytes { WireFuzzEntry.run($0) }
      }
    }
  }

  @Test(
    "Every input for the decoders runs clean, by each of them",
    arguments: 0..<6 as Range<UInt8>
  )
  func codecs(choice: UInt8) throws {
    let inputs = try Self.inputs("codecs")
    #expect(!inputs.isEmpty)
    for var input in inputs where !input.isEmpty {
      input[0] = choice
      input.withUnsafeBytes { CodecFuzzEntry.run($0) }
    }
  }
}
