import Crypto
package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaAdminService {
  /// Works out the due dates of open dossiers by the calendar in force, batch by batch.
  ///
  /// Each batch carries an identity made from that of the request and from where it begins. A
  /// repeat finds the answers of the batches that were stored, and goes on behind the last of them.
  package func recomputeDueDates(
    _ request: RecomputeDueDatesRequest,
    responses: ResponseWriter<RecomputeDueDatesResponse>,
    context: ServerContext
  ) async throws {
    var digest = RequestDigest()
    try digest.add(request)
    var envelope = try environment.mutator.envelope(
      of: request,
      digest: digest,
      context: context,
      needsRequestID: !request.validateOnly
    )
    let requestID = envelope.requestID
    var last = RecomputeDueDatesResponse()
    if request.calendarVersion > 0 { last.calendarVersion = request.calendarVersion }
    while !last.done {
      try Task.checkCancellation()
      envelope.requestID = requestID.map { $0.part(last.passed) }
      envelope.now = environment.clock.now()
      let before = last
      last = try await environment.mutator.perform(
        RecomputeDueDates(
          after: before.passed,
          expectedVersion: before.calendarVersion > 0 ? before.calendarVersion : nil,
          principalID: context.principal.id
        ),
        as: envelope,
        context: context
      ) { RecomputeDueDatesResponse($0, after: before) }.response
      try await responses.write(last)
    }
  }
}

extension RequestID {
  /// The identity of a part of a request, by where the part begins.
  func part(_ position: Int64) -> RequestID {
    var hash = SHA256()
    hash.update(data: bytes)
    withUnsafeBytes(of: position.bigEndian) { hash.update(bufferPointer: $0) }
    return RequestID(bytes: Array(hash.finalize().prefix(16))) ?? self
  }
}

extension RecomputeDueDatesResponse {
  /// What a batch did, counted on from the one before.
  init(_ outcome: RecomputeDueDates.Outcome, after before: RecomputeDueDatesResponse) {
    var counts = before.counts ?? RecomputeCounts()
    let skipped = outcome.dossiers.count { $0.skip != nil }
    let changed = outcome.dossiers.count - skipped
    counts.examined += Int64(outcome.examined)
    counts.changed += Int64(changed)
    counts.skipped += Int64(skipped)
    counts.unchanged += Int64(outcome.examined - outcome.dossiers.count)
    self.init(
      dossiers: outcome.dossiers.map { dossier in
        RecomputedDueDate(
          code: dossier.code.text,
          oldDueAt: dossier.old?.timestamp,
          newDueAt: dossier.new?.timestamp,
          acceptance: dossier.isAcceptance,
          skip: RecomputeSkip(dossier.skip)
        )
      },
      calendarVersion: outcome.calendarVersion,
      counts: counts,
      passed: outcome.last,
      total: outcome.youngest,
      done: outcome.isDone
    )
  }
}
