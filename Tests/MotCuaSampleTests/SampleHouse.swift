import Foundation
import MotCuaAPI
import MotCuaDomain
import MotCuaSample
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCInProcess

/// The sample province in a store of its own, served within the process.
///
/// It is loaded once for all tests that only read it.
final class SampleHouse: Sendable {
  static let seed: UInt64 = 2020
  /// The evening after the last day of the sample.
  static let now = Instant(
    ict: CivilDate.newYear(2020).addingMonths(7).addingDays(6),
    minute: 8 * 60
  )
  private static let shared = Task { try await SampleHouse(seed: seed, scale: 1) }

  static func loaded() async throws -> SampleHouse { try await shared.value }

  let store: SQLiteStore
  let folder: String
  let environment: ServiceEnvironment
  let transport: InProcessTransport
  private let token: TokenSecret

  init(seed: UInt64, scale: Int) async throws {
    folder = FileManager.default.temporaryDirectory.path + "/motcua-sample-" + UUID().uuidString
    store = try SQLiteStore(StoreConfiguration(folder: folder))
    var generator = SystemRandomNumberGenerator()
    token = TokenSecret(using: &generator)
    try await Self.prepare(store, token: token)
    try await SampleLoader(store: store, principal: 1).load(seed: seed, scale: scale)
    environment = ServiceEnvironment(
      store: store,
      clock: ManualWallClock(Self.now),
      pageTokens: PageTokenCodec(key: Array(repeating: 7, count: 32))
    )
    let router = try Router(
      services: [
        StatisticsServiceMethods.definition(of: MotCuaStatisticsService(environment)),
        DossierServiceMethods.definition(of: MotCuaDossierService(environment)),
      ],
      interceptors: [AuthenticationInterceptor(store: store, clock: environment.clock)]
    )
    transport = InProcessTransport(router: router, clock: StoppedCallClock())
  }

  private static func prepare(_ store: SQLiteStore, token: TokenSecret) async throws {
    try await perform(store, ImportCalendar(days: VietnamCalendar2019To2027.days))
    try await perform(
      store,
      CreatePrincipal(principal: PrincipalRecord(kind: .supervisor, name: "Giám sát"))
    )
    guard let hash = TokenHash(bytes: token.hash) else { return }
    let record = TokenRecord(
      principalID: 1,
      hash: hash,
      label: "test",
      expiresAt: now + 365 * Instant.day
    )
    try await perform(store, CreateToken(token: record))
  }

  private static func perform(
    _ store: SQLiteStore,
    _ command: some StoreCommand
  ) async throws {
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: SampleLoader.setUp)
    _ = try await store.perform(command, as: envelope) { _ in [] }
  }

  var options: CallOptions {
    var options = CallOptions()
    options.metadata.append("authorization", text: "Bearer " + token.text)
    return options
  }

  var statistics: StatisticsServiceClient { StatisticsServiceClient(transport) }

  /// Every dossier as it is stored.
  func dossiers() async throws -> [DossierRecord] {
    let last = try await store.lastDossierID()
    return try await store.exportDossiers(
      DossierQuery(),
      in: .all,
      afterID: 0,
      throughID: last,
      limit: .max
    )
  }

  deinit {
    store.close()
    try? FileManager.default.removeItem(atPath: folder)
  }
}
