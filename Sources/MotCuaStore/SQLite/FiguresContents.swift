import MotCuaDomain

/// Which figures a file of figures has, in the order of its days and sums.
///
/// Procedures come at many agencies and are written once.
struct FiguresContents {
  /// What the file has of one agency.
  struct Agency {
    let code: AgencyCode
    let rows: [SettledSeries.Row]
    let series: [SettledSeries.Series]
    /// How many days, and how many sums.
    let count: Int
  }

  let agencies: [Agency]

  /// How many days all agencies have.
  var count: Int { agencies.reduce(0) { $0 + $1.count } }

  static func write(
    _ agencies: [(key: AgencyCode, value: SettledSeries)],
    to writer: inout ByteWriter
  ) {
    let procedures = Set(agencies.flatMap { $0.value.rows.map(\.procedure) }).sorted()
    let places = Dictionary(
      uniqueKeysWithValues: procedures.enumerated().map { ($1, $0) }
    )
    writer.write(procedures.map(\.text))
    writer.write(agencies) { writer, agency in
      writer.write(agency.key.text)
      writer.write(agency.value.rows) { writer, row in
        writer.write(places[row.procedure] ?? 0)
        writer.write(Array(agency.value.series[row.series])) { writer, series in
          writer.write(Int(series.key))
          writer.write(Int(series.count))
        }
      }
    }
  }

  /// Reads what ``write(_:to:)`` wrote, to the end.
  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    var procedures: [ProcedureCode] = []
    for text in try reader.readTexts() {
      guard let procedure = ProcedureCode(text) else { throw ByteReader.Damage() }
      procedures.append(procedure)
    }
    var agencies: [Agency] = []
    for _ in 0..<(try reader.readCount()) {
      guard let code = AgencyCode(try reader.readText()) else { throw ByteReader.Damage() }
      agencies.append(try Self.agency(code, procedures, &reader))
    }
    guard reader.isAtEnd else { throw ByteReader.Damage() }
    self.agencies = agencies
  }

  private static func agency(
    _ code: AgencyCode,
    _ procedures: [ProcedureCode],
    _ reader: inout ByteReader
  ) throws(ByteReader.Damage) -> Agency {
    var rows: [SettledSeries.Row] = []
    var series: [SettledSeries.Series] = []
    var count = 0
    for _ in 0..<(try reader.readCount()) {
      let procedure = try reader.readInt()
      guard procedures.indices.contains(procedure) else { throw ByteReader.Damage() }
      let first = series.count
      for _ in 0..<(try reader.readCount()) {
        let key = try reader.readInt()
        let days = try reader.readInt()
        guard (0..<RollupKey.count).contains(key), days >= 0, days <= Int(Int32.max) - count
        else { throw ByteReader.Damage() }
        series.append(SettledSeries.Series(key: key, start: count, count: days))
        count += days
      }
      rows.append(
        SettledSeries.Row(procedure: procedures[procedure], series: first..<series.count)
      )
    }
    return Agency(code: code, rows: rows, series: series, count: count)
  }
}
