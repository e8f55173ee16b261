package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaAdminService {
  /// Lists who did what, the youngest first.
  package func listAuditEntries(
    _ request: ListAuditEntriesRequest,
    context: ServerContext
  ) async throws -> ListAuditEntriesResponse {
    let window = try environment.window(request, context)
    let page = try await environment.store.auditEntries(
      try Self.query(request),
      before: try window.place.map(Self.entryID),
      limit: window.limit
    )
    return ListAuditEntriesResponse(
      entries: page.items.map { AuditEntry($0) },
      nextPageToken: window.token(after: page.next.map { ListPlace(number: $0) })
    )
  }

  /// Looks through the whole chain.
  package func verifyAudit(
    _ request: VerifyAuditRequest,
    context: ServerContext
  ) async throws -> VerifyAuditResponse {
    let verdict = try await environment.store.verifyAudit(
      try request.checkpoint.map { try AuditHead($0) }
    )
    return VerifyAuditResponse(
      intact: verdict.brokenID == nil && !verdict.isCheckpointMissed,
      entries: verdict.entries,
      brokenEntryId: verdict.brokenID ?? 0,
      checkpointMissed: verdict.isCheckpointMissed,
      head: AuditCheckpoint(verdict.head)
    )
  }

  /// Returns the end of the chain.
  package func getAuditCheckpoint(
    _ request: GetAuditCheckpointRequest,
    context: ServerContext
  ) async throws -> AuditCheckpoint {
    AuditCheckpoint(environment.store.auditHead)
  }

  private static func query(_ request: ListAuditEntriesRequest) throws(RPCError) -> AuditQuery {
    try FieldReader.read { reader in
      var query = AuditQuery()
      if !request.principalId.isEmpty {
        query.principalID = Int64(request.principalId)
        if query.principalID == nil { reader.refuse("principal_id", "It is no principal's id.") }
      }
      if !request.subject.isEmpty { query.subject = request.subject }
      if !request.method.isEmpty {
        query.method = request.method.hasPrefix("motcua.") ? "/" + request.method : request.method
      }
      query.from = reader.instant(request.startTime, "start_time")
      query.before = reader.instant(request.endTime, "end_time")
      return query
    }
  }

  private static func entryID(_ place: ListPlace) throws(RPCError) -> Int64 {
    var place = place
    guard let id = place.number() else { throw PageWindow.mismatch }
    return id
  }
}

extension AuditEntry {
  /// An entry on the wire.
  init(_ record: AuditRecord) {
    self.init(
      id: record.id,
      occurTime: record.at.timestamp,
      principalId: String(record.principalID),
      method: record.method,
      requestId: record.requestID?.uuid ?? "",
      subject: record.subject,
      purpose: record.purpose,
      sha256: HexText.encode(record.hash)
    )
  }
}

extension AuditCheckpoint {
  /// A place in the chain on the wire; the beginning has no hash.
  init(_ head: AuditHead) {
    self.init(
      entryId: head.id,
      sha256: head.id == 0 ? "" : HexText.encode(head.hash),
      occurTime: head.id == 0 ? nil : head.at.timestamp
    )
  }
}

extension AuditHead {
  /// A place that a caller has kept.
  init(_ message: AuditCheckpoint) throws(RPCError) {
    guard message.entryId > 0 else {
      self = .beginning
      return
    }
    guard let hash = HexText.decode(message.sha256), hash.count == 32 else {
      throw .invalidField("checkpoint.sha256", "It must be given.")
    }
    self.init(id: message.entryId, hash: hash)
  }
}
