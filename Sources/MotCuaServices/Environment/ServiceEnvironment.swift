package import MotCuaDomain
package import MotCuaStore
package import RPCCore

/// What every service stands on.
package struct ServiceEnvironment: Sendable {
  /// The store.
  package let store: any Store
  /// The time of day.
  package let clock: any WallClock
  /// What measures times between two moments.
  package let callClock: any CallClock
  /// Who tells the streams of what happens; somebody must run it.
  package let watchHub: WatchHub
  /// What procedures were, as far as it was asked for.
  let pastProcedures = PastProcedures()
  /// The lists behind numbers that are read page by page.
  let figureLists = FigureLists()
  /// The maker of page tokens, with the data folder's key.
  package let pageTokens: PageTokenCodec
  /// Where the bytes of files lie; nil takes and gives none.
  package let files: FileVault?
  /// What makes backups; nil makes none.
  package let backups: (any BackupMaker)?
  /// The limits.
  package let limits: ServiceLimits
  /// The version of the product.
  package let version: String
  /// The version of the store's schema.
  package let schemaVersion: Int
  /// Whether the clock was set by hand.
  package let isClockManual: Bool
  /// The instant at which serving began.
  package let startedAt: Instant
  /// Makes secrets of new tokens.
  package let makeTokenSecret: @Sendable () -> TokenSecret

  /// Makes the value from its parts.
  package init(
    store: any Store,
    clock: any WallClock,
    callClock: any CallClock = SystemCallClock(),
    pageTokens: PageTokenCodec,
    files: FileVault? = nil,
    backups: (any BackupMaker)? = nil,
    limits: ServiceLimits = ServiceLimits(),
    version: String = ProductVersion.text,
    schemaVersion: Int = 0,
    isClockManual: Bool = false,
    makeTokenSecret: @escaping @Sendable () -> TokenSecret = Self.randomTokenSecret
  ) {
    self.store = store
    self.clock = clock
    self.callClock = callClock
    watchHub = WatchHub(store: store, limits: limits, clock: callClock)
    self.pageTokens = pageTokens
    self.files = files
    self.backups = backups
    self.limits = limits
    self.version = version
    self.schemaVersion = schemaVersion
    self.isClockManual = isClockManual
    self.makeTokenSecret = makeTokenSecret
    startedAt = clock.now()
  }

  /// A secret by the system's chance.
  package static func randomTokenSecret() -> TokenSecret {
    var generator = SystemRandomNumberGenerator()
    return TokenSecret(using: &generator)
  }

  /// Runs changes.
  package var mutator: Mutator { Mutator(store: store, clock: clock) }

  /// The civil day of now in ICT.
  package var today: CivilDate { clock.now().ictDate }

  /// Who makes a call, asked anew: a stream outlives tokens and rights.
  ///
  /// - Throws: what a new call would be refused with.
  func caller(of context: ServerContext) throws(RPCError) -> Principal {
    try AuthenticationInterceptor(store: store, clock: clock).caller(of: context)
  }

  /// The part of a list that a request asks for.
  package func window(
    _ request: some PagedRequest,
    _ context: ServerContext
  ) throws(RPCError) -> PageWindow {
    try PageWindow(
      request,
      method: context.method,
      principal: context.principal,
      codec: pageTokens,
      now: clock.now()
    )
  }
}
