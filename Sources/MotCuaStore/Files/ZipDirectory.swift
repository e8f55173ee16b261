/// Tells the kinds that travel as ZIP archives apart, without unpacking anything.
///
/// APPNOTE.TXT 4.3: local headers, a central directory, and its end record at the end of the file.
/// Archives over 4 GiB (ZIP64) are none of ours.
enum ZipDirectory {
  /// The longest directory that is looked through.
  private static let directoryBytesMax = 1 << 20
  /// An end record is 22 bytes and a comment of up to 65,535.
  private static let endBytesMax = 22 + 65_535

  static func kind(of file: OpenFile, size: Int64, head: [UInt8]) throws(FileError) -> FileKind? {
    guard let names = try names(in: file, size: size) else { return nil }
    if let type = storedType(head) {
      switch type {
      case "application/vnd.oasis.opendocument.text":
        return names.contains("content.xml") ? .odt : nil
      case "application/vnd.etsi.asic-e+zip":
        return names.contains { $0.hasPrefix("META-INF/") } ? .asice : nil
      default: return nil
      }
    }
    guard names.contains("[Content_Types].xml"),
      !names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") })
    else { return nil }
    if names.contains("word/document.xml") { return .docx }
    return names.contains("xl/workbook.xml") ? .xlsx : nil
  }

  /// The text of a first entry `mimetype` that is not packed (ODF 1.3 part 2, 3.3; EN 319 162-1).
  private static func storedType(_ head: [UInt8]) -> String? {
    guard let method = number(head, 8, 2), let size = number(head, 22, 4),
      let nameLength = number(head, 26, 2), let extraLength = number(head, 28, 2)
    else { return nil }
    let name = 30..<(30 + nameLength)
    let text = (name.upperBound + extraLength)..<(name.upperBound + extraLength + size)
    guard method == 0, size <= 200, text.upperBound <= head.count,
      head[name].elementsEqual("mimetype".utf8)
    else { return nil }
    return String(decoding: head[text], as: UTF8.self)
  }

  /// The names of all entries; nil where the directory is broken or an entry is encrypted.
  private static func names(in file: OpenFile, size: Int64) throws(FileError) -> Set<String>? {
    let tailSize = Int(min(size, Int64(endBytesMax)))
    let tail = try file.bytes(from: size - Int64(tailSize), count: tailSize)
    guard let end = endRecord(tail), let length = number(tail, end + 12, 4),
      let start = number(tail, end + 16, 4), length <= directoryBytesMax,
      Int64(start) + Int64(length) <= size
    else { return nil }
    let directory = try file.bytes(from: Int64(start), count: length)
    var names: Set<String> = []
    var position = 0
    while position < directory.count {
      guard number(directory, position, 4) == 0x0201_4b50,
        let flags = number(directory, position + 8, 2), flags & 1 == 0,
        let name = number(directory, position + 28, 2),
        let extra = number(directory, position + 30, 2),
        let comment = number(directory, position + 32, 2),
        position + 46 + name <= directory.count
      else { return nil }
      let text = directory[(position + 46)..<(position + 46 + name)]
      names.insert(String(decoding: text, as: UTF8.self))
      position += 46 + name + extra + comment
    }
    return names
  }

  /// Where the end record begins; the last one that reaches exactly to the end of the file.
  private static func endRecord(_ tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    return stride(from: tail.count - 22, through: 0, by: -1).first { position in
      number(tail, position, 4) == 0x0605_4b50
        && number(tail, position + 20, 2) == tail.count - position - 22
    }
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    return (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }
}
