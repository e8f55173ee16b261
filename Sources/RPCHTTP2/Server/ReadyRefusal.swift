import HTTP2Engine
import RPCCore

/// A refusal that is made once for all calls of a loop.
struct ReadyRefusal {
  /// What it is for those who count calls.
  let error: RPCError
  /// The whole response.
  let headers: HTTP2FixedHeaders
  /// How much that is of what a caller takes of header lists (RFC 9113 §10.5.1).
  let listBytes: Int
}

/// A few refusals for one cause with different times to come again, made with the first of them.
///
/// Where much has to be refused at once, what a refusal costs is missing for answers. They stand for
/// calls of all methods, so that none is named to what completes errors.
struct ReadyRefusals {
  private static let count = 8
  private let cause: AdmissionConfiguration.Cause
  private var made: [ReadyRefusal] = []
  private var last = 0

  /// Nothing is made yet.
  init(_ cause: AdmissionConfiguration.Cause) {
    self.cause = cause
  }

  /// One behind the other.
  mutating func next(_ settings: ServerSettings) -> ReadyRefusal {
    if made.isEmpty { made = (0..<Self.count).map { make($0, settings) } }
    last = (last + 1) % made.count
    return made[last]
  }

  private func make(_ number: Int, _ settings: ServerSettings) -> ReadyRefusal {
    let random = (Double(number) + 0.5) / Double(Self.count)
    let refusal = settings.admission.refusal(cause, random: random)
    let error = settings.router.completed(refusal, path: "")
    let list = ResponseHeaders.trailersOnly(error, Metadata())
    return ReadyRefusal(
      error: error,
      headers: HTTP2FixedHeaders(list),
      listBytes: list.listBytes
    )
  }
}
