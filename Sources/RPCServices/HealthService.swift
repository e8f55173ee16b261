public import RPCCore
public import RPCMessages
import Synchronization

/// `grpc.health.v1.Health`: tells whether services can be called.
///
/// The empty name stands for the whole server. During a drain everything is NOT_SERVING; the
/// watchers are told and their streams end, because a graceful shutdown waits for open streams.
public final class HealthService: GRPCHealthV1.Health {
  /// The states that a service can be in.
  public typealias Status = GRPCHealthV1.HealthCheckResponse.ServingStatus

  private struct Watcher {
    let service: String
    let statuses: AsyncStream<Status>.Continuation
  }

  private struct State {
    var statuses: [String: Status]
    var watchers: [UInt64: Watcher] = [:]
    var nextWatcher: UInt64 = 0
    var isDraining = false

    func status(of service: String) -> Status? {
      guard let status = statuses[service] else { return nil }
      return isDraining ? .notServing : status
    }
  }

  private let state: Mutex<State>

  /// Knows the whole server and some services, all of them serving.
  public init(services: [String] = []) {
    var statuses: [String: Status] = ["": .serving]
    for service in services { statuses[service] = .serving }
    state = Mutex(State(statuses: statuses))
  }

  /// Sets what a service is; the empty name stands for the whole server.
  public func set(_ status: Status, for service: String = "") {
    state.withLock { state in
      let before = state.status(of: service)
      state.statuses[service] = status
      guard let after = state.status(of: service), after != before else { return }
      for watcher in state.watchers.values where watcher.service == service {
        watcher.statuses.yield(after)
      }
    }
  }

  /// Says NOT_SERVING for everything from here on and ends all watches after telling them.
  public func beginDrain() {
    state.withLock { state in
      state.isDraining = true
      for watcher in state.watchers.values {
        if let status = state.status(of: watcher.service) { watcher.statuses.yield(status) }
        watcher.statuses.finish()
      }
      state.watchers = [:]
    }
  }

  /// Returns the present status of one service.
  ///
  /// - Throws: `RPCError` with `notFound` for a service that was never set.
  public func check(
    _ request: GRPCHealthV1.HealthCheckRequest,
    context: ServerContext
  ) async throws -> GRPCHealthV1.HealthCheckResponse {
    guard let status = state.withLock({ $0.status(of: request.service) }) else {
      throw RPCError(.notFound, "The health of this service is not known here.")
    }
    return GRPCHealthV1.HealthCheckResponse(status: status)
  }

  /// Returns the present status of every service that was ever set (gRFC A90).
  public func list(
    _ request: GRPCHealthV1.HealthListRequest,
    context: ServerContext
  ) async throws -> GRPCHealthV1.HealthListResponse {
    let statuses = state.withLock { state in
      state.statuses.mapValues { state.isDraining ? .notServing : $0 }
    }
    return GRPCHealthV1.HealthListResponse(
      statuses: statuses.mapValues { GRPCHealthV1.HealthCheckResponse(status: $0) }
    )
  }

  /// Streams the status of one service: the present one at once, then each change.
  public func watch(
    _ request: GRPCHealthV1.HealthCheckRequest,
    responses: ResponseWriter<GRPCHealthV1.HealthCheckResponse>,
    context: ServerContext
  ) async throws {
    // A slow watcher is told the latest status only.
    let (statuses, continuation) = AsyncStream.makeStream(
      of: Status.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    let key = begin(Watcher(service: request.service, statuses: continuation))
    defer { state.withLock { _ = $0.watchers.removeValue(forKey: key) } }
    for await status in statuses {
      try await responses.write(GRPCHealthV1.HealthCheckResponse(status: status))
    }
    try Task.checkCancellation()
    throw RPCError(.unavailable, "The server is shutting down.")
  }

  private func begin(_ watcher: Watcher) -> UInt64 {
    state.withLock { state in
      watcher.statuses.yield(state.status(of: watcher.service) ?? .serviceUnknown)
      state.nextWatcher += 1
      if state.isDraining {
        watcher.statuses.finish()
      } else {
        state.watchers[state.nextWatcher] = watcher
      }
      return state.nextWatcher
    }
  }
}
