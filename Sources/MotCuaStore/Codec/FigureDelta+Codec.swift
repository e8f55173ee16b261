import MotCuaDomain

/// The figures of a step as a part of its row: the procedure, then each change with its agency, its
/// key, its distance from the step in milliseconds and its amount.
enum FigureDeltas {
  static func encode(
    _ deltas: [FigureDelta],
    procedure: ProcedureCode,
    at: Instant,
    codes: CodeTable
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(codes.assign(procedure))
    writer.write(deltas) { writer, delta in
      writer.write(codes.assign(delta.agency))
      writer.write(delta.key.index)
      writer.write(delta.at.milliseconds - at.milliseconds)
      writer.write(delta.amount)
    }
    return writer.bytes
  }

  static func decode(
    _ bytes: [UInt8],
    at: Instant,
    codes: CodeTable
  ) throws(ByteReader.Damage) -> (procedure: ProcedureCode, deltas: [FigureDelta]) {
    var reader = ByteReader(bytes)
    guard let procedure = codes.procedure(try reader.readInt64()) else {
      throw ByteReader.Damage()
    }
    let deltas = try reader.readList { (reader) throws(ByteReader.Damage) in
      guard let agency = codes.agency(try reader.readInt64()),
        let key = RollupKey(index: try reader.readInt())
      else { throw ByteReader.Damage() }
      let instant = Instant(milliseconds: at.milliseconds &+ (try reader.readInt64()))
      return FigureDelta(agency: agency, key: key, at: instant, amount: try reader.readInt64())
    }
    guard reader.isAtEnd else { throw ByteReader.Damage() }
    return (procedure, deltas)
  }
}
