import MotCuaDomain

/// A decision about agencies as it holds against the directory: who takes over what.
struct SuccessionOrder {
  /// The first day of the new order.
  let date: CivilDate
  /// The number of the decision.
  let decision: String
  /// The links with the agencies' own codes; of each old agency one at most is the heir's.
  private(set) var links: [ReorganizationPlan.Link] = []
  /// The agencies that end, in the order of the decision.
  private(set) var ending: [AgencyRecord] = []
  private var linksByOld: [AgencyCode: [ReorganizationPlan.Link]] = [:]

  /// Holds a decision against the directory, in which the new agencies are already.
  ///
  /// - Throws: `agencyNotFound`, `agencyClosed`, or `invalidField` where links contradict one
  ///   another.
  init(_ plan: ReorganizationPlan, in directory: AgencyDirectory) throws(StoreError) {
    date = plan.date
    decision = plan.decision
    for planned in plan.links {
      let old = try Self.known(planned.old, in: directory)
      var link = planned
      link.old = old.code
      if let new = planned.new { link.new = try Self.known(new, in: directory).code }
      if link.kind != .split { link.isHeir = link.new != nil }
      if linksByOld[old.code] == nil { ending.append(old) }
      linksByOld[old.code, default: []].append(link)
      links.append(link)
    }
    for old in ending { try check(old, in: directory) }
    try checkSuccessors(in: directory)
  }

  private static func known(
    _ code: AgencyCode,
    in directory: AgencyDirectory
  ) throws(StoreError) -> AgencyRecord {
    guard let agency = directory.agency(code) else { throw .precondition(.agencyNotFound(code)) }
    return agency
  }

  /// An old agency exists on the eve and has not ended, and its links agree.
  private func check(
    _ old: AgencyRecord,
    in directory: AgencyDirectory
  ) throws(StoreError) {
    let isOpen = old.validTo.map { $0 >= date } ?? true
    guard isOpen, old.isValid(on: date.addingDays(-1)),
      directory.successors(of: old.code).isEmpty
    else { throw .precondition(.agencyClosed(old.code)) }
    let links = linksByOld[old.code] ?? []
    guard Set(links.map(\.kind)).count == 1, Set(links.map(\.new)).count == links.count else {
      throw Self.contradiction("The links of an agency differ in kind or name a successor twice.")
    }
    switch kind(of: old.code) {
    case .split:
      guard links.count > 1, links.filter(\.isHeir).count == 1, links.allSatisfy({ $0.new != nil })
      else { throw Self.contradiction("A split has two or more successors, of which one is heir.") }
      let named = links.flatMap { Array($0.procedures) }
      guard Set(named).count == named.count,
        links.allSatisfy({ $0.isHeir ? $0.procedures.isEmpty : !$0.procedures.isEmpty })
      else {
        throw Self.contradiction(
          "Each successor of a split but the heir has procedures, and each procedure one successor."
        )
      }
    case .merged, .renamed, .abolished:
      guard links.count == 1, links[0].procedures.isEmpty,
        links[0].new != nil || links[0].kind == .abolished
      else { throw Self.contradiction("An agency that is not split has one successor.") }
    }
  }

  /// A successor stays: it does not end by the same decision and has not ended before.
  private func checkSuccessors(in directory: AgencyDirectory) throws(StoreError) {
    for link in links {
      guard let code = link.new else { continue }
      guard linksByOld[code] == nil else {
        throw Self.contradiction("A successor ends by the same decision.")
      }
      guard let agency = directory.agency(code), agency.isValid(on: date),
        directory.successors(of: code).isEmpty
      else { throw .precondition(.agencyClosed(code)) }
      if link.kind == .renamed, links.filter({ $0.new == code }).count > 1 {
        throw Self.contradiction("An agency that only changes its name has no other predecessor.")
      }
    }
  }

  private static func contradiction(_ sentence: String) -> StoreError {
    .invalidField(name: "successions", reason: sentence)
  }

  /// How an agency ends.
  func kind(of old: AgencyCode) -> SuccessionKind {
    linksByOld[old]?.first?.kind ?? .abolished
  }

  /// Whether an agency ends.
  func ends(_ agency: AgencyCode) -> Bool { linksByOld[agency] != nil }

  /// The successors of an agency in the order of the decision.
  func successors(of old: AgencyCode) -> [AgencyCode] { (linksByOld[old] ?? []).compactMap(\.new) }

  /// Who gets what no link names; nil where nobody does.
  func heir(of old: AgencyCode) -> AgencyCode? {
    linksByOld[old]?.first(where: \.isHeir)?.new
  }

  /// Who gets a procedure of an agency that ends; nil where nobody does.
  func successor(of old: AgencyCode, for procedure: ProcedureCode) -> AgencyCode? {
    linksByOld[old]?.first { $0.procedures.contains(procedure) }?.new ?? heir(of: old)
  }
}
