import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCInProcess

/// A whole server within the process: a store, a clock that stands still, all services and
/// interceptors, and callers of every kind.
struct ServiceHouse: Sendable {
  /// Thursday, 6 August 2020, 08:00 in ICT.
  static let start = Instant(ict: CivilDate(daysSinceEpoch: 18_480), minute: 480)

  let store: any Store
  let clock: ManualWallClock
  let incidents: IncidentLog
  let environment: ServiceEnvironment
  let transport: InProcessTransport
  /// The token of the first administrator.
  let administrator: String

  /// Furnishes nothing but an administrator and the calendar that the product ships with.
  init(store: any Store = MemoryStore(), isClockManual: Bool = false) async throws {
    self.store = store
    clock = ManualWallClock(Self.start)
    incidents = IncidentLog()
    environment = ServiceEnvironment(
      store: store,
      clock: clock,
      pageTokens: PageTokenCodec(key: [UInt8](repeating: 7, count: 32)),
      version: "1.2.3",
      isClockManual: isClockManual
    )
    let log = incidents
    let reporter = IncidentReporter(makeWord: { "cafe0001" }, report: { log.record($0) })
    transport = InProcessTransport(
      router: try Router(
        services: Services.all(environment),
        interceptors: Services.interceptors(environment, incidents: reporter),
        completing: Services.completing(reporter)
      )
    )
    administrator = try await Self.caller(
      PrincipalRecord(kind: .administrator, name: "Quản trị viên"),
      store: store,
      now: Self.start
    )
    try await Self.perform(
      ImportCalendar(days: VietnamCalendar2019To2027.days),
      store: store,
      now: Self.start
    )
  }

  /// A transport as the caller of a token; nil is the public.
  func transport(
    as token: String?,
    applicant: String? = nil,
    trailers: TrailerBox? = nil
  ) -> CallerTransport {
    CallerTransport(base: transport, token: token, applicant: applicant, trailers: trailers)
  }

  /// The token of a new caller.
  func caller(
    _ kind: MotCuaDomain.PrincipalKind,
    agencies: [String] = [],
    duties: [OfficerDuty] = [],
    subject: String? = nil
  ) async throws -> String {
    let record = PrincipalRecord(
      kind: kind,
      name: kind.code,
      agencies: agencies.compactMap { AgencyCode($0) },
      duties: duties,
      subjectID: subject
    )
    return try await Self.caller(record, store: store, now: clock.now())
  }

  /// Runs a command of the store directly, to furnish the house.
  @discardableResult
  func perform<Command: StoreCommand>(_ command: Command) async throws -> Command.Outcome? {
    try await Self.perform(command, store: store, now: clock.now())
  }

  @discardableResult
  private static func perform<Command: StoreCommand>(
    _ command: Command,
    store: any Store,
    now: Instant
  ) async throws -> Command.Outcome? {
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: now)
    return try await store.perform(command, as: envelope) { _ in [] }.outcome
  }

  private static func caller(
    _ record: PrincipalRecord,
    store: any Store,
    now: Instant
  ) async throws -> String {
    let principal = try await perform(
      CreatePrincipal(principal: record),
      store: store,
      now: now
    )
    let secret = ServiceEnvironment.randomTokenSecret()
    let token = TokenRecord(
      principalID: principal?.id ?? 0,
      hash: TokenHash(bytes: secret.hash) ?? TokenHash(a: 0, b: 0, c: 0, d: 0),
      expiresAt: now + 30 * Instant.day
    )
    try await perform(CreateToken(token: token), store: store, now: now)
    return secret.text
  }
}
