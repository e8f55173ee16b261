import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: ShipmentStore {
  /// A page of a list, the youngest first.
  package func shipments(
    _ query: ShipmentQuery,
    in scope: RowScope,
    before id: Int64?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<ShipmentRecord, Int64> {
    let province = configuration.provinceID
    let last = id ?? .max
    return try await reads.read(on: lane) { [codes] (connection) throws(RowError) in
      let condition = ScopeCondition(scope, codes: codes, prefix: "d.")
      let states = query.states.map(\.rawValue).sorted()
      // Where few dossiers are meant, the walk begins with them and not with the youngest shipment.
      let few =
        query.dossier == nil && query.trackingNumber == nil
        ? try FewDossiers(scope, connection, codes: codes, province: province) : nil
      let isShort = query.dossier != nil || query.trackingNumber != nil || scope.isOwner
      let id = isShort || few != nil ? "+s.id" : "s.id"
      var sql =
        few.map { ShipmentRows.selectOfFew + "(\($0.text)) AND " }
        ?? ShipmentRows.select + "WHERE "
      sql += "d.province_id = ? AND \(id) < ?"
      if query.dossier != nil { sql += " AND d.code = ?" }
      if query.direction != nil { sql += " AND s.direction = ?" }
      if query.trackingNumber != nil { sql += " AND s.province_id = ? AND s.tracking_number = ?" }
      if !states.isEmpty {
        sql += " AND s.state IN (\(states.map { _ in "?" }.joined(separator: ", ")))"
      }
      sql += " AND \(condition.text) ORDER BY \(id) DESC LIMIT ?"
      // One more than asked for tells whether there is a next page.
      var found = try ShipmentRows.all(connection, sql) { row in
        few?.bind(to: row)
        row.bind(province).bind(last)
        if let dossier = query.dossier { row.bind(dossier.text) }
        if let direction = query.direction { row.bind(direction.rawValue) }
        if let number = query.trackingNumber { row.bind(province).bind(number) }
        for state in states { row.bind(state) }
        condition.bind(to: row)
        row.bind(limit + 1)
      }
      guard found.count > limit else { return Page(items: found) }
      found.removeLast()
      return Page(items: found, next: found.last?.id)
    }
  }
}

extension SQLiteWriteTransaction {
  private static let byTracking =
    ShipmentRows.select
    + "WHERE s.province_id = ? AND s.tracking_number = ? AND s.carrier = ?"

  func shipment(
    by carrier: String,
    trackingNumber: String
  ) throws(StoreError) -> ShipmentRecord? {
    try reading { () throws(RowError) in
      try ShipmentRows.all(connection, Self.byTracking) {
        $0.bind(province).bind(trackingNumber).bind(carrier)
      }.first
    }
  }

  func insert(_ shipment: ShipmentRecord) throws(StoreError) -> Int64 {
    try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT INTO shipment(province_id, dossier_id, direction, state, carrier, tracking_number,
          returns_result, receiver_name, receiver_phone, receiver_address, steps, etag)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
      )
      .bind(province).bind(shipment.dossierID).bind(shipment.direction.rawValue)
      .bind(shipment.state.rawValue).bind(shipment.carrier).bind(shipment.trackingNumber)
      .bind(shipment.returnsResult).bind(shipment.receiverName).bind(shipment.receiverPhone)
      .bind(shipment.receiverAddress).bind(SmallLists.encode(shipment.steps)).bind(shipment.etag)
      .run()
      return connection.lastInsertedID
    }
  }

  func update(_ shipment: ShipmentRecord) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.statement("UPDATE shipment SET state = ?, steps = ?, etag = ? WHERE id = ?")
        .bind(shipment.state.rawValue).bind(SmallLists.encode(shipment.steps))
        .bind(shipment.etag).bind(shipment.id).run()
    }
  }
}
