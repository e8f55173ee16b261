import MotCuaDomain
import SQLiteEngine

/// The figures in RAM as a file beside the database, written by an orderly stop of a large store.
///
/// A copy and nothing more: the next start takes it instead of adding up the whole rollup if it was
/// written after the last change that the database has and is sound, and ignores it otherwise. Every
/// change of a figure comes with an event or an audit entry in the same transaction, so their last
/// numbers say whether anything happened since.
struct FiguresFile {
  /// Up to which event and which audit entry figures are complete.
  struct Stamp: Hashable {
    let sequence: Int64
    let audit: Int64
  }

  private static let magic = "MotCua figures 2"
  private let path: String

  init(_ configuration: StoreConfiguration) {
    path = configuration.databasePath + "-figures"
  }

  /// The stamp of a database.
  static func stamp(of connection: SQLiteConnection) throws(SQLiteError) -> Stamp {
    try connection.with(
      """
      SELECT (SELECT coalesce(max(sequence), 0) FROM dossier_event),
        (SELECT coalesce(max(id), 0) FROM audit)
      """
    ) { (row) throws(SQLiteError) in
      guard try row.step() else { return Stamp(sequence: 0, audit: 0) }
      return Stamp(sequence: row.int64(0), audit: row.int64(1))
    }
  }

  /// Writes the figures durably; where that fails there is no file, and the next start adds up.
  func write(_ cube: StatisticsCube, _ stamp: Stamp) {
    var writer = ByteWriter()
    writer.write(Self.magic)
    writer.write(stamp.sequence)
    writer.write(stamp.audit)
    cube.write(to: &writer)
    let sum = Self.sum(writer.bytes[...])
    Files.replace(path, with: writer.bytes + withUnsafeBytes(of: sum.littleEndian) { Array($0) })
  }

  /// The figures if they are those of the stamp and sound.
  func read(_ stamp: Stamp) -> StatisticsCube.Details? {
    guard let bytes = Files.contents(of: path), bytes.count > 8 else { return nil }
    let body = bytes.dropLast(8)
    let sum = bytes.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard Self.sum(body) == sum else { return nil }
    var reader = ByteReader(Array(body))
    do throws(ByteReader.Damage) {
      guard try reader.readText() == Self.magic,
        try reader.readInt64() == stamp.sequence, try reader.readInt64() == stamp.audit
      else { return nil }
      return try StatisticsCube.read(from: &reader)
    } catch {
      return nil
    }
  }

  /// FNV-1a over 64 bits: against torn and rotten files, not against an attacker, who could write
  /// the database as well.
  private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBufferPointer { bytes in
      var sum: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return sum
    }
  }
}

extension StatisticsCube {
  /// Writes all series by agency and procedure, days without a change left out.
  func write(to writer: inout ByteWriter) {
    let agencies = details.sorted { $0.key < $1.key }
    writer.write(agencies) { writer, agency in
      writer.write(agency.key.text)
      writer.write(agency.value.sorted { $0.key < $1.key }) { writer, procedure in
        writer.write(procedure.key.text)
        writer.write(procedure.value.sorted { $0.key < $1.key }) { writer, series in
          writer.write(series.key)
          var before = 0
          writer.write(series.value.changes) { writer, change in
            writer.write(change.day - before)
            before = change.day
            writer.write(change.amount)
          }
        }
      }
    }
  }

  /// Reads what ``write(to:)`` wrote.
  static func read(from reader: inout ByteReader) throws(ByteReader.Damage) -> Details {
    var found: Details = [:]
    for _ in 0..<(try reader.readCount()) {
      guard let code = AgencyCode(try reader.readText()) else { throw ByteReader.Damage() }
      var agency: [ProcedureCode: Detail] = [:]
      for _ in 0..<(try reader.readCount()) {
        guard let procedure = ProcedureCode(try reader.readText()) else {
          throw ByteReader.Damage()
        }
        agency[procedure] = try readDetail(&reader)
      }
      found[code] = agency
    }
    return found
  }

  private static func readDetail(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Detail {
    var detail: Detail = [:]
    for _ in 0..<(try reader.readCount()) {
      let key = try reader.readInt()
      guard (0..<RollupKey.count).contains(key) else { throw ByteReader.Damage() }
      var series = SparseSeries()
      var day = 0
      for _ in 0..<(try reader.readCount()) {
        day += try reader.readInt()
        series.add(try reader.readInt64(), on: day)
      }
      detail[key] = series
    }
    return detail
  }
}
