import Dispatch
import MotCuaDomain
import SQLiteEngine
import Synchronization

/// The one thread that writes: takes all that waits, commits once, then answers.
///
/// Nobody is answered before the commit. A refused command rolls back alone; when the transaction
/// itself is lost, the whole group fails and none of it is acknowledged. After a failed fsync
/// nothing is acknowledged any more, for what the kernel holds may differ from the disk: the
/// process is to end and to start again.
final class GroupWriter: Sendable {
  /// One command on its way: runs inside the group, and gives back how to answer its caller.
  typealias Job = @Sendable (SQLiteWriteTransaction) -> Answer
  /// Answers a caller when the group is durable, or tells it that the group failed.
  typealias Answer = @Sendable (StoreError?) -> Void

  /// A checkpoint when nobody waits and the log has this many frames (4 MiB).
  private static let idleFrames = 1000
  /// A checkpoint in any case (32 MiB).
  private static let logFramesMax = 8000

  private let queue: WorkQueue<(job: Job, refuse: Answer)>
  private let groupMax: Int
  private let published: PublishedState
  private let retention: Int64
  private let figures: (file: FiguresFile, eventsMin: Int64)
  private let stopped = DispatchSemaphore(value: 0)
  private let status = Mutex(Status())

  private struct Status {
    var failure: StoreError?
    var commits: Int64 = 0
    var commands: Int64 = 0
    var logFrames = 0
    var whenFailed: (@Sendable (StoreError) -> Void)?
  }

  init(configuration: StoreConfiguration, published: PublishedState) {
    queue = WorkQueue(itemsMax: configuration.waitingCommandsMax)
    groupMax = max(configuration.groupCommandsMax, 1)
    retention = configuration.outcomeRetentionMilliseconds
    figures = (FiguresFile(configuration), configuration.figuresFileEventsMin)
    self.published = published
  }

  /// Starts the thread; the connections are handed over to it for good.
  func start(
    _ connection: consuming sending SQLiteConnection,
    reading second: consuming sending SQLiteConnection,
    codes: CodeTable,
    province: Int64
  ) {
    let handover = ThreadConfined(connection)
    let handoverOfSecond = ThreadConfined(second)
    WorkerThread.start(name: "motcua.writer") { [self] in
      handover.ifOwner { connection in
        handoverOfSecond.ifOwner { second in
          let transaction = SQLiteWriteTransaction(
            connection: connection,
            codes: codes,
            province: province,
            state: published.current
          )
          run(transaction, SnapshotKeeper(second))
        }
      }
      stopped.signal()
    }
  }

  /// Leaves a command; it is answered later, or at once when it cannot be taken.
  func submit(_ job: @escaping Job, refuse: @escaping Answer) {
    if status.withLock({ $0.failure }) != nil { return refuse(.closed) }
    switch queue.offer((job, refuse)) {
    case .taken: break
    case .full: refuse(.overloaded(retryAfterMilliseconds: 200))
    case .closed: refuse(.closed)
    }
  }

  /// Finishes what waits, brings the log into the file, and ends the thread.
  func stop() {
    queue.close()
    stopped.wait()
    stopped.signal()
  }

  /// Why nothing is acknowledged any more, if so.
  var failure: StoreError? { status.withLock { $0.failure } }

  /// Runs a body once when nothing is acknowledged any more, at once if that is so already.
  func whenFailed(_ body: @escaping @Sendable (StoreError) -> Void) {
    let failure = status.withLock { status in
      if status.failure == nil { status.whenFailed = body }
      return status.failure
    }
    if let failure { body(failure) }
  }

  /// Remembers the first failure for good, and tells who asked for it.
  private func giveUp(_ failure: StoreError) {
    let body = status.withLock { status -> (@Sendable (StoreError) -> Void)? in
      if status.failure == nil { status.failure = failure }
      defer { status.whenFailed = nil }
      return status.whenFailed
    }
    body?(failure)
  }

  /// Commits and commands since the start, the log's frames, and what waits.
  var counts: (commits: Int64, commands: Int64, logFrames: Int, waiting: Int) {
    let waiting = queue.count
    return status.withLock { ($0.commits, $0.commands, $0.logFrames, waiting) }
  }

  // MARK: On the writer's thread

