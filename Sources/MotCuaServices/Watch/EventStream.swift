import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// One stream of the live feed: a snapshot where one is asked for, then what the store has already,
/// then what the hub tells.
struct EventStream: Sendable {
  /// How many steps are read from the store at once.
  private static let stepsPerRead = 512
  /// What a sign of life shows.
  private static let nothing = SharedBytes([])

  private let service: MotCuaDossierService
  private let request: WatchEventsRequest
  private let responses: ResponseWriter<WatchEventsResponse>
  private let context: ServerContext
  private let seat: WatchSeat
  private let tokens: ScopedTokens
  private let filter: WatchFilter
  private let view: Int64
  private var checkedAt: UInt64

  private var environment: ServiceEnvironment { service.environment }
  private var hub: WatchHub { service.environment.watchHub }

  /// Reads a request.
  ///
  /// - Throws: INVALID_FIELDS or AGENCY_NOT_FOUND.
  init(
    _ service: MotCuaDossierService,
    _ request: WatchEventsRequest,
    _ responses: ResponseWriter<WatchEventsResponse>,
    _ context: ServerContext,
    _ seat: WatchSeat
  ) throws {
    self.service = service
    self.request = request
    self.responses = responses
    self.context = context
    self.seat = seat
    var bound = request
    bound.withSnapshot = false
    bound.resumeToken = ""
    let scope = try PageWindow.scope(
      of: bound,
      method: context.method,
      principal: context.principal
    )
    tokens = service.environment.pageTokens.tokens(of: scope)
    filter = try Self.filter(request, context.principal, service.environment)
    view = filter.view
    checkedAt = service.environment.callClock.uptimeNanoseconds
  }

  private static func filter(
    _ request: WatchEventsRequest,
    _ principal: Principal,
    _ environment: ServiceEnvironment
  ) throws -> WatchFilter {
    let directory = environment.store.directory
    var reader = FieldReader()
    let procedure = reader.procedureCode(request.procedureCode, "procedure_code")
    try reader.check()
    return WatchFilter(
      agencies: try directory.agencies(
        request.agencyCode,
        withSubordinates: request.includeSubordinates
      ),
      procedure: procedure,
      states: Set(request.states.compactMap(\.model)),
      actions: Set(request.actions),
      scope: principal.scope(in: directory)
    )
  }

  /// Sends until the call ends.
  mutating func run() async throws {
    var start = ResumeToken(
      hub.newest(),
      snapshotAfterID: request.withSnapshot ? 0 : nil,
      view: view
    )
    if request.resumeToken.isEmpty {
      start.position = try await marked(start.position)
    } else {
      start = try ResumeToken(request.resumeToken, tokens, now: environment.clock.now())
      guard start.view == view else { throw RPCError(reason: .watchScopeChanged) }
      try await check(start.position)
    }
    if let afterID = start.snapshotAfterID {
      try await sendSnapshot(at: start.position, after: afterID)
    }
    var position = start.position
    try await send(Self.nothing, position)
    while true {
      try await catchUp(from: &position)
      try await follow(from: &position)
    }
  }

  // MARK: Where to begin

  /// A place with the instant of its step.
  private func marked(_ position: WatchPosition) async throws -> WatchPosition {
    guard position.mark == WatchPosition.unknown, position.sequence > 0 else { return position }
    let steps = try await environment.store.feedEvents(
      afterSequence: position.sequence - 1,
      limit: 1,
      on: .pool
    )
    return steps.first.map { WatchPosition($0) } ?? position
  }

  /// Refuses a place that this store does not have, or that is further back than it goes.
  private func check(_ position: WatchPosition) async throws {
    let newest = hub.newest().sequence
    let oldest = max(newest - Int64(environment.limits.watchResumeEventsMax), 0)
    let isHere = position.sequence >= oldest && position.sequence <= newest
    if isHere {
      let unmarked = WatchPosition(sequence: position.sequence)
      let found = position.mark == WatchPosition.unknown ? position : try await marked(unmarked)
      if found.mark == position.mark || position.sequence == 0 { return }
    }
    throw RPCError(
      reason: .watchPositionGone,
      metadata: ["oldest_position": String(oldest), "newest_position": String(newest)]
    )
  }

  // MARK: What the store has

