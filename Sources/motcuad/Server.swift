import Foundation
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaSettings
import MotCuaStore
import RPCCore
import RPCHTTP2
import RPCMessages
import RPCServices

/// The server from its start to its end.
struct Server: Sendable {
  private let settings: ServerSettings
  private let folder: DataFolder
  private let address: ListenAddress
  private let tls: ServerTLSConfiguration?
  private let clockStart: Instant?
  private let backups: String?
  private let log: ServerLog

  /// Serves a folder as the settings say; with a start the clock is set by hand.
  init(
    settings: ServerSettings,
    folder: DataFolder,
    tls: ServerTLSConfiguration?,
    clockStart: Instant?,
    backups: String?
  ) {
    self.settings = settings
    self.folder = folder
    address = settings.listen
    log = ServerLog(settings)
    self.tls = tls
    self.clockStart = clockStart
    self.backups = backups
  }

  /// Runs until a signal or a failed store ends it.
  ///
  /// - Throws: what hindered the start, or the store's failure.
  func run() async throws {
    let signals = ServerSignals()
    var configuration = transportConfiguration
    let connectionsMax = connectionsMax(configuration)
    configuration.connectionsMax = connectionsMax
    let registry = ServerTelemetry.metrics(settings)
    configuration.onConnectionEvent = ServerTelemetry.connections(
      settings,
      log: log,
      metrics: registry
    )
    let socket = try ListeningSocket.open(address, backlog: configuration.listenBacklog)
    configuration.listeningSocket = try socket.duplicate()
    let transport = HTTP2ServerTransport(configuration: configuration)
    let store = try await openStore(lanes: transport.laneCount)
    defer { store.close() }
    let files = try ServerFiles(
      store: store,
      folder: folder.path,
      limits: settings.limits.files,
      backups: backups ?? folder.path + "/backups"
    )
    defer { files.close() }
    let environment = try await environment(store, files, connectionsMax: connectionsMax)
    let health = HealthService(services: Self.serviceNames)
    let timers = DossierTimers(store: store, clock: environment.clock)
    // What fell due while no server ran comes first.
    _ = try await timers.run()
    let stop = Stop(transport: transport, health: health, watches: environment.watchHub)
    let services = services(environment, health: health)
    let telemetry = ServerTelemetry(
      settings,
      log: log,
      metrics: registry,
      methods: services.flatMap { $0.methods.map(\.descriptor) }
    )
    let metrics = try await openMetrics { await telemetry.exposition(store, transport) }
    let router = try router(environment, services, telemetry) { log.record($0) }
    store.whenFailed { failure in
      log.error("Nothing is acknowledged any more. \(failure)")
      stop.begin()
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await transport.serve(router) }
      group.addTask { try await announce(transport) }
      if let metrics {
        group.addTask { await metrics.serve() }
      }
      group.addTask { try await files.collect(environment.clock, log: log) }
      group.addTask { await keepTimers(timers, store, stop) }
      group.addTask { await environment.watchHub.run() }
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

  /// How many connections are taken: what is set, or what the limit of descriptors allows.
  private func connectionsMax(_ configuration: HTTP2ServerConfiguration) -> Int {
    let asked = configuration.connectionsMax
    guard let limit = OpenFiles.raise() else { return asked }
    let connections = OpenFiles.connections(
      asked: asked,
      limit: limit,
      eventLoops: configuration.eventLoopCount
    )
    if connections < asked {
      log.warning(
        """
        At most \(connections) connections are taken and not \(asked), because the process may have \
        \(limit) descriptors; raise that limit (LimitNOFILE, ulimit -n) or lower connectionsMax.
        """
      )
    }
    return connections
  }

  /// Opens the store; a successor waits for the folder until its predecessor has left it.
  ///
  /// That takes as long as the predecessor's calls may: how long that is says its configuration and not
  /// this one, and a successor that gave up would leave nobody on the socket.
  private func openStore(lanes: Int) async throws -> SQLiteStore {
    var configuration = settings.limits.store
    configuration.folder = folder.path
    configuration.readLanes = lanes
    configuration.isManualClock = clockStart != nil
    guard Successor.isThisProcess else { return try SQLiteStore(configuration) }
    let predecessor = Successor.predecessor
    Successor.announce()
    while predecessor.isRunning {
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
    var configuration = settings.limits.wire
    configuration.host = address.host
    configuration.port = address.port
    configuration.tls = tls
    configuration.admission.priorityServices.insert(AdminServiceMethods.serviceName)
    return configuration
  }

  private func environment(
    _ store: SQLiteStore,
    _ files: ServerFiles,
    connectionsMax: Int
  ) async throws -> ServiceEnvironment {
    let clock: any WallClock =
      clockStart.map { ShiftedWallClock(start: $0) } ?? SystemWallClock()
    let pageTokens = try await Bootstrap(folder: folder, store: store, clock: clock).run()
    var limits = settings.limits.services
    // What descriptors leave of it is what holds.
    limits.show("connectionsMax", Int64(connectionsMax))
    return ServiceEnvironment(
      store: store,
      clock: clock,
      pageTokens: pageTokens,
      files: files.vault,
      backups: files.backups,
      limits: limits,
      schemaVersion: SQLiteStore.schemaVersion,
      isClockManual: clockStart != nil
    )
  }

  private func services(
    _ environment: ServiceEnvironment,
    health: HealthService
  ) -> [ServiceDefinition] {
    let reflection = ReflectionService(
      files: MotCuaAPIDescriptors.files + RPCMessagesDescriptors.files,
      services: Self.serviceNames + [GRPCHealthV1.HealthMethods.serviceName]
    )
    return Services.all(environment) + [GRPCHealthV1.HealthMethods.definition(of: health)]
      + reflection.definitions
  }

  private func router(
    _ environment: ServiceEnvironment,
    _ services: [ServiceDefinition],
    _ telemetry: ServerTelemetry,
    report: @escaping @Sendable (Incident) -> Void
  ) throws -> Router {
    let incidents = IncidentReporter(report: report)
    return try Router(
      services: services,
      interceptors: telemetry.interceptors
        + Services.interceptors(environment, incidents: incidents),
      observers: telemetry.observers,
      completing: Services.completing(incidents)
    )
  }

  /// Opens the port for metrics, if there is to be one.
  ///
  /// A predecessor closes it before it leaves the data folder, so that a successor finds it free. If
  /// somebody else has it all the same, the successor serves without: calls wait in the backlog.
  private func openMetrics(
    _ exposition: @escaping @Sendable () async -> String
  ) async throws -> MetricsEndpoint? {
    guard let address = settings.metricsListen else { return nil }
    let clock = ContinuousClock()
    let end = clock.now + Self.metricsTimeout
    while true {
      do {
        let endpoint = try await MetricsEndpoint.open(
          address,
          settings.limits.metrics,
          exposition: exposition
        )
        log.info("Metrics are at http://\(address.text(port: endpoint.port))/metrics.")
        return endpoint
      } catch {
        guard Successor.isThisProcess else { throw error }
        guard clock.now < end else {
          log.error("This server goes on without metrics. \(error)")
          return nil
        }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  /// How long a successor tries to have the port for metrics.
  private static let metricsTimeout: Duration = .seconds(2)

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
