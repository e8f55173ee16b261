import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import Synchronization

/// What the catalogue counts on a day, kept until the catalogue changes: a summary looks at it
/// again and again, and it has thousands of procedures at more than a hundred agencies.
final class ProcedureCountCache: Sendable {
  /// So many questions are remembered; more and all are forgotten.
  private static let questionsMax = 64

  private struct Question: Hashable {
    let agencies: Set<AgencyCode>?
    let day: CivilDate
  }

  private let known = Mutex<(version: Int, counts: [Question: ProcedureCounts])>((0, [:]))

  /// The same as counting anew.
  func counts(
    _ catalogue: Catalogue,
    agencies: Set<AgencyCode>?,
    on day: CivilDate
  ) -> ProcedureCounts {
    let question = Question(agencies: agencies, day: day)
    let found = known.withLock { known in
      known.version == catalogue.version ? known.counts[question] : nil
    }
    if let found { return found }
    let counts = ProcedureCounts(catalogue, agencies: agencies, on: day)
    known.withLock { known in
      if known.version != catalogue.version || known.counts.count >= Self.questionsMax {
        known = (catalogue.version, [:])
      }
      known.counts[question] = counts
    }
    return counts
  }
}
