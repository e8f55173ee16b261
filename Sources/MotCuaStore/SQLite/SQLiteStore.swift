package import MotCuaDomain
import SQLiteEngine
import Synchronization

/// The store over one SQLite file: a writer thread, readers for each loop, a reader pool, and the
/// snapshots in RAM.
///
/// Open it once for each data folder and close it before the process ends; a process that is killed
/// instead loses nothing that was acknowledged.
package final class SQLiteStore: Sendable {
  /// The version of the schema that this build reads and writes.
  package static var schemaVersion: Int { Int(Schema.version) }

  /// How it was opened.
  package let configuration: StoreConfiguration

  let codes: CodeTable
  let reads: ReadPaths
  private let lock: LockBox
  private let published: PublishedState
  private let writer: GroupWriter

  /// Takes the folder's lock, makes or checks the file, and reads what lives in RAM.
  ///
  /// A file that is foreign, newer, damaged or empty is refused and left as it is.
  package init(_ configuration: StoreConfiguration) throws(StoreOpenError) {
    try Files.makeFolder(configuration.folder)
    lock = LockBox(try FileLock(folder: configuration.folder))
    try StoreFile.prepare(configuration)
    self.configuration = configuration
    let path = configuration.databasePath
    let codes = CodeTable()
    self.codes = codes
    do throws(RowError) {
      let opened = try Self.load(configuration, codes: codes)
      published = opened.published
      reads = try Self.openReaders(configuration)
      writer = GroupWriter(configuration: configuration, published: opened.published)
      writer.start(
        opened.writer,
        reading: try Self.openSecond(configuration),
        codes: codes,
        province: configuration.provinceID
      )
    } catch {
      switch error {
      case .engine(let failure) where failure.isCorrupt:
        throw .corruptFile(path, reason: failure.message)
      case .engine(let failure): throw .storage(path, reason: failure.description)
      case .damaged(let what): throw .corruptFile(path, reason: "unreadable \(what)")
      }
    }
  }

  private static func load(
    _ configuration: StoreConfiguration,
    codes: CodeTable
  ) throws(RowError) -> (writer: SQLiteConnection, published: PublishedState) {
    let connection: SQLiteConnection
    do throws(SQLiteError) {
      connection = try SQLiteConnection(path: configuration.databasePath, mode: .readWrite)
      try connection.configure(.writer, cacheBytes: 64 << 20)
    } catch {
      throw .engine(error)
    }
    let loader = StateLoader(
      connection: connection,
      codes: codes,
      province: configuration.provinceID
    )
    let state = try loader.load()
    let published = PublishedState(state)
    try loader.loadFigures(
      into: published.cube,
      FiguresFile(configuration),
      at: CubePosition(state)
    )
    return (connection, published)
  }

  /// The connection that reads on the writer's thread.
  private static func openSecond(
    _ configuration: StoreConfiguration
  ) throws(RowError) -> SQLiteConnection {
    do throws(SQLiteError) {
      let connection = try SQLiteConnection(path: configuration.databasePath, mode: .readOnly)
      try connection.configure(.reader, cacheBytes: 64 << 10)
      return connection
    } catch {
      throw .engine(error)
    }
  }

  private static func openReaders(
    _ configuration: StoreConfiguration
  ) throws(RowError) -> ReadPaths {
    do throws(SQLiteError) {
      return try ReadPaths(
        path: configuration.databasePath,
        lanes: configuration.readLanes,
        threads: configuration.poolThreads,
        waitingMax: configuration.waitingReadsMax
      )
    } catch {
      throw .engine(error)
    }
  }

  /// Answers what waits, ends the readers, brings the log into the file and lets go of the folder.
  ///
  /// It blocks until the writer has stopped; call it where nothing else is to be done.
  package func close() {
    reads.close()
    writer.stop()
    lock.release()
  }

  /// Why changes are no longer acknowledged, if so: the process is to end and to start again.
  package var failure: StoreError? { writer.failure }

  /// Runs a body once when that comes to pass, whoever notices it first.
  package func whenFailed(_ body: @escaping @Sendable (StoreError) -> Void) {
    writer.whenFailed(body)
  }

  /// The reader of dossiers over a connection.
  func reader(_ connection: SQLiteConnection) -> DossierReader {
    DossierReader(connection: connection, codes: codes, province: configuration.provinceID)
  }

  /// Holds the lock until the store is closed or gone.
  private final class LockBox: Sendable {
    private let lock: Mutex<FileLock?>

    init(_ lock: consuming sending FileLock) {
      self.lock = Mutex(lock)
    }

    func release() { lock.withLock { $0 = nil } }
  }
}

extension SQLiteStore: SnapshotStore {
  /// The agencies and officers.
  package var directory: AgencyDirectory { published.directory }
  /// The procedures, offerings and sectors.
  package var catalogue: Catalogue { published.catalogue }
  /// The principals and tokens.
  package var identities: IdentityTable { published.identities }
  /// The calendar in force.
  package var calendar: WorkingCalendar { published.calendar }
  /// When that calendar was loaded; nil before the first.
  package var calendarLoadedAt: Instant? { published.calendarLoadedAt }
  /// What the province decides about the life of its dossiers.
  package var policy: (DossierPolicy, etag: Int64) { published.policy }
  /// Where money is paid, by the providers' codes.
  package var paymentProviders: [PaymentProviderCode: PaymentProviderRecord] {
    published.paymentProviders
  }
  /// The last position of the outbox.
  package var lastSequence: Int64 { published.lastSequence }
}

extension SQLiteStore {
  /// The end of the audit's chain.
  package var auditHead: AuditHead { published.auditHead }
  var cube: StatisticsCube { published.cube }
  var feed: CommitFeed { published.feed }
  var current: StoreState { published.current }
  var groupWriter: GroupWriter { writer }
}
