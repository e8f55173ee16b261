import MotCuaDomain
import SQLiteEngine

/// Reads shipments over one connection, whoever owns it.
enum ShipmentRows {
  private static let columns =
    "s.id, s.dossier_id, d.code, s.direction, s.carrier, s.tracking_number, "
    + "s.returns_result, s.receiver_name, s.receiver_phone, s.receiver_address, s.steps, s.etag"
  /// Every list of shipments begins so.
  static let select = "SELECT \(columns) FROM shipment s JOIN dossier d ON d.id = s.dossier_id "
  /// Every list of shipments of few dossiers begins so, and goes on with their ids.
  static let selectOfFew =
    "SELECT \(columns) FROM shipment s INDEXED BY shipment_dossier "
    + "CROSS JOIN dossier d ON d.id = s.dossier_id WHERE s.dossier_id IN "

  /// The shipments that a statement beginning with ``select`` finds.
  static func all(
    _ connection: SQLiteConnection,
    _ sql: String,
    bind: (SQLiteStatement) -> Void
  ) throws(RowError) -> [ShipmentRecord] {
    try connection.rows(composed: sql) { (row) throws(RowError) in
      bind(row)
      var found: [ShipmentRecord] = []
      while try row.next() { found.append(try read(row)) }
      return found
    }
  }

  private static func read(_ row: SQLiteStatement) throws(RowError) -> ShipmentRecord {
    let id = row.nextInt64()
    let dossierID = row.nextInt64()
    guard let dossier = DossierCode(row.nextText()),
      let direction = row.nextEnum(ShipmentDirection.self)
    else { throw .damaged("shipment") }
    var shipment = ShipmentRecord(
      id: id,
      dossierID: dossierID,
      dossier: dossier,
      direction: direction,
      carrier: row.nextText(),
      trackingNumber: row.nextText(),
      returnsResult: row.nextBool(),
      receiverName: row.nextText(),
      receiverPhone: row.nextText(),
      receiverAddress: row.nextText()
    )
    guard let steps = try? SmallLists.shipmentSteps(row.nextBytes()) else {
      throw .damaged("shipment")
    }
    shipment.steps = steps
    shipment.etag = row.nextInt64()
    return shipment
  }
}

extension SmallLists {
  static func encode(_ steps: [ShipmentRecord.Step]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(steps) { writer, step in
      writer.write(Optional(step.state))
      writer.write(step.at.milliseconds)
      writer.write(step.note)
    }
    return writer.bytes
  }

  static func shipmentSteps(
    _ bytes: [UInt8]
  ) throws(ByteReader.Damage) -> [ShipmentRecord.Step] {
    var reader = ByteReader(bytes)
    return try reader.readList { (reader) throws(ByteReader.Damage) in
      ShipmentRecord.Step(
        state: try reader.readRequired(ShipmentState.self),
        at: Instant(milliseconds: try reader.readInt64()),
        note: try reader.readText()
      )
    }
  }
}
