import MotCuaDomain
import MotCuaStore

/// A small province over one adapter, with the words that tests speak in.
final class House: Sendable {
  let store: any Store
  private let folder: TemporaryFolder?
  private let sqlite: SQLiteStore?

  static let department = code("000.00.05.H10")
  static let commune = code("000.07.31.H10")
  static let centre = code("000.00.99.H10")
  static let open = procedure("1.001193")
  static let closed = procedure("1.000894")
  static let textLimit = procedure("2.000815")

  init(_ adapter: Adapter, isFurnished: Bool = true) async throws {
    switch adapter {
    case .sqlite:
      let folder = try TemporaryFolder()
      let opened = try SQLiteStore(StoreConfiguration(folder: folder.path, readLanes: 2))
      self.folder = folder
      sqlite = opened
      store = opened
    case .memory:
      folder = nil
      sqlite = nil
      store = MemoryStore()
    }
    if isFurnished { try await furnish() }
  }

  init(opening configuration: StoreConfiguration) throws {
    folder = nil
    let opened = try SQLiteStore(configuration)
    sqlite = opened
    store = opened
  }

  /// Over a store that somebody else closes.
  init(over store: SQLiteStore) {
    folder = nil
    sqlite = nil
    self.store = store
  }

  /// Furnished, over a store in RAM.
  init(over store: MemoryStore) async throws {
    folder = nil
    sqlite = nil
    self.store = store
    try await furnish()
  }

  deinit { sqlite?.close() }

  func close() { sqlite?.close() }

  static func code(_ text: String) -> AgencyCode {
    guard let code = AgencyCode(text) else { preconditionFailure("a bad code in a test") }
    return code
  }

  static func procedure(_ text: String) -> ProcedureCode {
    guard let code = ProcedureCode(text) else { preconditionFailure("a bad code in a test") }
    return code
  }

  /// An instant in ICT, such as `2020-08-06 09:15`.
  static func at(_ text: String) -> Instant {
    guard let instant = Instant(ictText: text) else { preconditionFailure("a bad instant") }
    return instant
  }

  static let desk = Actor(
    principalID: 2,
    kind: .officer,
    duties: [.reception, .resolution, .signing, .result],
    officer: "CB001"
  )
  static let applicant = Actor(principalID: 3, kind: .applicant, scope: .owner("070090000001"))
  static let supervisor = Actor(principalID: 5, kind: .supervisor)
  static let portal = Actor(principalID: 4, kind: .system)

  // MARK: Doing

  @discardableResult
  func perform<Command: StoreCommand>(
    _ command: Command,
    at now: Instant = House.at("2020-08-06 09:15"),
    requestID: RequestID? = nil,
    body: [UInt8] = [],
    validateOnly: Bool = false,
    answer: @escaping @Sendable (Command.Outcome) -> [UInt8] = { _ in [] }
  ) async throws(StoreError) -> Command.Outcome {
    let envelope = MutationEnvelope(
      principalID: 1,
      method: "test.\(Command.self)",
      requestID: requestID,
      bodyHash: body,
      now: now,
      isValidateOnly: validateOnly
    )
    let applied = try await store.perform(command, as: envelope, answer: answer)
    guard let outcome = applied.outcome else { throw .storage("replayed") }
    return outcome
  }

  func filing(
    _ procedure: ProcedureCode = House.open,
    agency: AgencyCode = House.department,
    identity: String = "070090000001",
    name: String = "Nguyễn Văn An",
    fees: [DossierFeeRecord] = []
  ) -> DossierFiling {
    DossierFiling(
      procedure: procedure,
      agency: agency,
      applicant: ApplicantRecord(name: name, identityNumber: identity),
      components: [ProvidedComponentRecord(code: "TP01", source: .upload)],
      fees: fees
    )
  }

  @discardableResult
  func submit(
    _ filing: DossierFiling? = nil,
    at now: Instant = House.at("2020-08-06 09:15")
  ) async throws(StoreError) -> DossierRecord {
    try await perform(
      SubmitDossier(filing: filing ?? self.filing(), actor: House.portal),
      at: now
    )
  }

  func target(_ dossier: DossierRecord, _ actor: Actor = House.desk) -> DossierTarget {
    DossierTarget(code: dossier.code, actor: actor)
  }

  /// Submitted, accepted and started.
  func started(
    at now: Instant = House.at("2020-08-06 09:15")
  ) async throws(StoreError) -> DossierRecord {
    let dossier = try await submit(at: now)
    try await perform(AcceptDossier(target: target(dossier)), at: now)
    return try await perform(StartDossier(target: target(dossier)), at: now)
  }
}
