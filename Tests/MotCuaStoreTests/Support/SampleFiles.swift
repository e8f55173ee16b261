import Crypto

/// Small files of every kind, made byte by byte.
enum SampleFiles {
  static let pdf = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n".utf8)
  static let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF".utf8) + [0xff, 0xd9]
  static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]
  static let xml = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><HSoThueDTu/>".utf8)

  static let docx = zip([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")])
  static let xlsx = zip([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<x/>")])
  static let odt = zip([
    ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<o/>"),
  ])
  static let asice = zip([
    ("mimetype", "application/vnd.etsi.asic-e+zip"), ("don.pdf", "%PDF-"),
    ("META-INF/signatures.xml", "<s/>"),
  ])

  /// A ZIP archive of entries that are not packed.
  static func zip(_ entries: [(name: String, text: String)], flags: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in entries {
      let offset = bytes.count
      let sizes = number(text.utf8.count, 4) + number(text.utf8.count, 4)
      let common = number(flags, 2) + number(0, 2) + number(0, 4) + number(0, 4) + sizes
      bytes += number(0x0403_4b50, 4) + number(20, 2) + common + number(name.utf8.count, 2)
      bytes += number(0, 2) + Array(name.utf8) + Array(text.utf8)
      directory += number(0x0201_4b50, 4) + number(20, 2) + number(20, 2) + common
      directory += number(name.utf8.count, 2) + number(0, 2) + number(0, 2) + number(0, 2)
      directory += number(0, 2) + number(0, 4) + number(offset, 4) + Array(name.utf8)
    }
    let start = bytes.count
    bytes += directory + number(0x0605_4b50, 4) + number(0, 2) + number(0, 2)
    bytes += number(entries.count, 2) + number(entries.count, 2)
    bytes += number(directory.count, 4) + number(start, 4) + number(0, 2)
    return bytes
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func sum(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
