package import MotCuaDomain

/// What a reorganisation moved.
package struct ReorganizationReport: Sendable, Hashable {
  /// What became of one agency.
  package struct Move: Sendable, Hashable {
    /// The agency that ended, as it was.
    package var old: AgencyRecord
    /// How it ended.
    package var kind: SuccessionKind
    /// What moved.
    package var counts = Counts()
    /// The dossiers by who resolves them now, in the order of the plan.
    package var destinations: [Destination] = []
  }

  /// Who resolves some dossiers now.
  package struct Destination: Sendable, Hashable {
    /// The agency.
    package var agency: AgencyRecord
    /// How many dossiers.
    package var dossiers: Int
  }

  /// How much moved.
  package struct Counts: Sendable, Hashable {
    /// The dossiers whose resolving agency changes.
    package var dossiers = 0
    /// Of these, the received and unfinished ones.
    package var pending = 0
    /// Of these, those that wait for the desk's answer.
    package var waiting = 0
    /// Further dossiers whose desk or holder alone changes.
    package var handed = 0
    /// The offerings that successors took over.
    package var offerings = 0
    /// The officers whose home or posting changes.
    package var officers = 0
    /// The callers whose scope names a successor from then on.
    package var principals = 0
    /// The agencies below that stand under another one from then on.
    package var subordinates = 0

    /// Adds other counts.
    package mutating func add(_ other: Counts) {
      dossiers += other.dossiers
      pending += other.pending
      waiting += other.waiting
      handed += other.handed
      offerings += other.offerings
      officers += other.officers
      principals += other.principals
      subordinates += other.subordinates
    }
  }

  /// What became of each old agency, in the order of the plan.
  package var moves: [Move] = []
  /// The successors that were created.
  package var created: [AgencyCode] = []

  /// The sum of the moves.
  package var totals: Counts {
    moves.reduce(into: Counts()) { $0.add($1.counts) }
  }
}
