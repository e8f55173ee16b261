import Foundation
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCHTTP2
import RPCMessages
import RPCServices

/// The server from its start to its end.
struct Server: Sendable {
  private let folder: DataFolder
  private let address: ListenAddress
  private let tls: ServerTLSConfiguration?
  private let clockStart: Instant?
  private let commitGroup: Int
  private let log = ServerLog()

  /// Serves a folder at an address; with a start the clock is set by hand.
  init(
    folder: DataFolder,
    address: ListenAddress,
    tls: ServerTLSConfiguration?,
    clockStart: Instant?,
    commitGroup: Int
  ) {
    self.folder = folder
    self.address = address
    self.tls = tls
    self.clockStart = clockStart
    self.commitGroup = commitGroup
  }

  /// Runs until a signal or a failed store ends it.
  ///
  /// - Throws: what hindered the start, or the store's failure.
  func run() async throws {
    let signals = ServerSignals()
    let socket = try ListeningSocket.open(address)
    var configuration = transportConfiguration
    configuration.listeningSocket = try socket.duplicate()
    let transport = HTTP2ServerTransport(configuration: configuration)
    let store = try await openStore(lanes: transport.laneCount)
    defer { store.close() }
    let environment = try await environment(store)
    let health = HealthService(services: Self.serviceNames)
    let timers = DossierTimers(store: store, clock: environment.clock)
    // What fell due while no server ran comes first.
    _ = try await timers.run()
    let stop = Stop(transport: transport, health: health)
    let router = try router(environment, health: health) { log.record($0) }
    store.whenFailed { failure in
      log.error("Nothing is acknowledged any more. \(failure)")
      stop.begin()
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await transport.serve(router) }
      group.addTask { try await announce(transport) }
      group.addTask { await keepTimers(timers, store, stop) }
      group.addTask {
        for await number in signals.received {
          switch number {
          case SIGHUP: reloadCertificates(transport)
          case SIGUSR2: await handOver(socket, stop)
          default:
            log.info("Stopping by signal \(number).")
            if !stop.begin() { throw CancellationError() }
          }
        }
      }
      try await Self.finish(&group)
    }
    if let failure = store.failure { throw failure }
    log.info("Stopped.")
  }

  /// Runs the timers until the end; a store that failed ends the server.
  private func keepTimers(_ timers: DossierTimers, _ store: SQLiteStore, _ stop: Stop) async {
    while !Task.isCancelled {
      do {
        try await timers.keepRunning(every: Self.timerPause)
      } catch {
        if store.failure != nil { stop.begin() }
        log.error("The timers could not be run. \(error)")
        try? await Task.sleep(for: Self.timerPause)
      }
    }
  }

  /// How long after its instant a timer may fire.
  private static let timerPause: Duration = .seconds(1)

  /// Opens the store; a successor waits for the folder until its predecessor has left it.
  private func openStore(lanes: Int) async throws -> SQLiteStore {
    let configuration = StoreConfiguration(
      folder: folder.path,
      readLanes: lanes,
      groupCommandsMax: commitGroup,
      isManualClock: clockStart != nil
    )
    guard Successor.isThisProcess else { return try SQLiteStore(configuration) }
    Successor.announce()
    let clock = ContinuousClock()
    let end = clock.now + Self.handOverTimeout
    while clock.now < end {
      if let store = try openIfFree(configuration) { return store }
      try await Task.sleep(for: .milliseconds(5))
    }
    return try SQLiteStore(configuration)
  }

  /// The store, or nil while another process has its folder.
  private func openIfFree(_ configuration: StoreConfiguration) throws -> SQLiteStore? {
    do {
      return try SQLiteStore(configuration)
    } catch {
      guard case .inUse = error else { throw error }
      return nil
    }
  }

  /// How long a successor waits for the data folder: the grace of its predecessor's calls and more.
  private static let handOverTimeout: Duration = .seconds(120)

  /// Starts a successor on the same socket and stops when it is there.
  private func handOver(_ socket: ListeningSocket, _ stop: Stop) async {
    do {
      let child = try await Successor.start(socket)
      log.info("Process \(child) takes over.")
      stop.begin()
    } catch {
      log.error("There is no successor; this server goes on. \(error)")
    }
  }

  /// New connections get the new certificate; files that cannot be used leave the old one in force.
  private func reloadCertificates(_ transport: HTTP2ServerTransport) {
    guard tls != nil else { return log.info("SIGHUP: there are no certificates to read again.") }
    do {
      try transport.reloadCertificates()
      log.info("The certificates were read again.")
    } catch {
      log.error("The old certificates stay in force. \(error)")
    }
  }

  /// Waits for the serving task, which ends by the graceful stop, or for the first failure.
  private static func finish(_ group: inout ThrowingTaskGroup<Void, any Error>) async throws {
    // The announcement ends first, the serving second; the signals are awaited for ever.
    do {
      _ = try await group.next()
      _ = try await group.next()
    } catch is CancellationError {
      // A second signal: the end is abrupt, and that was asked for.
    }
    group.cancelAll()
  }

  private var transportConfiguration: HTTP2ServerConfiguration {
    var configuration = HTTP2ServerConfiguration()
    configuration.host = address.host
    configuration.port = address.port
    configuration.tls = tls
    return configuration
  }

  private func environment(_ store: SQLiteStore) async throws -> ServiceEnvironment {
    let clock: any WallClock =
      clockStart.map { ShiftedWallClock(start: $0) } ?? SystemWallClock()
    let pageTokens = try await Bootstrap(folder: folder, store: store, clock: clock).run()
    return ServiceEnvironment(
      store: store,
      clock: clock,
      pageTokens: pageTokens,
      limits: ServiceLimits(
        messageBytesMax: transportConfiguration.receivedMessageBytesMax,
        writeQueueMax: store.configuration.waitingCommandsMax
      ),
      schemaVersion: SQLiteStore.schemaVersion,
      isClockManual: clockStart != nil
    )
  }

  private func router(
    _ environment: ServiceEnvironment,
    health: HealthService,
    report: @escaping @Sendable (Incident) -> Void
  ) throws -> Router {
    let reflection = ReflectionService(
      files: MotCuaAPIDescriptors.files + RPCMessagesDescriptors.files,
      services: Self.serviceNames + [GRPCHealthV1.HealthMethods.serviceName]
    )
    let incidents = IncidentReporter(report: report)
    return try Router(
      services: Services.all(environment)
        + [GRPCHealthV1.HealthMethods.definition(of: health)] + reflection.definitions,
      interceptors: Services.interceptors(environment, incidents: incidents),
      completing: Services.completing(incidents)
    )
  }

  private static let serviceNames = [
    AgencyServiceMethods.serviceName, ProcedureServiceMethods.serviceName,
    DossierServiceMethods.serviceName, StatisticsServiceMethods.serviceName,
    AdminServiceMethods.serviceName,
  ]

  /// Prints the one line for whoever waits for the server, when it takes calls.
  private func announce(_ transport: HTTP2ServerTransport) async throws {
    let port = try await transport.boundPort
    let line = "listening \(address.text(port: port))\n"
    try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
    log.info("Serving \(folder.path).")
  }
}
