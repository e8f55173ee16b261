package import MotCuaDomain
import Synchronization

/// The agencies and officers of the province, as an immutable snapshot.
package struct AgencyDirectory: Sendable {
  private var agenciesByCode: [AgencyCode: AgencyRecord] = [:]
  // What agencies were before their last change, the oldest first; few are ever changed.
  private var earlier: [AgencyCode: [AgencyRecord]] = [:]
  private var lastChangedAt = Instant(milliseconds: .min)
  private var mainCodes: [AgencyCode: AgencyCode] = [:]
  // Asked for at every call of an officer, so it is not gathered then.
  private var children: [AgencyCode: Set<AgencyCode>] = [:]
  private var officersByCode: [String: OfficerRecord] = [:]
  private var successions = Successions()
  // Renewed with every change of an agency, so what they hold is true of this snapshot.
  private var known = KnownSubtrees()
  private var inherited = KnownSubtrees()
  /// Renewed with every change of an agency or an officer.
  private(set) var knownPowers = KnownPowers()

  /// An empty directory.
  package init() {}

  /// All agencies in the order of their codes.
  package private(set) var agencies: [AgencyRecord] = []

  /// All officers, in no order.
  package var officers: [OfficerRecord] { Array(officersByCode.values) }

  /// How many agencies there are.
  package var agencyCount: Int { agenciesByCode.count }

  /// An agency by either of its codes.
  package func agency(_ code: AgencyCode) -> AgencyRecord? {
    agenciesByCode[code] ?? mainCodes[code].flatMap { agenciesByCode[$0] }
  }

  /// An officer by his code.
  package func officer(_ code: String) -> OfficerRecord? { officersByCode[code] }

  /// What an agency was and is, the oldest first; each holds from its `updatedAt`, the first since
  /// ever.
  package func versions(of code: AgencyCode) -> [AgencyRecord] {
    guard let present = agency(code) else { return [] }
    return (earlier[present.code] ?? []) + [present]
  }

  /// The agencies as they were at an instant: each by its last change until then, or as it was first
  /// entered where that was later.
  ///
  /// Who succeeded whom, and the officers, stay what they are now.
  package func at(_ instant: Instant) -> AgencyDirectory {
    guard instant < lastChangedAt else { return self }
    var past = self
    past.earlier = [:]
    for (code, versions) in earlier {
      guard let first = versions.first, let present = agenciesByCode[code],
        present.updatedAt > instant
      else { continue }
      past.put(versions.last { $0.updatedAt <= instant } ?? first)
    }
    return past
  }

  /// An agency and all below it.
  package func subtree(of root: AgencyCode) -> Set<AgencyCode> { subtree(of: [root]) }

  /// Agencies and all below them; gathered once for each snapshot, because each call of an officer
  /// asks for the same.
  package func subtree(of roots: [AgencyCode]) -> Set<AgencyCode> {
    known.subtree(of: roots) { roots in roots.reduce(into: []) { $0.formUnion(gather($1)) } }
  }

  /// What agencies answer for: themselves, all below them, and those whose heirs these are.
  ///
  /// What stood below an agency that ended is not in it: its own heirs answer for that.
  package func jurisdiction(of roots: [AgencyCode]) -> Set<AgencyCode> {
    let own = subtree(of: roots)
    guard !successions.isEmpty else { return own }
    return inherited.subtree(of: roots) { _ in withPredecessors(own) }
  }

  /// Agencies and those whose heirs they are, over any number of reorganisations.
  package func withPredecessors(_ agencies: Set<AgencyCode>) -> Set<AgencyCode> {
    var found = agencies
    var waiting = Array(agencies)
    while let code = waiting.popLast() {
      for link in successions.into(code) where link.isHeir && found.insert(link.old).inserted {
        waiting.append(link.old)
      }
    }
    return found
  }

  /// Who answers today for what an agency did: the agency itself while it exists, or the last heir.
  package func heir(of code: AgencyCode) -> AgencyCode {
    var heir = code
    // An agency ends once, so a way of heirs cannot be longer than there are agencies.
    for _ in 0..<agencyCount {
      guard let next = successions.from(heir).first(where: \.isHeir)?.new else { return heir }
      heir = next
    }
    return heir
  }

  /// To whom an agency went, in the order of the decisions.
  package func successors(of code: AgencyCode) -> [SuccessionRecord] { successions.from(code) }

  /// Which agencies went to one, in the order of the decisions.
  package func predecessors(of code: AgencyCode) -> [SuccessionRecord] { successions.into(code) }

  private func gather(_ root: AgencyCode) -> Set<AgencyCode> {
    var found: Set<AgencyCode> = []
    var waiting = [agency(root)?.code ?? root]
    while let code = waiting.popLast() {
      guard found.insert(code).inserted else { continue }
      waiting += children[code] ?? []
    }
    return found
  }

  /// Puts an agency in, or replaces the one with its code.
  package mutating func put(_ agency: AgencyRecord) {
    known = KnownSubtrees()
    inherited = KnownSubtrees()
    knownPowers = KnownPowers()
    lastChangedAt = max(lastChangedAt, agency.updatedAt)
    if let old = agenciesByCode[agency.code] {
      if old.etag < agency.etag { earlier[agency.code, default: []].append(old) }
      if let other = old.otherCode { mainCodes[other] = nil }
      if let parent = old.parent { children[parent]?.remove(old.code) }
    }
    if let parent = agency.parent { children[parent, default: []].insert(agency.code) }
    agenciesByCode[agency.code] = agency
    let place = agencies.partitioningIndex { $0.code >= agency.code }
    if place < agencies.count, agencies[place].code == agency.code {
      agencies[place] = agency
    } else {
      agencies.insert(agency, at: place)
    }
    if let other = agency.otherCode { mainCodes[other] = agency.code }
  }

  /// Puts a link between two agencies in.
  package mutating func put(_ succession: SuccessionRecord) {
    inherited = KnownSubtrees()
    knownPowers = KnownPowers()
    successions.put(succession)
  }

  /// Puts an officer in, or replaces the one with his code.
  package mutating func put(_ officer: OfficerRecord) {
    knownPowers = KnownPowers()
    officersByCode[officer.code] = officer
  }
}

/// The subtrees that were asked for, bounded: a caller may name any code.
private final class KnownSubtrees: Sendable {
  private static let rootsMax = 1024
  private let subtrees = Mutex<[Roots: Set<AgencyCode>]>([:])

  /// Some agencies; a principal may have hundreds, so only the ends are hashed.
  private struct Roots: Hashable {
    let codes: [AgencyCode]

    func hash(into hasher: inout Hasher) {
      hasher.combine(codes.count)
      hasher.combine(codes.first)
      hasher.combine(codes.last)
    }
  }

  func subtree(
    of codes: [AgencyCode],
    orElse gather: ([AgencyCode]) -> Set<AgencyCode>
  ) -> Set<AgencyCode> {
    let roots = Roots(codes: codes)
    if let known = subtrees.withLock({ $0[roots] }) { return known }
    let found = gather(codes)
    subtrees.withLock { subtrees in
      if subtrees.count >= Self.rootsMax { subtrees.removeAll() }
      subtrees[roots] = found
    }
    return found
  }
}
