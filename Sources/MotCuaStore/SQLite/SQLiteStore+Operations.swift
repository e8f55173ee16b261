import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: OperationStore {
  /// Runs a command; returns when it is durable.
  package func perform<Command: StoreCommand>(
    _ command: Command,
    as envelope: MutationEnvelope,
    answer: @escaping @Sendable (Command.Outcome) -> [UInt8]
  ) async throws(StoreError) -> Applied<Command.Outcome> {
    let result: Result<Applied<Command.Outcome>, StoreError>
    result = await withCheckedContinuation { continuation in
      groupWriter.submit { transaction in
        let outcome = transaction.run(command, as: envelope, answer: answer)
        return { failure in
          continuation.resume(returning: failure.map { .failure($0) } ?? outcome)
        }
      } refuse: { failure in
        continuation.resume(returning: .failure(failure ?? .closed))
      }
    }
    return try result.get()
  }

  /// The stored answer of a request, nil where none is kept.
  package func answer(
    principalID: Int64,
    method: String,
    requestID: RequestID,
    on lane: ReadLane
  ) async throws(StoreError) -> [UInt8]? {
    let province = configuration.provinceID
    return try await reads.read(on: lane) { (connection) throws(RowError) in
      try connection.rows(
        """
        SELECT answer FROM operation
        WHERE province_id = ? AND principal_id = ? AND method = ? AND request_id = ?
        """
      ) { (row) throws(RowError) in
        row.bind(province).bind(principalID).bind(method).bind(requestID.bytes)
        return try row.next() ? row.bytes(0) : nil
      }
    }
  }

  /// What a request left behind; the question waits in the writer's queue like a change, so that
  /// whatever came before it is decided.
  package func outcome(
    principalID: Int64,
    method: String,
    requestID: RequestID
  ) async throws(StoreError) -> StoredOutcome? {
    let result: Result<StoredOutcome?, StoreError>
    result = await withCheckedContinuation { continuation in
      groupWriter.submit { transaction in
        let found: Result<StoredOutcome?, StoreError>
        do throws(SQLiteError) {
          let kept = try transaction.keptOutcome(principalID, method, requestID)
          found = .success(kept.map { StoredOutcome(answer: $0.answer, appliedAt: $0.at) })
        } catch {
          found = .failure(transaction.note(StoreError(error)))
        }
        return { failure in
          continuation.resume(returning: failure.map { .failure($0) } ?? found)
        }
      } refuse: { failure in
        continuation.resume(returning: .failure(failure ?? .closed))
      }
    }
    return try result.get()
  }

  /// How the store fares.
  package func figures() async throws(StoreError) -> StoreFigures {
    let state = current
    let writing = groupWriter.counts
    return StoreFigures(
      dossiers: state.lastDossierID,
      lastSequence: state.lastSequence,
      waitingCommands: writing.waiting,
      commits: writing.commits,
      commands: writing.commands,
      logFrames: writing.logFrames,
      fileBytes: Files.size(of: configuration.databasePath) ?? 0,
      offLaneReads: reads.offLaneReads
    )
  }
}

extension SQLiteWriteTransaction {
  /// Runs one command in its own part of the group's transaction.
  func run<Command: StoreCommand>(
    _ command: Command,
    as envelope: MutationEnvelope,
    answer: (Command.Outcome) -> [UInt8]
  ) -> Result<Applied<Command.Outcome>, StoreError> {
    do throws(SQLiteError) {
      try begin(envelope)
    } catch {
      return .failure(note(StoreError(error)))
    }
    do throws(StoreError) {
      let applied = try runWhole(command, answer: answer)
      try storing { () throws(SQLiteError) in
        envelope.isValidateOnly ? try undo() : try keep()
      }
      return .success(applied)
    } catch {
      _ = note(error)
      // Where the transaction is gone the writer fails the whole group.
      guard connection.isInTransaction else { return .failure(error) }
      try? undo()
      guard error.isRefusal, !envelope.isValidateOnly, !mustBeginAnew else {
        return .failure(error)
      }
      return .failure(recordRefusal(of: command, error))
    }
  }

  /// Lets a refused command put its refusal on record, and gives what its caller is told: the
  /// refusal, once the record of it is as good as committed.
  private func recordRefusal(
    of command: some StoreCommand,
    _ refusal: StoreError
  ) -> StoreError {
    do throws(SQLiteError) {
      try begin(envelope)
    } catch {
      return note(StoreError(error))
    }
    do throws(StoreError) {
      let isRecorded = try command.recordRefusal(refusal, in: self)
      try storing { () throws(SQLiteError) in
        if isRecorded { try audit() }
        try keep()
      }
      return refusal
    } catch {
      if connection.isInTransaction { try? undo() }
      return note(error)
    }
  }

  private func runWhole<Command: StoreCommand>(
    _ command: Command,
    answer: (Command.Outcome) -> [UInt8]
  ) throws(StoreError) -> Applied<Command.Outcome> {
    if let id = envelope.requestID {
      let earlier = try storing { () throws(SQLiteError) in try storedOutcome(of: id) }
      if let earlier {
        guard earlier.bodyHash == envelope.bodyHash else { throw .requestIDReused }
        return .replayed(earlier.answer)
      }
    }
    let outcome = try command.run(in: self)
    let bytes = envelope.requestID == nil || envelope.isValidateOnly ? [] : answer(outcome)
    try storing { () throws(SQLiteError) in
      if let id = envelope.requestID { try store(bytes, of: id) }
      try audit()
    }
    return .applied(outcome)
  }
}
