/// Finds out what the bytes of a file are: a name or a header that a sender gives proves nothing.
///
/// The list is short because each kind is one more way to bring in something harmful: no HTML, no
/// SVG, no macros, no plain archives (decision 0045).
struct FileSniffer {
  /// How much of the beginning is looked at.
  private static let headBytes = 64 << 10
  private static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// What an open file is; nil for what is not taken.
  static func kind(of file: OpenFile, size: Int64) throws(FileError) -> FileKind? {
    let head = try file.bytes(from: 0, count: Int(min(size, Int64(headBytes))))
    if head.starts(with: "%PDF-".utf8) { return .pdf }
    if head.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
    if head.starts(with: png) { return .png }
    if head.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
      return try ZipDirectory.kind(of: file, size: size, head: head)
    }
    return isXML(head) ? .xml : nil
  }

  /// XML that declares itself and has no document type: one could read files or grow without end.
  private static func isXML(_ head: [UInt8]) -> Bool {
    let text = head.starts(with: byteOrderMark) ? head.dropFirst(3) : head[...]
    guard text.starts(with: "<?xml".utf8), !text.contains(0) else { return false }
    return !contains(text, Array("<!DOCTYPE".utf8)) && !contains(text, Array("<!ENTITY".utf8))
  }

  private static func contains(_ text: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    return (text.startIndex...(text.endIndex - word.count)).contains { start in
      text[start] == word[0] && text[start..<(start + word.count)].elementsEqual(word)
    }
  }
}
