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
      walBytes: Self.logBytes(frames: figures.logFrames),
      messageBytesMax: Int64(environment.limits.messageBytesMax),
      pageSizeMax: Int32(PageWindow.sizeMax),
      calendarYears: environment.store.calendar.loadedYears.map { Int32($0) },
      procedures: Int64(environment.store.catalogue.procedureCount),
      agencies: Int64(environment.store.directory.agencyCount),
      dossiers: figures.dossiers
    )
  }

  /// The bytes of a write-ahead log.
  ///
  /// A header, and for each frame its own header and a page (SQLite file format, "WAL File
  /// Format"). The store's pages have 4,096 bytes.
  private static func logBytes(frames: Int) -> Int64 {
    frames == 0 ? 0 : 32 + Int64(frames) * (24 + 4096)
  }
}

extension GoogleProtobuf.Duration {
  /// A time of so many milliseconds.
  init(milliseconds: Int64) {
    self.init(seconds: milliseconds / 1000, nanos: Int32(milliseconds % 1000) * 1_000_000)
  }
}
