package import MotCuaDomain
import Synchronization

/// The store in RAM: a fake for tests of what stands above, held to the same contract suite.
///
/// It runs one command after the other and keeps nothing on disk. Every read copies what it needs,
/// so it is for thousands of dossiers, not for millions.
package final class MemoryStore: Sendable {
  private let data = Mutex(MemoryData())
  let cube = StatisticsCube()
  private let listeners = CommitFeed()
  private static let retention = 30 * Instant.day

  /// An empty store.
  package init() {}

  private func read<Value: Sendable>(_ body: (MemoryData) -> Value) -> Value {
    data.withLock { body($0) }
  }
}

extension MemoryStore: SnapshotStore {
  /// The agencies and officers.
  package var directory: AgencyDirectory { read { $0.state.directory } }
  /// The procedures, offerings and sectors.
  package var catalogue: Catalogue { read { $0.state.catalogue } }
  /// The principals and tokens.
  package var identities: IdentityTable { read { $0.state.identities } }
  /// The calendar in force.
  package var calendar: WorkingCalendar { read { $0.state.calendar } }
  /// When that calendar was loaded; nil before the first.
  package var calendarLoadedAt: Instant? { read { $0.state.calendarLoadedAt } }
  /// What the province decides about the life of its dossiers.
  package var policy: (DossierPolicy, etag: Int64) {
    read { ($0.state.policy, $0.state.policyEtag) }
  }
  /// Where money is paid, by the providers' codes.
  package var paymentProviders: [PaymentProviderCode: PaymentProviderRecord] {
    read { $0.state.paymentProviders }
  }
  /// The last position of the outbox.
  package var lastSequence: Int64 { read { $0.state.lastSequence } }
}

extension MemoryStore: OperationStore {
  /// Runs a command.
  package func perform<Command: StoreCommand>(
    _ command: Command,
    as envelope: MutationEnvelope,
    answer: @escaping @Sendable (Command.Outcome) -> [UInt8]
  ) async throws(StoreError) -> Applied<Command.Outcome> {
    let result = data.withLock { data -> Result<Applied<Command.Outcome>, StoreError> in
      let transaction = MemoryTransaction(data, envelope)
      do throws(StoreError) {
        let applied = try Self.run(command, in: transaction, answer: answer)
        guard !envelope.isValidateOnly else { return .success(applied) }
        transaction.data.state.catalogue.seal()
        let steps = Array(transaction.data.feed[data.feed.count...])
        data = transaction.data
        cube.add(transaction.added, at: CubePosition(data.state))
        // Inside the lock, which keeps the order of the commits.
        listeners.deliver(steps)
        return .success(applied)
      } catch {
        guard error.isRefusal, !envelope.isValidateOnly else { return .failure(error) }
        return .failure(Self.recordRefusal(of: command, error, as: envelope, in: &data))
      }
    }
    return try result.get()
  }

  private static func recordRefusal(
    of command: some StoreCommand,
    _ refusal: StoreError,
    as envelope: MutationEnvelope,
    in data: inout MemoryData
  ) -> StoreError {
    let transaction = MemoryTransaction(data, envelope)
    do throws(StoreError) {
      guard try command.recordRefusal(refusal, in: transaction) else { return refusal }
      transaction.audit()
      data = transaction.data
      return refusal
    } catch {
      return error
    }
  }

  private static func run<Command: StoreCommand>(
    _ command: Command,
    in transaction: MemoryTransaction,
    answer: (Command.Outcome) -> [UInt8]
  ) throws(StoreError) -> Applied<Command.Outcome> {
    let envelope = transaction.envelope
    let key = envelope.requestID.map {
      MemoryData.OperationKey(
        principalID: envelope.principalID,
        method: envelope.method,
        requestID: $0
      )
    }
    if let key, let earlier = transaction.data.outcomes[key] {
      guard earlier.bodyHash == envelope.bodyHash else { throw .requestIDReused }
      return .replayed(earlier.answer)
    }
    let outcome = try command.run(in: transaction)
    if let key, !envelope.isValidateOnly {
      let oldest = envelope.now - retention
      transaction.data.outcomes = transaction.data.outcomes.filter { $0.value.at >= oldest }
      transaction.data.outcomes[key] = MemoryData.KeptOutcome(
        bodyHash: envelope.bodyHash,
        answer: answer(outcome),
        at: envelope.now
      )
    }
    transaction.audit()
    return .applied(outcome)
  }

