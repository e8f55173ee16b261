package import MotCuaDomain

extension MemoryStore: FileStore {
  /// A file of a dossier in a scope.
  package func file(
    _ id: Int64,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> FileRecord? {
    let data = snapshot()
    guard let file = data.files[id], let dossier = file.dossierID,
      scope.covers(data.dossiers[Int(dossier) - 1])
    else { return nil }
    return file
  }

  /// Those of some hashes that no file has.
  package func unknownHashes(
    among hashes: [[UInt8]]
  ) async throws(StoreError) -> [[UInt8]] {
    let known = Set(snapshot().files.values.map(\.hash))
    return hashes.filter { !known.contains($0) }
  }

  /// How many files were uploaded before an instant and are named by no dossier.
  package func unattachedFileCount(
    before instant: Instant
  ) async throws(StoreError) -> Int {
    snapshot().files.values.count { $0.dossierID == nil && $0.createdAt < instant }
  }
}

extension MemoryStore: AuditStore {
  /// The end of the audit's chain.
  package var auditHead: AuditHead { snapshot().state.auditHead }

  /// A page of the audit, the youngest entry first.
  package func auditEntries(
    _ query: AuditQuery,
    before id: Int64?,
    limit: Int
  ) async throws(StoreError) -> Page<AuditRecord, Int64> {
    let found = snapshot().audit.reversed().filter { entry in
      entry.id < id ?? .max && query.keeps(entry)
    }
    let page = Array(found.prefix(limit))
    return Page(items: page, next: found.count > limit ? page.last?.id : nil)
  }

  /// Looks through the whole chain, and whether a place lies on it.
  package func verifyAudit(
    _ checkpoint: AuditHead?
  ) async throws(StoreError) -> AuditVerdict {
    let data = snapshot()
    var walk = AuditWalk(checkpoint: checkpoint)
    for entry in data.audit { walk.take(entry) }
    return walk.end(atLeast: data.state.auditHead)
  }
}

extension AuditQuery {
  /// Whether an entry passes every filter.
  func keeps(_ entry: AuditRecord) -> Bool {
    if let principalID, entry.principalID != principalID { return false }
    if let subject, entry.subject != subject { return false }
    if let method, entry.method != method { return false }
    if let from, entry.at < from { return false }
    if let before, entry.at >= before { return false }
    return true
  }
}
