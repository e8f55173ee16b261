import MotCuaDomain
import SQLiteEngine

/// Up to which point of which history figures are complete.
///
/// It names the last step and the last entry of the audit with what tells them from others of the same
/// number: a database that was put back in time and has gone on since is another history. Every change
/// of a figure is told by a step, so the steps behind the stamp are all that is missing.
struct FiguresStamp: Hashable {
  /// The version of the schema: a step to another may change figures.
  let schema: Int64
  /// The position of the last step.
  let sequence: Int64
  private let dossier: Int64
  private let enteredAt: Int64
  private let audit: Int64
  private let hash: [UInt8]

  /// The stamp of a database as it is.
  init(of connection: SQLiteConnection) throws(SQLiteError) {
    try self.init(
      of: connection,
      sequence: Self.last("SELECT max(sequence) FROM dossier_event", connection),
      audit: Self.last("SELECT max(id) FROM audit", connection)
    )
  }

  private init(
    of connection: SQLiteConnection,
    sequence: Int64,
    audit: Int64
  ) throws(SQLiteError) {
    schema = Int64(Schema.version)
    self.sequence = sequence
    self.audit = audit
    (dossier, enteredAt) = try connection.with(
      "SELECT dossier_id, entered_at FROM dossier_event WHERE sequence = ?"
    ) { (row) throws(SQLiteError) in
      row.bind(sequence)
      return try row.step() ? (row.int64(0), row.int64(1)) : (0, 0)
    }
    hash = try connection.with("SELECT hash FROM audit WHERE id = ?") {
      (row) throws(SQLiteError) in
      row.bind(audit)
      return try row.step() ? row.bytes(0) : []
    }
  }

  /// Whether a database has been at this point.
  func isPast(of connection: SQLiteConnection) throws(SQLiteError) -> Bool {
    try self == FiguresStamp(of: connection, sequence: sequence, audit: audit)
  }

  private static func last(
    _ sql: StaticString,
    _ connection: SQLiteConnection
  ) throws(SQLiteError) -> Int64 {
    try connection.with(sql) { (row) throws(SQLiteError) in try row.step() ? row.int64(0) : 0 }
  }

  func write(to writer: inout ByteWriter) {
    for number in [schema, sequence, dossier, enteredAt, audit] { writer.write(number) }
    writer.write(hash) { writer, byte in writer.write(Int(byte)) }
  }

  /// Reads what ``write(to:)`` wrote.
  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    schema = try reader.readInt64()
    sequence = try reader.readInt64()
    dossier = try reader.readInt64()
    enteredAt = try reader.readInt64()
    audit = try reader.readInt64()
    hash = try reader.readList { (reader) throws(ByteReader.Damage) in
      UInt8(truncatingIfNeeded: try reader.readInt())
    }
  }
}
