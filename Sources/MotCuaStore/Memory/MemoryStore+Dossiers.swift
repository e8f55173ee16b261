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
    let found = sorted(matching(query, in: scope), by: query.order)
    var rest = found[...]
    if let key { rest = rest.drop { !isAfter(key, $0, in: query.order) } }
    let page = Array(rest.prefix(limit))
    guard rest.count > limit, let last = page.last else { return Page(items: page) }
    return Page(items: page, next: DossierKey(query.order, last))
  }

  private func isAfter(
    _ key: DossierKey,
    _ dossier: DossierRecord,
    in order: DossierOrder
  ) -> Bool {
    switch order {
    case .submitted: return dossier.id < key.id
    case .due: return Self.place(dossier) > (key.at ?? Instant(milliseconds: .min), key.id)
    case .received:
      let at = key.at ?? Instant(milliseconds: .max)
      return (dossier.receivedAt ?? dossier.submittedAt, dossier.id) < (at, key.id)
    case .applicantName:
      guard let last = snapshot().dossiers.first(where: { $0.id == key.id }) else { return true }
      return Self.precedes(last, dossier)
    }
  }

  private func sorted(_ found: [DossierRecord], by order: DossierOrder) -> [DossierRecord] {
    switch order {
    case .submitted:
      return found.reversed()
    case .due:
      return found.filter { $0.clockDueAt != nil }.sorted { Self.place($0) < Self.place($1) }
    case .received:
      return found.filter { $0.receivedAt != nil }.sorted {
        ($0.receivedAt ?? $0.submittedAt, $0.id) > ($1.receivedAt ?? $1.submittedAt, $1.id)
      }
    case .applicantName:
      return found.sorted { Self.precedes($0, $1) }
    }
  }

  private static func place(_ dossier: DossierRecord) -> (Instant, Int64) {
    (dossier.clockDueAt ?? Instant(milliseconds: .max), dossier.id)
  }

  private static func precedes(_ left: DossierRecord, _ right: DossierRecord) -> Bool {
    let (first, second) = (left.applicant.nameKey, right.applicant.nameKey)
    guard first == second else { return first.lexicographicallyPrecedes(second) }
    let words = [left, right].map { Array(FoldedName($0.applicant.name).text.utf8) }
    return words[0] == words[1] ? left.id < right.id : words[0].lexicographicallyPrecedes(words[1])
  }

  private func matching(_ query: DossierQuery, in scope: RowScope) -> [DossierRecord] {
    snapshot().dossiers.filter { scope.covers($0) && query.keeps($0) }
  }

  /// The exact number of dossiers of a list.
  package func dossierCount(
    _ query: DossierQuery,
    in scope: RowScope
  ) async throws(StoreError) -> Int64 {
    Int64(sorted(matching(query, in: scope), by: query.order).count)
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
    if let receptionAgencies, !receptionAgencies.contains(dossier.receptionAgency) { return false }
    if let procedure, dossier.procedure != procedure { return false }
    if !states.isEmpty, !states.contains(dossier.state) { return false }
    if let channel, dossier.channel != channel { return false }
    if let identityNumber, dossier.applicant.identityNumber != identityNumber { return false }
    if let phone, !PersonalIdentifier.phoneSpellings(phone).contains(dossier.applicant.phone) {
      return false
    }
    if let name, !FoldedName(dossier.applicant.name).has(FoldedName(name)) { return false }
    if let text, !text.means(dossier) { return false }
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
    if let notLateAt, dossier.clockDueAt.map({ $0 > notLateAt }) != true { return false }
    guard let dueBefore else { return true }
    return dossier.clockDueAt != nil && dossier.dueAt.map { $0 < dueBefore } == true
  }
}
