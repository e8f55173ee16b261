package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore
import RPCMessages

extension MotCuaAdminService {
  /// Tells which versions run, how long, under which limits and how busy.
  package func getServerInfo(
    _ request: GetServerInfoRequest,
    context: ServerContext
  ) async throws -> ServerInfo {
    let figures = try await environment.store.figures()
    let now = environment.clock.now()
    return ServerInfo(
      version: environment.version,
      schemaVersion: Int32(environment.schemaVersion),
      now: now.timestamp,
      manualClock: environment.isClockManual,
      uptime: GoogleProtobuf.Duration(milliseconds: max(0, now - environment.startedAt)),
      commitPosition: figures.lastSequence,
      writeQueue: Int64(figures.waitingCommands),
      writeQueueMax: Int64(environment.limits.writeQueueMax),
      walBytes: figures.logBytes,
      messageBytesMax: Int64(environment.limits.messageBytesMax),
      pageSizeMax: Int32(PageWindow.sizeMax),
      calendarYears: environment.store.calendar.loadedYears.map { Int32($0) },
      procedures: Int64(environment.store.catalogue.procedureCount),
      agencies: Int64(environment.store.directory.agencyCount),
      dossiers: figures.dossiers,
      limits: environment.limits.shown.map { ServerLimit($0) }
    )
  }
}

extension ServerLimit {
  /// A limit as it travels.
  fileprivate init(_ limit: ShownLimit) {
    let unit: LimitUnit =
      switch limit.unit {
      case .count: .count
      case .bytes: .bytes
      case .milliseconds: .milliseconds
      }
    let source: LimitSource =
      switch limit.source {
      case .byDefault: .`default`
      case .file: .file
      case .environment: .environment
      case .flag: .flag
      }
    self.init(
      name: limit.name,
      unit: unit,
      value: limit.value ?? 0,
      unlimited: limit.value == nil,
      source: source
    )
  }
}

extension GoogleProtobuf.Duration {
  /// A time of so many milliseconds.
  init(milliseconds: Int64) {
    self.init(seconds: milliseconds / 1000, nanos: Int32(milliseconds % 1000) * 1_000_000)
  }
}
