import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCInProcess
import Testing

/// The small province with its live feed, over a store that a test chooses.
final class WatchHouse: Sendable {
  let base: DossierHouse
  let clock = WatchClock()
  let hub: WatchHub
  private let transport: InProcessTransport

  var dossiers: DossierServiceClient { DossierServiceClient(transport) }
  var statistics: StatisticsServiceClient { StatisticsServiceClient(transport) }

  convenience init(
    _ ground: DossierHouse.Ground,
    limits: ServiceLimits = ServiceLimits()
  ) async throws {
    try self.init(try await DossierHouse(ground), limits: limits)
  }

  /// Another server on the same store; the first one is told of nothing any more.
  static func another(_ house: WatchHouse) throws -> WatchHouse {
    try WatchHouse(house.base, limits: ServiceLimits())
  }

  private init(_ base: DossierHouse, limits: ServiceLimits) throws {
    self.base = base
    var limits = limits
    limits.watchRound = .zero
    let environment = ServiceEnvironment(
      store: base.store,
      clock: base.clock,
      callClock: clock,
      pageTokens: PageTokenCodec(key: Array(repeating: 9, count: 32)),
      limits: limits
    )
    hub = environment.watchHub
    let router = try Router(
      services: Services.all(environment),
      interceptors: [
        ErrorInterceptor(incidents: IncidentReporter(makeWord: { "word" }, report: { _ in })),
        AuthenticationInterceptor(store: base.store, clock: base.clock),
      ]
    )
    transport = InProcessTransport(router: router, clock: StoppedCallClock())
  }

  /// Runs a test while the feed runs.
  static func with(
    _ ground: DossierHouse.Ground,
    limits: ServiceLimits = ServiceLimits(),
    _ body: (WatchHouse) async throws -> Void
  ) async throws {
    let house = try await WatchHouse(ground, limits: limits)
    let hub = house.hub
    async let _: Void = hub.handOut()
    // Its end cancels what runs beside it.
    try await body(house)
  }

  /// A stream of somebody.
  func watch(
    _ request: WatchEventsRequest = WatchEventsRequest(),
    by person: Person = .supervisor
  ) async throws -> WatchReader {
    WatchReader(try await dossiers.watchEvents(request, options: base.by(person)))
  }

  /// A dossier submitted online.
  @discardableResult
  func submitted(at agency: String = DossierProvince.department) async throws -> String {
    try await dossiers.submitDossier(
      Requests.submit(DossierProvince.license, at: agency),
      options: base.by(.applicant)
    ).code
  }
}

/// Reads one stream; it is read by one task.
final class WatchReader {
  private let stream: ResponseMessages<WatchEventsResponse>
  private var iterator: ResponseMessages<WatchEventsResponse>.AsyncIterator
  private(set) var token = ""
  private(set) var position: Int64 = 0

  init(_ stream: ResponseMessages<WatchEventsResponse>) {
    self.stream = stream
    iterator = stream.makeAsyncIterator()
  }

  deinit { stream.cancel() }

  /// The next message.
  func next() async throws -> WatchEventsResponse? {
    guard let message = try await iterator.next() else { return nil }
    token = message.resumeToken
    position = message.position
    return message
  }

  /// The snapshot, up to the message that closes it.
  func snapshot() async throws -> [ExportedDossier] {
    var dossiers: [ExportedDossier] = []
    while let message = try await next() {
      dossiers += message.dossiers
      if !message.inSnapshot { break }
    }
    return dossiers
  }

  /// So many steps, whatever comes between.
  func events(_ count: Int) async throws -> [DossierEvent] {
    var events: [DossierEvent] = []
    while events.count < count, let message = try await next() { events += message.events }
    return events
  }
}
