package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

/// The figures on one screen: sent again when something in their scope has changed.
struct SummaryStream: Sendable {
  private let service: MotCuaStatisticsService
  private let request: WatchSummaryRequest
  private let responses: ResponseWriter<WatchSummaryResponse>
  private let context: ServerContext
  private let seat: WatchSeat
  private var shown: MotCuaAPI.StatisticsSummary?
  private var shownAt: UInt64 = 0
  private var checkedAt: UInt64

  private var environment: ServiceEnvironment { service.environment }

  init(
    _ service: MotCuaStatisticsService,
    _ request: WatchSummaryRequest,
    _ responses: ResponseWriter<WatchSummaryResponse>,
    _ context: ServerContext,
    _ seat: WatchSeat
  ) {
    self.service = service
    self.request = request
    self.responses = responses
    self.context = context
    self.seat = seat
    checkedAt = service.environment.callClock.uptimeNanoseconds
  }

  /// Sends until the call ends.
  mutating func run() async throws {
    while true {
      let reach = try present()
      guard try environment.watchHub.follow(seat, WatchFilter(agencies: reach.codes)) else {
        continue
      }
      try await show(reach)
      try await follow(reach)
    }
  }

  /// What the caller may see now.
  ///
  /// - Throws: what a new call would be refused with.
  private mutating func present() throws -> StatisticsReach {
    checkedAt = environment.callClock.uptimeNanoseconds
    return try service.reach(request.scope, of: environment.caller(of: context))
  }

  /// Whether it is time to ask again who calls: a busy scope has no beats.
  private var isCheckDue: Bool {
    let heartbeat = environment.limits.watchHeartbeat.nanoseconds
    return environment.callClock.uptimeNanoseconds >= checkedAt + heartbeat / 5 * 4
  }

  /// Sends until the agencies of the scope are others.
  private mutating func follow(_ reach: StatisticsReach) async throws {
    for await _ in seat.wakes {
      while let item = seat.take() {
        switch item {
        case .batch: break
        case .change, .behind:
          try await environment.callClock.sleep(
            until: shownAt + environment.limits.watchSummaryInterval.nanoseconds
          )
          if case .behind = item { return }
          if isCheckDue {
            guard try present().codes == reach.codes else { return }
          }
          try await show(reach)
        case .beat:
          // A new day, or a limit that has passed, changes figures without any step.
          guard try present().codes == reach.codes else { return }
          try await show(reach)
        }
      }
    }
    throw CancellationError()
  }

  /// Sends the figures, or where they are those on the screen only a sign of life.
  private mutating func show(_ reach: StatisticsReach) async throws {
    seat.forgetChange()
    let now = environment.clock.now()
    let period = try Self.period(request, now)
    let new = try await service.summary(StatisticsSpan(period, now: now), reach, context)
    let isShown = shown.map { Self.isSame($0, new) } ?? false
    shownAt = environment.callClock.uptimeNanoseconds
    let message = WatchSummaryResponse(
      current: isShown ? nil : new,
      asOf: now.timestamp,
      knownAt: new.knownAt
    )
    if !isShown { shown = new }
    try await responses.write(message)
    seat.sent(at: environment.callClock.uptimeNanoseconds)
  }

  private static func isSame(
    _ lhs: MotCuaAPI.StatisticsSummary,
    _ rhs: MotCuaAPI.StatisticsSummary
  ) -> Bool {
    var lhs = lhs
    lhs.asOf = rhs.asOf
    lhs.knownAt = rhs.knownAt
    return lhs == rhs
  }

  /// The period asked for, or the present day.
  static func period(_ request: WatchSummaryRequest, _ now: Instant) throws -> ReportPeriod {
    if request.period == nil, let day = ReportPeriod(from: now.ictDate, to: now.ictDate) {
      return day
    }
    return try FieldReader.read {
      $0.period(request.period, "period", daysMax: StatisticsSpan.daysMax)
    }
  }
}

extension MotCuaStatisticsService {
  /// Streams the summary of a period.
  package func watchSummary(
    _ request: WatchSummaryRequest,
    responses: ResponseWriter<WatchSummaryResponse>,
    context: ServerContext
  ) async throws {
    _ = try SummaryStream.period(request, environment.clock.now())
    let hub = environment.watchHub
    let seat = try hub.open(context.principal.id, wantsSteps: false)
    defer { hub.close(seat) }
    let stream = SummaryStream(self, request, responses, context, seat)
    try await seat.run {
      var stream = stream
      try await stream.run()
    }
  }
}
