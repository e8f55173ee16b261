import MotCuaDomain
package import MotCuaStore

/// Makes a data folder ready to serve: its keys, a calendar, and someone who may administer it.
///
/// Every step asks first whether it is done, so a start that was killed in between is completed by
/// the next one. It runs while the store holds the folder's lock, before any call is taken.
package struct Bootstrap: Sendable {
  /// The bytes of the page tokens' key.
  private static let keyBytes = 32
  /// The first token lives as long as a token may.
  private static let tokenMilliseconds: Int64 = 366 * 86_400_000
  private static let method = "bootstrap"

  private let folder: DataFolder
  private let store: any Store
  private let clock: any WallClock

  /// Prepares a folder whose store is open.
  package init(folder: DataFolder, store: any Store, clock: any WallClock) {
    self.folder = folder
    self.store = store
    self.clock = clock
  }

  /// Does what is missing, and gives the maker of page tokens.
  ///
  /// - Throws: `PrivateFile.Failure` or `StoreError`.
  package func run() async throws -> PageTokenCodec {
    try await loadCalendar()
    try await makeAdministrator()
    return PageTokenCodec(key: try pageTokenKey())
  }

  /// The calendar that the product ships with, where no year is loaded.
  private func loadCalendar() async throws(StoreError) {
    guard store.calendar.loadedYears.isEmpty else { return }
    try await perform(ImportCalendar(days: VietnamCalendar2019To2027.days))
  }

  /// An administrator with a token in a file, where nobody could administer otherwise.
  ///
  /// The file is written before the hash is stored: a kill in between leaves a file that is of no
  /// use, which the next start replaces; the other order would leave a token that nobody knows.
  private func makeAdministrator() async throws {
    guard !store.identities.hasAdministrator(at: clock.now()) else { return }
    let known = store.identities.principals.first { $0.kind == .administrator && !$0.isDisabled }
    let principal: PrincipalRecord?
    if let known {
      principal = known
    } else {
      let made = PrincipalRecord(kind: .administrator, name: "Quản trị viên đầu tiên")
      principal = try await perform(CreatePrincipal(principal: made))
    }
    let secret = ServiceEnvironment.randomTokenSecret()
    guard let principal, let hash = TokenHash(bytes: secret.hash) else { return }
    try PrivateFile.save(Array((secret.text + "\n").utf8), to: folder.administratorTokenPath)
    let token = TokenRecord(
      principalID: principal.id,
      hash: hash,
      label: "bootstrap",
      expiresAt: clock.now() + Self.tokenMilliseconds
    )
    try await perform(CreateToken(token: token))
  }

  /// The key of the folder, made where there is none.
  private func pageTokenKey() throws(PrivateFile.Failure) -> [UInt8] {
    if let key = PrivateFile.contents(of: folder.pageTokenKeyPath), key.count >= Self.keyBytes {
      return key
    }
    var chance = SystemRandomNumberGenerator()
    let key = (0..<Self.keyBytes).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
    try PrivateFile.save(key, to: folder.pageTokenKeyPath)
    return key
  }

  @discardableResult
  private func perform<Command: StoreCommand>(
    _ command: Command
  ) async throws(StoreError) -> Command.Outcome? {
    let envelope = MutationEnvelope(principalID: 0, method: Self.method, now: clock.now())
    return try await store.perform(command, as: envelope) { _ in [] }.outcome
  }
}
