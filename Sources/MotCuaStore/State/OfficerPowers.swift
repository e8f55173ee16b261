package import MotCuaDomain

/// What an officer sees and may do on one day, by the postings in force on it.
///
/// A posting reaches as far as an agency that a principal names: the agency itself, all below it, and
/// those whose heirs these are. Nothing of it changes after it is made, so callers share it.
package final class OfficerPowers: Sendable {
  /// One posting in force: a duty, and the agencies over whose dossiers it is held.
  private struct Grant: Sendable, Hashable {
    let duty: OfficerDuty
    let agencies: Set<AgencyCode>
  }

  /// Whether any posting is in force.
  package let isPosted: Bool
  /// Which dossiers the officer sees: those of any of his postings.
  package let scope: RowScope
  /// The duties that he holds anywhere; where, ``duties(at:)`` tells.
  package let duties: Set<OfficerDuty>
  private let grants: [Grant]

  /// Takes the duties of a principal from postings; where it states agencies or duties of its own,
  /// they narrow the postings.
  init(
    _ postings: [PostingRecord],
    narrowedBy principal: PrincipalRecord,
    in directory: AgencyDirectory
  ) {
    let stated = principal.agencies.isEmpty ? nil : directory.jurisdiction(of: principal.agencies)
    let held = postings.map { posting in
      let reach = directory.jurisdiction(of: [posting.agency])
      return Grant(duty: posting.duty, agencies: stated?.intersection(reach) ?? reach)
    }
    isPosted = !postings.isEmpty
    scope = .agencies(held.reduce(into: []) { $0.formUnion($1.agencies) })
    grants = held.filter { grant in
      !grant.agencies.isEmpty && (principal.duties.isEmpty || principal.duties.contains(grant.duty))
    }
    duties = Set(grants.map(\.duty))
  }

  /// The duties that are held at one of these agencies at least.
  package func duties(at agencies: [AgencyCode]) -> Set<OfficerDuty> {
    var found: Set<OfficerDuty> = []
    for grant in grants where agencies.contains(where: grant.agencies.contains) {
      found.insert(grant.duty)
    }
    return found
  }
}

extension OfficerPowers: Hashable {
  /// Whether both let do and see the same.
  package static func == (lhs: OfficerPowers, rhs: OfficerPowers) -> Bool {
    lhs === rhs
      || lhs.isPosted == rhs.isPosted && lhs.grants == rhs.grants && lhs.scope == rhs.scope
  }

  /// Hashes what is compared, as far as it is short.
  package func hash(into hasher: inout Hasher) { hasher.combine(duties) }
}
