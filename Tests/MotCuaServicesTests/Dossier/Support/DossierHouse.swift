import Foundation
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import RPCCore
import RPCInProcess

/// A small province, served within the process, for the tests of dossiers and statistics.
///
/// It is Thursday, 6 August 2020, 09:15 in ICT.
final class DossierHouse: Sendable {
  /// Which store it stands on.
  enum Ground: CaseIterable {
    case memory, sqlite
  }

  static let start = Instant(ict: day(8, 6), minute: 9 * 60 + 15)

  let store: any Store
  let clock = ManualWallClock(start)
  let callClock = TestCallClock()
  let transport: InProcessTransport
  let files: FileVault
  private let folder: TemporaryFolder
  private let tokens: [Person: TokenSecret]
  private let sqlite: SQLiteStore?

  init(
    _ ground: Ground,
    files limits: FileLimits = FileLimits(),
    callClock uploads: any CallClock = SystemCallClock()
  ) async throws {
    folder = try TemporaryFolder()
    files = try FileVault(folder: folder.path, limits: limits)
    switch ground {
    case .memory:
      sqlite = nil
      store = MemoryStore()
    case .sqlite:
      let folder = FileManager.default.temporaryDirectory.path + "/motcua-" + UUID().uuidString
      let opened = try SQLiteStore(StoreConfiguration(folder: folder))
      sqlite = opened
      store = opened
    }
    tokens = try await DossierProvince.build(in: store)
    let environment = ServiceEnvironment(
      store: store,
      clock: clock,
      callClock: uploads,
      pageTokens: PageTokenCodec(key: Array(repeating: 9, count: 32)),
      files: files
    )
    let dossiers = MotCuaDossierService(
      environment,
      trackGuard: TrackGuard(clock: callClock, callerBurst: 8, codeBurst: 3)
    )
    let router = try Router(
      services: [
        DossierServiceMethods.definition(of: dossiers),
        StatisticsServiceMethods.definition(of: MotCuaStatisticsService(environment)),
        AdminServiceMethods.definition(of: MotCuaAdminService(environment)),
        AgencyServiceMethods.definition(of: MotCuaAgencyService(environment)),
        ProcedureServiceMethods.definition(of: MotCuaProcedureService(environment)),
      ],
      interceptors: [
        ErrorInterceptor(incidents: IncidentReporter(makeWord: { "word" }, report: { _ in })),
        AuthenticationInterceptor(store: store, clock: clock),
      ]
    )
    transport = InProcessTransport(router: router, clock: StoppedCallClock())
  }

  static func day(_ month: Int, _ day: Int) -> CivilDate {
    CivilDate.newYear(2020).addingMonths(month - 1).addingDays(day - 1)
  }

  /// Sets the clock to a day of 2020 and a time in ICT.
  func set(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) {
    clock.set(Instant(ict: Self.day(month, day), minute: hour * 60 + minute))
  }

  var dossiers: DossierServiceClient { DossierServiceClient(transport) }
  var admin: AdminServiceClient { AdminServiceClient(transport) }
  var agencies: AgencyServiceClient { AgencyServiceClient(transport) }
  var procedures: ProcedureServiceClient { ProcedureServiceClient(transport) }
  /// Does by the clock what is due.
  @discardableResult
  func runTimers() async throws -> Int {
    try await DossierTimers(store: store, clock: clock).run().done
  }

  var statistics: StatisticsServiceClient { StatisticsServiceClient(transport) }

  /// The options of a call by somebody, nil for the public.
  func by(_ person: Person?, asserting applicant: String? = nil) -> CallOptions {
    var options = CallOptions()
    if let token = person.flatMap({ tokens[$0] }) {
      options.metadata.append("authorization", text: "Bearer " + token.text)
    }
    if let applicant {
      options.metadata.append(AssertedApplicant.metadataName, text: "CITIZEN_ID:" + applicant)
    }
    return options
  }

  deinit {
    files.close()
    guard let sqlite else { return }
    sqlite.close()
    try? FileManager.default.removeItem(atPath: sqlite.configuration.folder)
  }
}
