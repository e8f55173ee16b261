package import MotCuaDomain

extension MemoryStore: DossierStore {
  /// A dossier with its fees, results and supplement.
  package func dossier(
    _ code: DossierCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierRecord? {
    snapshot().dossier(code, in: scope)
  }

  /// A dossier with its components, history and pauses too.
  package func dossierDetail(
    _ code: DossierCode,
    in scope: RowScope,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierDetail? {
    let data = snapshot()
    guard let dossier = data.dossier(code, in: scope) else { return nil }
    return DossierDetail(
      dossier: dossier,
      components: data.components[dossier.id] ?? [],
      events: data.events.filter { $0.code == code },
      pauses: data.pauses[dossier.id] ?? []
    )
  }

  /// A dossier for whoever knows its code and the end of its owner's identity number.
  package func trackDossier(
    _ code: DossierCode,
    identitySuffix: String,
    on lane: ReadLane
  ) async throws(StoreError) -> DossierRecord? {
    guard let found = snapshot().dossier(code, in: .all) else { return nil }
    let number = found.applicant.identityNumber
    return !identitySuffix.isEmpty && number.hasSuffix(identitySuffix) ? found : nil
  }

  /// A page of a list.
  package func dossiers(
    _ query: DossierQuery,
    in scope: RowScope,
    after key: DossierKey?,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> Page<DossierRecord, DossierKey> {
    var found = matching(query, in: scope)
    switch query.order {
    case .submitted:
      found.reverse()
      if let key { found = found.filter { $0.id < key.id } }
    case .due:
      found = found.filter { $0.clockDueAt != nil }.sorted { Self.place($0) < Self.place($1) }
      if let key, let lateFrom = key.lateFrom {
        found = found.filter { Self.place($0) > (lateFrom, key.id) }
      }
    }
    let page = Array(found.prefix(limit))
    guard found.count > limit, let last = page.last else { return Page(items: page) }
    let next = DossierKey(lateFrom: query.order == .due ? last.lateFrom : nil, id: last.id)
    return Page(items: page, next: next)
  }

  private static func place(_ dossier: DossierRecord) -> (Instant, Int64) {
    (dossier.clockDueAt ?? Instant(milliseconds: .max), dossier.id)
  }

  private func matching(_ query: DossierQuery, in scope: RowScope) -> [DossierRecord] {
    snapshot().dossiers.filter { scope.covers($0) && query.keeps($0) }
  }

  /// The exact number of dossiers of a list.
  package func dossierCount(
    _ query: DossierQuery,
    in scope: RowScope
  ) async throws(StoreError) -> Int64 {
    let found = matching(query, in: scope)
    let counted = query.order == .due ? found.filter { $0.clockDueAt != nil } : found
    return Int64(counted.count)
  }

  /// The next dossiers in the order of their birth, for exports.
  package func exportDossiers(
    _ query: DossierQuery,
    in scope: RowScope,
    afterID id: Int64,
    throughID last: Int64,
    limit: Int
  ) async throws(StoreError) -> [DossierRecord] {
    Array(matching(query, in: scope).filter { $0.id > id && $0.id <= last }.prefix(limit))
  }

  /// The id of the youngest dossier.
  package func lastDossierID() async throws(StoreError) -> Int64 {
    Int64(snapshot().dossiers.count)
  }

  /// When the server has to do something with a dossier next; nil for never.
  package func firstTimer(on lane: ReadLane) async throws(StoreError) -> Instant? {
    snapshot().timers.map(\.at).min()
  }

  /// The next steps of all dossiers in commit order.
  package func dossierEvents(
    afterSequence sequence: Int64,
    in scope: RowScope,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [DossierEventRecord] {
    let data = snapshot()
    let later = data.events.filter {
      $0.sequence > sequence && data.dossier($0.code, in: scope) != nil
    }
    return Array(later.prefix(limit))
  }
}

extension DossierQuery {
  /// Whether a dossier passes every filter.
  func keeps(_ dossier: DossierRecord) -> Bool {
    if let agencies, !agencies.contains(dossier.agency) { return false }
    if let procedure, dossier.procedure != procedure { return false }
    if !states.isEmpty, !states.contains(dossier.state) { return false }
    if let channel, dossier.channel != channel { return false }
    if let identityNumber, dossier.applicant.identityNumber != identityNumber { return false }
    if let externalSource, dossier.externalSource != externalSource { return false }
    if let externalCode, dossier.externalCode != externalCode { return false }
    return keepsInstants(of: dossier)
  }

  private func keepsInstants(of dossier: DossierRecord) -> Bool {
    if let submittedFrom, dossier.submittedAt < submittedFrom { return false }
    if let submittedBefore, dossier.submittedAt >= submittedBefore { return false }
    if let receivedFrom, dossier.receivedAt.map({ $0 >= receivedFrom }) != true { return false }
    if let receivedBefore, dossier.receivedAt.map({ $0 < receivedBefore }) != true {
      return false
    }
    if let overdueAt, dossier.clockDueAt.map({ $0 <= overdueAt }) != true { return false }
    guard let dueBefore else { return true }
    return dossier.clockDueAt != nil && dossier.dueAt.map { $0 < dueBefore } == true
  }
}
