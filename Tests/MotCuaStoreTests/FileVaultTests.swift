import Foundation
import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("The vault of files", .serialized)
struct FileVaultTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func vault(_ limits: FileLimits = FileLimits()) throws -> FileVault {
    try FileVault(folder: folder.path, limits: limits)
  }

  /// Everything that lies in the vault, by its path.
  private func contents() -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.path + "/files")
    let paths = (found?.allObjects as? [String]) ?? []
    return paths.filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: folder.path + "/files/" + path,
        isDirectory: &isFolder
      )
      return !isFolder.boolValue
    }.sorted()
  }

  private func kind(of bytes: [UInt8]) async throws(FileError) -> FileKind {
    let vault: FileVault
    do {
      vault = try self.vault()
    } catch {
      throw .storage("\(error)")
    }
    defer { vault.close() }
    let upload = try await vault.begin()
    defer { upload.release() }
    try await upload.append(bytes)
    let sum = SampleFiles.sum(bytes)
    return try await upload.finish(hash: sum, size: Int64(bytes.count)).kind
  }

  @Test("What a file is, its bytes say")
  func kinds() async throws {
    let expected: [(FileKind, [UInt8])] = [
      (.pdf, SampleFiles.pdf), (.jpeg, SampleFiles.jpeg), (.png, SampleFiles.png),
      (.docx, SampleFiles.docx), (.xlsx, SampleFiles.xlsx), (.odt, SampleFiles.odt),
      (.xml, SampleFiles.xml), (.xml, [0xef, 0xbb, 0xbf] + SampleFiles.xml),
      (.asice, SampleFiles.asice),
    ]
    for (kind, bytes) in expected { #expect(try await self.kind(of: bytes) == kind) }
    #expect(Set(expected.map(\.0)) == Set(FileKind.allCases))
  }

  @Test(
    "What is of no kind that is taken is refused",
    arguments: [
      Array("<html><script>alert(1)</script></html>".utf8), Array("<svg/>".utf8),
      Array("%PDF".utf8), Array("\n%PDF-1.7".utf8), Array("MZ\u{0}\u{1}".utf8),
      Array("#!/bin/sh".utf8),
      Array(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a/>".utf8
      ),
      SampleFiles.zip([("a.exe", "MZ")]), SampleFiles.zip([("mimetype", "application/zip")]),
      SampleFiles.zip([
        ("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", ""),
      ]),
      SampleFiles.zip([("[Content_Types].xml", ""), ("word/document.xml", "")], flags: 1),
      Array(SampleFiles.docx.dropLast(8)), Array(SampleFiles.odt.prefix(60)), [0x50, 0x4b, 3, 4],
    ]
  )
  func strangers(_ bytes: [UInt8]) async throws {
    await #expect(throws: FileError.kindNotAllowed) { _ = try await self.kind(of: bytes) }
  }

  @Test("Hostile bytes in the place of an archive's directory are refused, never a crash")
  func hostileArchives() async throws {
    var generator = SeededGenerator(seed: 45)
    for sample in [SampleFiles.docx, SampleFiles.odt, SampleFiles.asice] {
      for _ in 0..<60 {
        var bytes = sample
        for _ in 0..<4 {
          let place = Int.random(in: 4..<bytes.count, using: &generator)
          bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
        // Either it is still what it was, or it is refused.
        do throws(FileError) {
          _ = try await kind(of: bytes)
        } catch {
          #expect(error == .kindNotAllowed)
        }
      }
    }
  }

  @Test("A file of the largest size is taken, one byte more is not")
  func limit() async throws {
    let vault = try vault(FileLimits(fileBytesMax: 64))
    defer { vault.close() }
    for (size, isTaken) in [(63, true), (64, true), (65, false)] {
      let bytes = Array("%PDF-".utf8) + [UInt8](repeating: 7, count: size - 5)
      let upload = try await vault.begin()
      defer { upload.release() }
      if isTaken {
        try await upload.append(bytes)
        let content = try await upload.finish(hash: SampleFiles.sum(bytes), size: Int64(size))
        #expect(content.size == Int64(size))
      } else {
        await #expect(throws: FileError.tooLarge(bytesMax: 64)) {
          try await upload.append(bytes)
        }
      }
    }
  }

  @Test("Wrong sums, wrong sizes and nothing at all are refused")
  func sums() async throws {
    let vault = try vault()
    defer { vault.close() }
    let upload = try await vault.begin()
    defer { upload.release() }
    await #expect(throws: FileError.empty) {
      _ = try await upload.finish(hash: SampleFiles.sum([]), size: 0)
    }
    try await upload.append(SampleFiles.pdf)
    let size = Int64(SampleFiles.pdf.count)
    let sum = SampleFiles.sum(SampleFiles.pdf)
    await #expect(throws: FileError.sumMismatch) {
      _ = try await upload.finish(hash: sum, size: size - 1)
    }
    await #expect(throws: FileError.sumMismatch) {
      _ = try await upload.finish(hash: SampleFiles.sum([1]), size: size)
    }
    #expect(try await upload.finish(hash: sum, size: size).hash == sum)
  }

  private func keep(_ bytes: [UInt8], in vault: FileVault) async throws -> FileUpload {
    let upload = try await vault.begin()
    for start in stride(from: 0, to: bytes.count, by: 16) {
      try await upload.append(Array(bytes[start..<min(start + 16, bytes.count)]))
    }
    let content = try await upload.finish(hash: SampleFiles.sum(bytes), size: Int64(bytes.count))
    try await upload.keep(content)
    return upload
  }

  @Test("What is kept lies under its sum, once, and comes back as it was")
  func keeping() async throws {
    let vault = try vault(FileLimits(chunkBytes: 10))
    defer { vault.close() }
    for _ in 0..<2 { try await keep(SampleFiles.pdf, in: vault).release() }
    let sum = SampleFiles.sum(SampleFiles.pdf)
    let name = FileVault.name(of: sum)
    #expect(contents() == ["\(name.prefix(2))/\(name)"])
    #expect(FileVault.hash(of: name) == sum)
    let stored = try await vault.open(hash: sum, size: Int64(SampleFiles.pdf.count))
    var bytes: [UInt8] = []
    while Int64(bytes.count) < stored.size {
      #expect(!stored.isIntact)
      bytes += try await stored.chunk(at: Int64(bytes.count))
    }
    #expect(bytes == SampleFiles.pdf)
    #expect(stored.isIntact)
    #expect(try await stored.chunk(at: stored.size).isEmpty)
  }

  @Test("Bytes that are gone, shorter or changed are damage")
  func damage() async throws {
    let vault = try vault()
    defer { vault.close() }
    try await keep(SampleFiles.pdf, in: vault).release()
    let sum = SampleFiles.sum(SampleFiles.pdf)
    let size = Int64(SampleFiles.pdf.count)
    let path = vault.path(of: sum)
    var bytes = SampleFiles.pdf
    bytes[20] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let changed = try await vault.open(hash: sum, size: size)
    _ = try await changed.chunk(at: 0)
    #expect(!changed.isIntact)
    try Data(bytes.dropLast()).write(to: URL(fileURLWithPath: path))
    let damaged = FileError.damaged(hash: FileVault.name(of: sum))
    await #expect(throws: damaged) { _ = try await vault.open(hash: sum, size: size) }
    try FileManager.default.removeItem(atPath: path)
    await #expect(throws: damaged) { _ = try await vault.open(hash: sum, size: size) }
    // An upload of the same bytes mends the place.
    try await keep(SampleFiles.pdf, in: vault).release()
    #expect(try await vault.open(hash: sum, size: size).chunk(at: 0) == SampleFiles.pdf)
  }

  @Test("An upload that breaks off leaves nothing, at once or after a restart")
  func partial() async throws {
    let first = try vault()
    let broken = try await first.begin()
    try await broken.append(SampleFiles.pdf)
    broken.release()
    let killed = try await first.begin()
    try await killed.append(SampleFiles.pdf)
    #expect(contents().contains { $0.hasPrefix("incoming/") })
    // The next process finds what the last one left.
    let second = try vault()
    #expect(contents().isEmpty)
    killed.release()
    first.close()
    second.close()
  }

  @Test("Uploads above the limit at once are refused, and taken again when one has ended")
  func uploadsMax() async throws {
    let vault = try vault(FileLimits(uploadsMax: 2))
    defer { vault.close() }
    let first = try await vault.begin()
    let second = try await vault.begin()
    await #expect(throws: FileError.overloaded) { _ = try await vault.begin() }
    first.release()
    first.release()
    let third = try await vault.begin()
    await #expect(throws: FileError.overloaded) { _ = try await vault.begin() }
    second.release()
    third.release()
  }

  @Test("One uploader cannot take all places")
  func uploadsPerUploader() async throws {
    let vault = try vault(FileLimits(uploadsMax: 3, uploadsPerUploaderMax: 2))
    defer { vault.close() }
    let first = try await vault.begin(by: "7 070900000001")
    let second = try await vault.begin(by: "7 070900000001")
    await #expect(throws: FileError.overloaded) { _ = try await vault.begin(by: "7 070900000001") }
    let other = try await vault.begin(by: "7 070900000002")
    first.release()
    let third = try await vault.begin(by: "7 070900000001")
    for upload in [second, other, third] { upload.release() }
  }

  @Test("Bytes that got no name are taken back, and what another has of the same stays")
  func takingBack() async throws {
    let vault = try vault()
    defer { vault.close() }
    let bytes = SampleFiles.pdf
    func kept() async throws -> (FileUpload, FileUpload.Content) {
      let upload = try await vault.begin()
      try await upload.append(bytes)
      let sum = SampleFiles.sum(bytes)
      let content = try await upload.finish(hash: sum, size: Int64(bytes.count))
      try await upload.keep(content)
      return (upload, content)
    }
    let (first, content) = try await kept()
    try await first.takeBack(content) { true }
    #expect(contents().count == 1)
    let (second, _) = try await kept()
    // Both are about to name the same bytes.
    try await second.takeBack(content) { false }
    #expect(contents().count == 1)
    second.release()
    // The bytes that lie there now are the second one's.
    try await first.takeBack(content) { false }
    #expect(contents().count == 1)
    first.release()
    let (third, _) = try await kept()
    vault.hold()
    try await third.takeBack(content) { false }
    #expect(contents().count == 1)
    vault.release()
    try await third.takeBack(content) { false }
    #expect(contents().isEmpty)
    third.release()
  }

  @Test("A closed vault takes and gives nothing, and does not hang")
  func closed() async throws {
    let vault = try vault()
    vault.close()
    await #expect(throws: FileError.closed) { _ = try await vault.begin() }
  }
}
