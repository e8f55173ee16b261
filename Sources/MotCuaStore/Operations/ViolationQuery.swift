package import MotCuaDomain

/// Which records about paper a list keeps; what is nil keeps all.
package struct ViolationQuery: Sendable, Hashable {
  /// Who stands in a record: one officer, or nobody.
  package enum Person: Sendable, Hashable {
    /// This officer.
    case officer(String)
    /// Nobody is named.
    case nobody
  }

  /// At or after.
  package var from: Instant
  /// Before.
  package var before: Instant
  /// The resolving agencies.
  package var agencies: Set<AgencyCode>?
  /// Who acted.
  package var officer: Person?
  /// Who answered for the agency.
  package var head: Person?
  /// The kinds; never empty.
  package var kinds: Set<ViolationKind>
  /// The procedure.
  package var procedure: ProcedureCode?

  /// Makes the value from its parts.
  package init(
    from: Instant,
    before: Instant,
    agencies: Set<AgencyCode>? = nil,
    officer: Person? = nil,
    head: Person? = nil,
    kinds: Set<ViolationKind> = ViolationKind.violations,
    procedure: ProcedureCode? = nil
  ) {
    self.from = from
    self.before = before
    self.agencies = agencies
    self.officer = officer
    self.head = head
    self.kinds = kinds
    self.procedure = procedure
  }
}

/// By what records about paper are counted.
package enum ViolationGrouping: Int, CodedEnum {
  /// For each agency.
  case agency = 1
  /// For each officer who acted.
  case officer = 2
  /// For each officer who answered for the agency.
  case head = 3

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .agency: "AGENCY"
    case .officer: "OFFICER"
    case .head: "HEAD"
    }
  }
}

/// The records about paper of one agency, officer or head.
package struct ViolationCount: Sendable, Hashable {
  /// The code; empty where nobody is named.
  package var code: String
  /// How many there are of each kind.
  package var counts: [ViolationKind: Int64]

  /// Makes the value from its parts.
  package init(code: String, counts: [ViolationKind: Int64] = [:]) {
    self.code = code
    self.counts = counts
  }

  /// How many are violations.
  package var violations: Int64 {
    ViolationKind.violations.reduce(0) { $0 + (counts[$1] ?? 0) }
  }
}