  private mutating func sendSnapshot(at position: WatchPosition, after afterID: Int64) async throws
  {
    let query = DossierQuery(agencies: filter.agencies, procedure: filter.procedure)
    let directory = environment.store.directory
    var moment = DossierMoment(
      environment.store,
      query,
      in: filter.scope,
      at: position.sequence,
      after: afterID
    )
    while let batch = try await moment.next() {
      try Task.checkCancellation()
      let shown = batch.filter { filter.states.isEmpty || filter.states.contains($0.state) }
      let isSilent = elapsed(since: checkedAt) >= environment.limits.watchHeartbeat.nanoseconds
      try checkRights()
      guard !shown.isEmpty || isSilent else { continue }
      let message = WatchEventsResponse(
        dossiers: shown.map { ExportedDossier($0, directory: directory) },
        inSnapshot: true
      )
      let token = ResumeToken(position, snapshotAfterID: moment.lastID, view: view)
      try await send(SharedBytes(ServerCoding.encode(message)), token)
    }
  }

  /// Sends what the store has behind a place until the hub tells of the rest.
  private mutating func catchUp(from position: inout WatchPosition) async throws {
    while try !hub.attach(seat, filter, after: position.sequence) {
      try Task.checkCancellation()
      let head = hub.head.sequence
      let read = try await environment.store.feedEvents(
        afterSequence: position.sequence,
        limit: Self.stepsPerRead,
        on: .pool
      )
      // What the hub has not handed out yet will be told.
      let steps = read.filter { $0.event.sequence <= head }
      guard let last = steps.last else { continue }
      for batch in try batches(steps) { try await send(batch.bytes, batch.through) }
      position = WatchPosition(last)
      if elapsed(since: checkedAt) >= environment.limits.watchHeartbeat.nanoseconds {
        try checkRights()
        try await send(Self.nothing, position)
      }
    }
  }

  private func batches(_ steps: [FeedEvent]) throws -> [WatchBatch] {
    let shown = steps.indices.compactMap { index in
      switch filter.sight(of: steps[index]) {
      case .hidden: nil as (index: Int, isLeaving: Bool)?
      case .seen: (index, false)
      case .leaving: (index, true)
      }
    }
    return try WatchBatch.batches(of: steps, shown: shown) {
      (index, isLeaving) throws(RPCError) in
      try WatchBatch.encode(steps[index], isLeaving: isLeaving)
    }
  }

  // MARK: What the hub tells

  /// Sends what the hub tells until it has lost the stream.
  private mutating func follow(from position: inout WatchPosition) async throws {
    for await _ in seat.wakes {
      while let item = seat.take() {
        switch item {
        case .batch(let batch):
          try await send(batch.bytes, batch.through)
          position = batch.through
        case .beat(let place):
          position = place
          try await send(Self.nothing, place)
        case .change: break
        case .behind: return
        }
        try checkRights()
      }
    }
    throw CancellationError()
  }

  /// Asks again, once in the time of a heartbeat, who calls and what he may see.
  ///
  /// Dossiers that the caller sees from now on would come without their past, and those he sees no
  /// longer would stay with him: he begins anew.
  ///
  /// - Throws: WATCH_SCOPE_CHANGED, or what a new call would be refused with.
  private mutating func checkRights() throws {
    guard elapsed(since: checkedAt) >= environment.limits.watchHeartbeat.nanoseconds / 5 * 4
    else { return }
    checkedAt = environment.callClock.uptimeNanoseconds
    let caller = try environment.caller(of: context)
    guard try Self.filter(request, caller, environment) == filter else {
      throw RPCError(reason: .watchScopeChanged)
    }
  }

  private func elapsed(since instant: UInt64) -> UInt64 {
    let now = environment.callClock.uptimeNanoseconds
    return now > instant ? now - instant : 0
  }

  // MARK: Messages

  private func send(_ shared: SharedBytes, _ position: WatchPosition) async throws {
    try await send(shared, ResumeToken(position, view: view))
  }

  /// Puts behind the shared part what belongs to this stream alone: parts of a message that follow
  /// each other are one message.
  private func send(_ shared: SharedBytes, _ token: ResumeToken) async throws {
    let text = token.text(tokens, now: environment.clock.now())
    let own = WatchEventsResponse(position: token.position.sequence, resumeToken: text)
    try await responses.write(shared, own: own)
    seat.sent(at: environment.callClock.uptimeNanoseconds, token: text)
  }
}
