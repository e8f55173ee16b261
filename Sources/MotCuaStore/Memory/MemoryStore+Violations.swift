import MotCuaDomain

extension MemoryStore: ViolationStore {
  /// A page of records about paper, the youngest first.
  package func violations(
    _ query: ViolationQuery,
    before id: Int64?,
    limit: Int
  ) async throws(StoreError) -> Page<ViolationRecord, Int64> {
    let found = snapshot().violations.reversed()
      .filter { $0.id < id ?? .max && query.keeps($0) }
    let items = Array(found.prefix(limit))
    return Page(items: items, next: found.count > limit ? items.last?.id : nil)
  }

  /// The counts of all who have any record about paper.
  package func violationCounts(
    _ query: ViolationQuery,
    by grouping: ViolationGrouping
  ) async throws(StoreError) -> [ViolationCount] {
    var found: [String: [ViolationKind: Int64]] = [:]
    for violation in snapshot().violations where query.keeps(violation) {
      let code =
        switch grouping {
        case .agency: violation.agency.text
        case .officer: violation.officer ?? ""
        case .head: violation.head ?? ""
        }
      found[code, default: [:]][violation.kind, default: 0] += 1
    }
    return found.map { ViolationCount(code: $0.key, counts: $0.value) }
      .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
  }
}

extension MemoryTransaction {
  func record(_ violation: ViolationRecord, of dossier: Int64?) throws(StoreError) -> Bool {
    if dossier == nil, let requestID = envelope.requestID {
      let attempt = MemoryData.Attempt(
        principalID: envelope.principalID,
        requestID: requestID,
        bodyHash: envelope.bodyHash
      )
      guard data.attempts.insert(attempt).inserted else { return false }
    }
    var violation = violation
    violation.id = Int64(data.violations.count) + 1
    data.violations.append(violation)
    return true
  }
}

extension ViolationQuery {
  fileprivate func keeps(_ violation: ViolationRecord) -> Bool {
    violation.at >= from && violation.at < before && kinds.contains(violation.kind)
      && agencies.map { $0.contains(violation.agency) } ?? true
      && officer.map { $0.fits(violation.officer) } ?? true
      && head.map { $0.fits(violation.head) } ?? true
      && procedure.map { $0 == violation.procedure } ?? true
  }
}

extension ViolationQuery.Person {
  fileprivate func fits(_ code: String?) -> Bool {
    switch self {
    case .nobody: code == nil
    case .officer(let wanted): code == wanted
    }
  }
}