  private func run(_ transaction: SQLiteWriteTransaction, _ keeper: SnapshotKeeper) {
    keeper.renew()
    var forgotten = Instant(milliseconds: 0)
    while true {
      let items = queue.take(max: groupMax)
      guard !items.isEmpty else { break }
      if failure != nil {
        for item in items { item.refuse(.closed) }
        continue
      }
      runGroup(items, transaction)
      keeper.renew()
      let now = transaction.envelope.now
      if now > forgotten, forget(before: now - retention, transaction) {
        forgotten = now + Instant.hour
      }
      keepHouse(transaction, keeper)
    }
    keeper.close()
    // The log is cut on an orderly stop only; a failure here costs the next start a recovery. After
    // a failed fsync the log may not be what the disk has, so it is left to that recovery.
    if failure == nil {
      _ = try? transaction.connection.checkpoint(.truncate)
      writeFigures(transaction.connection)
    }
    try? transaction.connection.close()
  }

  /// Forgets some outcomes; where more are left the next group is followed by the next some.
  ///
  /// - Returns: whether none is left, or another hour may pass before it is tried again.
  private func forget(before instant: Instant, _ transaction: SQLiteWriteTransaction) -> Bool {
    do throws(SQLiteError) {
      return try transaction.forgetOutcomes(before: instant)
    } catch {
      if error.isSyncFailure || error.isCorrupt { giveUp(StoreError(error)) }
      return true
    }
  }

  private func writeFigures(_ connection: SQLiteConnection) {
    guard published.lastSequence >= figures.eventsMin,
      let stamp = try? FiguresStamp(of: connection)
    else { return }
    figures.file.write(published.cube.settled, stamp)
  }

  /// Runs what waits as one transaction.
  ///
  /// Commands go without savepoints first; where one is refused after it has written, all that was
  /// done is undone and the group is run once more, each command in a savepoint.
  private func runGroup(
    _ items: [(job: Job, refuse: Answer)],
    _ transaction: SQLiteWriteTransaction,
    keepingSavepoints: Bool = false
  ) {
    transaction.beginGroup(published.current, keepingSavepoints: keepingSavepoints)
    do throws(SQLiteError) {
      try transaction.connection.beginImmediate()
    } catch {
      return fail(items.map(\.refuse), error, transaction)
    }
    var answers: [Answer] = []
    for (index, item) in items.enumerated() {
      answers.append(item.job(transaction))
      if let damage = transaction.damage {
        try? transaction.abandonGroup()
        giveUp(damage)
        // Who met it is told; the others may come again when the store is back.
        answers.removeLast()(damage)
        for answer in answers + items[(index + 1)...].map(\.refuse) { answer(.closed) }
        return
      }
      if !transaction.connection.isInTransaction {
        // SQLite has rolled the whole group back by itself.
        let lost = SQLiteError(
          extendedCode: 0,
          message: "the transaction was lost",
          function: "sqlite3_get_autocommit"
        )
        return fail(answers + items[(index + 1)...].map(\.refuse), lost, transaction)
      }
      if transaction.mustBeginAnew {
        // A transaction that stays open is found, and told, by the next attempt to open one.
        try? transaction.abandonGroup()
        return runGroup(items, transaction, keepingSavepoints: true)
      }
    }
    commit(answers, transaction)
  }

  private func commit(_ answers: [Answer], _ transaction: SQLiteWriteTransaction) {
    transaction.state.catalogue.seal()
    do throws(SQLiteError) {
      try transaction.storeFigures()
      try transaction.connection.commit()
    } catch {
      return fail(answers, error, transaction)
    }
    published.publish(transaction.state, figures: transaction.figures)
    status.withLock {
      $0.commits += 1
      $0.commands += Int64(answers.count)
    }
    // Before the answers, so that whoever begins to watch after one finds its steps told.
    published.feed.deliver(transaction.steps)
    for answer in answers { answer(nil) }
  }

  private func fail(
    _ answers: [Answer],
    _ error: SQLiteError,
    _ transaction: SQLiteWriteTransaction
  ) {
    // The first failure is the one that counts; without a transaction there is nothing to undo.
    try? transaction.abandonGroup()
    if error.isSyncFailure || error.isCorrupt { giveUp(StoreError(error)) }
    for answer in answers { answer(StoreError(error)) }
  }

  /// Brings the log into the file when nobody waits, or when it has grown too long.
  private func keepHouse(_ transaction: SQLiteWriteTransaction, _ keeper: SnapshotKeeper) {
    let frames = transaction.connection.logFrames
    status.withLock { $0.logFrames = frames }
    let isDue = frames > Self.logFramesMax || (frames > Self.idleFrames && queue.count == 0)
    guard isDue else { return }
    keeper.release()
    defer { keeper.renew() }
    do throws(SQLiteError) {
      try transaction.connection.checkpoint(.passive)
    } catch {
      if error.isSyncFailure || error.isCorrupt { giveUp(StoreError(error)) }
    }
  }
}
