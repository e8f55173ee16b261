import Crypto
package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import ProtobufEngine
package import RPCCore

extension CreateSnapshotRequest: MutationRequest {}
extension ListSnapshotsRequest: PagedRequest {}

extension MotCuaStatisticsService {
  /// Freezes the answer of a query.
  package func createSnapshot(
    _ request: CreateSnapshotRequest,
    context: ServerContext
  ) async throws -> Snapshot {
    let meeting = try FieldReader.read { $0.date(request.meetingDate, "meeting_date") }
    let knownAt = environment.store.lastSequence
    let answer = try await answer(request, context)
    let kept = Snapshot(
      code: request.code,
      purpose: TextNormaliser.stored(request.purpose),
      meetingDate: meeting.date,
      query: request.query,
      request: request.request,
      answer: answer,
      answerSha256: HexText.encode(Array(SHA256.hash(data: answer))),
      knownAt: knownAt
    )
    let entry = CommitteeEntry(
      paper: .snapshot,
      code: request.code,
      day: meeting,
      content: try ServerCoding.encode(kept)
    )
    return try await environment.mutator.perform(
      RecordCommitteeEntry(entry: entry, isNew: true),
      for: request,
      context: context
    ) { (try? Snapshot($0)) ?? Snapshot() }
  }

  /// Returns a snapshot with its answer.
  package func getSnapshot(
    _ request: GetSnapshotRequest,
    context: ServerContext
  ) async throws -> Snapshot {
    let entry = try await environment.store.committeeEntry(
      .snapshot,
      request.code,
      on: ReadLane(context)
    )
    guard let entry, isSeen(entry, context) else {
      throw StoreError.notFound(.committee(.snapshot, request.code))
    }
    return try Snapshot(entry)
  }

  /// Lists snapshots without their answers.
  package func listSnapshots(
    _ request: ListSnapshotsRequest,
    context: ServerContext
  ) async throws -> ListSnapshotsResponse {
    let window = try environment.window(request, context)
    let meetings = try FieldReader.readOptional { $0.period(request.meetings, "meetings") }
    let query = CommitteeQuery(paper: .snapshot, from: meetings?.from, to: meetings?.to)
    let page = try await CommitteeList(environment.store).page(query, window) {
      entry -> Snapshot? in
      guard isSeen(entry, context) else { return nil }
      var snapshot = try Snapshot(entry)
      snapshot.answer = []
      return snapshot
    }
    return ListSnapshotsResponse(snapshots: page.items, nextPageToken: page.nextToken)
  }

  /// Whether a caller sees a snapshot: its numbers cover the scope of whoever took it, so whoever
  /// does not see the whole province sees his own alone.
  private func isSeen(_ entry: CommitteeEntry, _ context: ServerContext) -> Bool {
    context.principal.scope(in: environment.store.directory) == .all
      || entry.principalID == context.principal.id
  }

  /// Asks the method that a snapshot freezes, as its caller.
  private func answer(
    _ request: CreateSnapshotRequest,
    _ context: ServerContext
  ) async throws -> [UInt8] {
    let bytes = request.request
    switch request.query {
    case .summary: return try await ask(bytes, context, getSummary)
    case .ranking: return try await ask(bytes, context, rankAgencies)
    case .daily: return try await ask(bytes, context, queryDaily)
    case .targetProgress: return try await ask(bytes, context, getTargetProgress)
    case .serviceIndex: return try await ask(bytes, context, getServiceIndex)
    case .levels: return try await ask(bytes, context, compareLevels)
    case .report: return try await ask(bytes, context, getReport)
    case .query: return try await ask(bytes, context, queryStatistics)
    case .scorecard: return try await ask(bytes, context, getScorecard)
    case .violations: return try await ask(bytes, context, countViolations)
    case .unspecified, .unrecognized:
      throw RPCError.invalidField("query", "There is no such query.")
    }
  }

  private func ask<Request: ValidatedMessage, Response: WireMessage>(
    _ bytes: [UInt8],
    _ context: ServerContext,
    _ method: (Request, ServerContext) async throws -> Response
  ) async throws -> [UInt8] {
    let request: Request
    do throws(RPCError) {
      request = try ServerCoding.decode(Request.self, bytes)
      try request.validate()
    } catch {
      throw RPCError.invalidField("request", "It is no request of the query, or breaks its rules.")
    }
    return try ServerCoding.encode(try await method(request, context))
  }
}

extension Snapshot {
  /// The snapshot of an entry.
  init(_ entry: CommitteeEntry) throws {
    self = try entry.message(Snapshot.self)
    createTime = entry.recordedAt.timestamp
    principalId = entry.principalID
  }
}
