import MotCuaDomain

/// The figures in RAM as a file beside the database, written by an orderly stop of a large store.
///
/// A copy and nothing more: the next start takes it and the steps since, instead of adding up the whole
/// rollup, if it comes from the database's own past and is sound, and ignores it otherwise.
///
/// Behind the stamp and a table of contents lie the days and the sums of each agency as they lie in
/// RAM, so that a start copies them and does not look at one of them; a checksum is the end.
struct FiguresFile {
  /// What a start takes.
  typealias Content = (stamp: FiguresStamp, figures: [AgencyCode: SettledSeries])

  private static let magic = "MotCua figures 3"
  /// More is no table of contents.
  private static let headBytesMax = 1 << 28
  private let path: String

  init(_ configuration: StoreConfiguration) {
    path = configuration.databasePath + "-figures"
  }

  /// Writes the figures durably; where that fails there is no file, and the next start adds up.
  func write(_ figures: [AgencyCode: SettledSeries], _ stamp: FiguresStamp) {
    let agencies = figures.sorted { $0.key < $1.key }
    var writer = ByteWriter()
    writer.write(Self.magic)
    stamp.write(to: &writer)
    FiguresContents.write(agencies, to: &writer)
    let head = writer.bytes
    Files.replace(path) { file in
      var sum = Checksum()
      let isWhole =
        sum.append([UInt64(head.count)], to: file) && sum.append(head, to: file)
        && agencies.allSatisfy { agency in
          sum.append(agency.value.days, to: file) && sum.append(agency.value.sums, to: file)
        }
      return isWhole && [sum.value].withUnsafeBytes { file.append($0) }
    }
  }

  /// The figures if they are sound and a condition accepts their stamp.
  func read(where isPast: (FiguresStamp) -> Bool) -> Content? {
    Files.reading(path) { file in
      var sum = Checksum()
      guard let length = sum.read(1, of: UInt64.self, from: file)?.first,
        length <= min(Self.headBytesMax, Int(file.size)),
        let head = sum.read(Int(length), of: UInt8.self, from: file)
      else { return nil }
      var reader = ByteReader(head)
      guard (try? reader.readText()) == Self.magic,
        let stamp = try? FiguresStamp(from: &reader), isPast(stamp),
        let contents = try? FiguresContents(from: &reader),
        file.size == Int64(8 + head.count + 12 * contents.count + 8)
      else { return nil }
      var figures: [AgencyCode: SettledSeries] = [:]
      for agency in contents.agencies {
        guard let days = sum.read(agency.count, of: Int32.self, from: file),
          let sums = sum.read(agency.count, of: Int64.self, from: file)
        else { return nil }
        figures[agency.code] = SettledSeries(
          rows: agency.rows,
          series: agency.series,
          days: days,
          sums: sums
        )
      }
      var end = Checksum()
      guard end.read(1, of: UInt64.self, from: file)?.first == sum.value else { return nil }
      return (stamp, figures)
    }
  }
}

/// A sum over all bytes of a file, eight at a step: against torn and rotten files, not against an
/// attacker, who could write the database as well.
///
/// Each step can be undone, so that no change of one step's bytes is without effect. The bytes lie as
/// the processors of all supported platforms have them, the low ones first.
private struct Checksum {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds the bytes of values and writes them to a file; false where that fails.
  mutating func append<Value: FixedWidthInteger>(
    _ values: [Value],
    to file: borrowing FileStream
  ) -> Bool {
    values.withUnsafeBytes { bytes in
      add(bytes)
      return file.append(bytes)
    }
  }

  /// Reads so many values from a file and adds their bytes; nil where there are fewer.
  mutating func read<Value: FixedWidthInteger>(
    _ count: Int,
    of _: Value.Type,
    from file: borrowing FileStream
  ) -> [Value]? {
    var isWhole = false
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      isWhole = file.fill(bytes)
      guard isWhole else { return }
      filled = count
      add(UnsafeRawBufferPointer(bytes))
    }
    return isWhole ? values : nil
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var sum = value
    var place = 0
    while place + 8 <= bytes.count {
      sum = Self.step(sum, bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    for byte in bytes[place...] { sum = Self.step(sum, UInt64(byte)) }
    value = sum
  }

  private static func step(_ sum: UInt64, _ next: UInt64) -> UInt64 {
    let product = (sum ^ next) &* 0x100_0000_01b3
    return product ^ product >> 32
  }
}
