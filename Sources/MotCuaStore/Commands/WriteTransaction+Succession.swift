import MotCuaDomain

extension WriteTransaction {
  /// Ends the offerings of an agency and gives its successors those that they lack.
  ///
  /// A successor that offers the procedure already keeps its own; of several old agencies the first
  /// of the decision gives its level history, desk, channels, assignees and paper policies.
  func handOverOfferings(
    of old: AgencyCode,
    by order: SuccessionOrder
  ) throws(StoreError) -> Int {
    var count = 0
    for offering in state.catalogue.offerings {
      if offering.agency == old {
        if try handOver(offering, by: order) { count += 1 }
      } else if offering.desk == old, offering.isOpen(after: order.date) {
        var made = offering
        made.desk = order.successor(of: old, for: offering.procedure)
        if made.desk == made.agency { made.desk = nil }
        try store(&made)
      }
    }
    return count
  }

  private func handOver(
    _ offering: OfferingRecord,
    by order: SuccessionOrder
  ) throws(StoreError) -> Bool {
    guard offering.isOpen(after: order.date) else { return false }
    var ended = offering
    ended.validTo = order.date.addingDays(-1)
    try store(&ended)
    guard let next = order.successor(of: offering.agency, for: offering.procedure) else {
      return false
    }
    let known = state.catalogue.offering(offering.procedure, next)
    if let known, known.isOpen(after: order.date) { return false }
    var made = offering
    made.agency = next
    made.validFrom = offering.validFrom.map { max($0, order.date) } ?? order.date
    if let desk = made.desk, order.ends(desk) {
      made.desk = order.successor(of: desk, for: offering.procedure)
    }
    if made.desk == next { made.desk = nil }
    made.etag = known?.etag ?? 0
    try store(&made)
    return true
  }

  /// Stores an offering as its next version.
  private func store(_ offering: inout OfferingRecord) throws(StoreError) {
    offering.etag += 1
    offering.changedAt = envelope.now
    state.catalogue.put(offering)
    try persist(offering)
  }

  /// Gives the officers of an agency to its heir.
  ///
  /// Their postings there end on the eve and go on with the heir, with the same duties. Whoever headed
  /// the agency heads the heir only where it was renamed.
  func handOverOfficers(
    of old: AgencyCode,
    by order: SuccessionOrder
  ) throws(StoreError) -> Int {
    let heir = order.heir(of: old)
    var count = 0
    for officer in state.directory.officers.sorted(by: { $0.code < $1.code }) {
      var made = officer
      if let heir, made.isAt(made.agency, old, in: state.directory) {
        made.agency = heir
        if order.kind(of: old) != .renamed { made.isHead = false }
      }
      made.movePostings(from: old, to: heir, on: order.date, in: state.directory)
      guard made != officer else { continue }
      guard made.postings.count <= OfficerRecord.postingsMax else {
        throw .invalidField(
          name: "successions",
          reason: "An officer would have more than \(OfficerRecord.postingsMax) postings."
        )
      }
      try store(&made)
      count += 1
    }
    return count
  }

  /// Lets the callers of an agency see its heir too.
  func widenPrincipals(
    of old: AgencyCode,
    by order: SuccessionOrder
  ) throws(StoreError) -> Int {
    guard let heir = order.heir(of: old) else { return 0 }
    var count = 0
    for principal in state.identities.principals {
      let codes = principal.agencies.map { state.directory.agency($0)?.code ?? $0 }
      guard codes.contains(old), !codes.contains(heir) else { continue }
      var made = principal
      made.agencies.append(heir)
      made.etag += 1
      state.identities.put(made)
      try persist(made)
      count += 1
    }
    return count
  }

  /// Puts the agencies below one that ends under its heir, or where there is none under the one
  /// above; what ends by the same decision stays where it stood.
  func handOverSubordinates(
    of old: AgencyRecord,
    by order: SuccessionOrder
  ) throws(StoreError) -> Int {
    var count = 0
    for agency in state.directory.agencies {
      guard let parent = agency.parent, state.directory.agency(parent)?.code == old.code,
        !order.ends(agency.code), agency.validTo.map({ $0 >= order.date }) ?? true
      else { continue }
      var made = agency
      made.parent = order.heir(of: old.code) ?? old.parent
      if let next = made.parent, state.directory.subtree(of: made.code).contains(next) {
        throw .precondition(.parentNotFound(next))
      }
      try store(&made)
      count += 1
    }
    return count
  }
}

extension OfferingRecord {
  /// Whether it is offered on a day or after it.
  fileprivate func isOpen(after day: CivilDate) -> Bool { validTo.map { $0 >= day } ?? true }
}

extension OfficerRecord {
  /// Whether a code, which may be of either shape, names an agency.
  fileprivate func isAt(
    _ code: AgencyCode,
    _ agency: AgencyCode,
    in directory: AgencyDirectory
  ) -> Bool {
    directory.agency(code)?.code == agency
  }

  /// Ends the postings at an agency and goes on with another; a duty that is held there already is
  /// not held twice.
  fileprivate mutating func movePostings(
    from old: AgencyCode,
    to heir: AgencyCode?,
    on day: CivilDate,
    in directory: AgencyDirectory
  ) {
    var added: [PostingRecord] = []
    postings = postings.compactMap { posting in
      guard isAt(posting.agency, old, in: directory), posting.validTo.map({ $0 >= day }) ?? true
      else { return posting }
      if let heir {
        var next = posting
        next.agency = heir
        next.validFrom = posting.validFrom.map { max($0, day) } ?? day
        added.append(next)
      }
      if let first = posting.validFrom, first >= day { return nil }
      var ended = posting
      ended.validTo = day.addingDays(-1)
      return ended
    }
    for posting in added {
      postings.append(posting)
      if hasDoublePosting { postings.removeLast() }
    }
  }
}
