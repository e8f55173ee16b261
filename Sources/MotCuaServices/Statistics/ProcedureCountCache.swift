import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import Synchronization

/// What catalogues count on a day: a summary looks at it again and again, and there are thousands of
/// procedures at more than a hundred agencies.
///
/// A catalogue of the past has a version of its own, so that it stands beside the present one.
final class ProcedureCountCache: Sendable {
  /// So many questions are remembered; more and all are forgotten.
  private static let questionsMax = 64

  private struct Question: Hashable {
    let version: Int
    let agencies: Set<AgencyCode>?
    let day: CivilDate
  }

  private let known = Mutex<[Question: ProcedureCounts]>([:])

  /// The same as counting anew.
  func counts(
    _ catalogue: Catalogue,
    agencies: Set<AgencyCode>?,
    on day: CivilDate
  ) -> ProcedureCounts {
    let question = Question(version: catalogue.version, agencies: agencies, day: day)
    if let counts = known.withLock({ $0[question] }) { return counts }
    let counts = ProcedureCounts(catalogue, agencies: agencies, on: day)
    known.withLock { known in
      if known.count >= Self.questionsMax { known = [:] }
      known[question] = counts
    }
    return counts
  }
}