  /// The stored answer of a request, nil where none is kept.
  package func answer(
    principalID: Int64,
    method: String,
    requestID: RequestID,
    on lane: ReadLane
  ) async throws(StoreError) -> [UInt8]? {
    let key = MemoryData.OperationKey(
      principalID: principalID,
      method: method,
      requestID: requestID
    )
    return read { $0.outcomes[key]?.answer }
  }

  /// What a request left behind, nil where nothing is kept.
  package func outcome(
    principalID: Int64,
    method: String,
    requestID: RequestID
  ) async throws(StoreError) -> StoredOutcome? {
    let key = MemoryData.OperationKey(
      principalID: principalID,
      method: method,
      requestID: requestID
    )
    return read { $0.outcomes[key].map { StoredOutcome(answer: $0.answer, appliedAt: $0.at) } }
  }

  /// How the store fares.
  package func figures() async throws(StoreError) -> StoreFigures {
    read { data in
      StoreFigures(
        dossiers: Int64(data.dossiers.count),
        lastSequence: Int64(data.events.count),
        waitingCommands: 0,
        commits: Int64(data.audit.count),
        commands: Int64(data.audit.count),
        logFrames: 0,
        fileBytes: 0,
        offLaneReads: 0
      )
    }
  }
}

extension MemoryStore: ProcedureRevisionStore {
  /// What a revision said, nil where there is none.
  package func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> ProcedureContent? {
    read { $0.revision(code, revision) }
  }

  /// The revisions of a procedure, the youngest first.
  package func procedureRevisions(
    _ code: ProcedureCode,
    before revision: Int?,
    on day: CivilDate?,
    limit: Int,
    lane: ReadLane
  ) async throws(StoreError) -> [ProcedureRevisionRecord] {
    let all = read { $0.revisions[code] ?? [] }
    let kept = all.reversed().filter { entry in
      entry.revision < revision ?? .max
        && (day == nil || entry.effectiveFrom == nil
          || day.map { entry.effectiveFrom ?? $0 <= $0 } == true)
    }
    return Array(kept.prefix(limit))
  }
}

extension MemoryStore: StatisticsStore {
  /// Counts everything again from the dossiers and their history, and compares.
  package func recount(
    _ goesOn: @escaping @Sendable (RecountProgress) -> Bool
  ) async throws(StoreError) -> RecountReport {
    var image = CubeImage(cube)
    let data = read { $0 }
    let total = Int64(data.dossiers.count)
    var recount = Recount()
    image.add(data.figureEvents.filter { $0.sequence > image.position })
    recount.image = image
    recount.position = Int64(data.events.count)
    for (cell, amount) in data.figures where amount != 0 { recount.addStored(cell, amount) }
    for dossier in data.dossiers {
      recount.count(dossier, data.events.filter { $0.code == dossier.code })
    }
    guard goesOn(RecountProgress(passed: total, total: total)) else {
      throw .storage("A recount was told to stop.")
    }
    return recount.report
  }
}

extension MemoryStore {
  func snapshot() -> MemoryData { read { $0 } }
}

extension MemoryStore: EventFeedStore {
  /// Calls a body with the steps of each commit; it must not ask the store.
  package func onCommit(_ body: (@Sendable ([FeedEvent]) -> Void)?) { listeners.listen(body) }

  /// The next steps of all dossiers in commit order, after a position.
  package func feedEvents(
    afterSequence sequence: Int64,
    limit: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> [FeedEvent] {
    read { data in Array(data.feed.dropFirst(Int(clamping: max(sequence, 0))).prefix(limit)) }
  }
}
