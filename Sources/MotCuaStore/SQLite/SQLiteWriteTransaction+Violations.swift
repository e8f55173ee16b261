import MotCuaDomain
import SQLiteEngine

extension SQLiteWriteTransaction {
  func record(_ violation: ViolationRecord, of dossier: Int64?) throws(StoreError) -> Bool {
    // Only an attempt has no operation that keeps its repeats away.
    let requestID = dossier == nil ? envelope.requestID?.bytes : nil
    return try storing { () throws(SQLiteError) in
      try connection.statement(
        """
        INSERT INTO violation(province_id, kind, at, agency_id, officer, head_officer,
          procedure_id, dossier_id, channel, exemption, principal_id, request_id, body_hash)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """
      )
      .bind(province).bind(violation.kind.rawValue).bind(violation.at)
      .bind(codes.assign(violation.agency)).bind(violation.officer).bind(violation.head)
      .bind(codes.assign(violation.procedure)).bind(dossier)
      .bind(violation.channel.rawValue).bind(violation.exemption).bind(envelope.principalID)
      .bind(requestID).bind(requestID == nil ? nil : envelope.bodyHash).run()
      return connection.changes > 0
    }
  }
}
