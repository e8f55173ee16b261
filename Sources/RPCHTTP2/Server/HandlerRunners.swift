import NIOCore
import RPCCore

/// Runs the handlers of one loop, each in a task that serves many calls one after the other.
///
/// A task of its own for each call would cost more than most handlers do. A *runner* takes calls that
/// are ready until there are none, then waits; a handler that waits keeps its runner, and the next
/// ready call gets another one. A runner whose task was cancelled with its call serves no other.
///
/// `@unchecked Sendable`: confined to the loop.
final class HandlerRunners: @unchecked Sendable {
  /// Runners that wait for calls; one more ends instead.
  static let idleMax = 64
  /// The time is read anew for each so many of the calls that were read together: whoever comes behind slow
  /// ones may have given up.
  static let handlersPerLook = 8

  // `@exclusivity(unchecked)`: confined to the loop, and no access calls out.
  @exclusivity(unchecked) private var ready: [HTTP2ServerCall] = []
  @exclusivity(unchecked) private var nextReady = 0
  @exclusivity(unchecked) private var idle: [HandlerRunner] = []
  @exclusivity(unchecked) private var isRunning = false
  @exclusivity(unchecked) private var isStopped = false

  /// Notes a call whose handler is to run at the end of this turn's events.
  func add(_ call: HTTP2ServerCall) {
    ready.append(call)
  }

  /// Runs what is ready, each handler until it waits or ends.
  func runReady(on executor: LoopExecutor) {
    // A call that becomes ready inside a handler is taken by the loop below.
    guard !isRunning, nextReady < ready.count else { return }
    isRunning = true
    while nextReady < ready.count {
      if let runner = idle.popLast() {
        runner.wake(on: executor)
      } else {
        HandlerRunner.start(self, on: executor)
      }
    }
    isRunning = false
  }

  /// Ends the runners that wait, and the others when their handlers have ended.
  func stop(on executor: LoopExecutor) {
    isStopped = true
    while let runner = idle.popLast() { runner.wake(on: executor) }
  }

  fileprivate func takeReady() -> HTTP2ServerCall? {
    guard nextReady < ready.count else { return nil }
    let call = ready[nextReady]
    nextReady += 1
    if nextReady % Self.handlersPerLook == 0 { call.connection.renewTime() }
    if nextReady == ready.count {
      ready.removeAll(keepingCapacity: true)
      nextReady = 0
    }
    return call
  }

  /// Lets a runner wait; false if it is to end.
  fileprivate func park(_ runner: HandlerRunner) -> Bool {
    guard !isStopped, idle.count < Self.idleMax else { return false }
    idle.append(runner)
    return true
  }

  fileprivate var mayGoOn: Bool { !isStopped }
}

/// A task that runs handlers.
///
/// `@unchecked Sendable`: confined to the loop.
final class HandlerRunner: @unchecked Sendable {
  private let runners: HandlerRunners
  private var task: Task<Void, Never>?
  private var waiting: UnsafeContinuation<Void, Never>?
  private var isCancelled = false

  private init(_ runners: HandlerRunners) {
    self.runners = runners
  }

  /// Makes a runner and lets it run until its first handler waits or no call is ready.
  static func start(_ runners: HandlerRunners, on executor: LoopExecutor) {
    let runner = HandlerRunner(runners)
    // Called on the loop only, which is what makes starting at once correct.
    let task = Task.immediate(executorPreference: executor) { await runner.run() }
    runner.task = task
    if runner.isCancelled { task.cancel() }
  }

  /// Cancels the handler that runs.
  func cancel() {
    isCancelled = true
    task?.cancel()
  }

  /// Lets a runner that waits go on at once.
  func wake(on executor: LoopExecutor) {
    guard let waiting else { return }
    self.waiting = nil
    executor.resumeNow(waiting)
  }

  private func run() async {
    repeat {
      while let call = runners.takeReady() {
        guard call.handlerBegins(self) else { continue }
        let served = ServerCall(context: call.context, stream: call)
        let isOnLoop: Bool
        do {
          let body = try served.context.handler.admit(served.context)
          try await body(served)
          isOnLoop = call.handlerReturned(nil)
        } catch {
          isOnLoop = call.handlerReturned(error)
        }
        // A task that was cancelled would cancel the next call too. A handler comes back to the loop
        // by the task's preference; were it not so, nothing here might be touched.
        guard isOnLoop, !isCancelled else { return }
      }
    } while await park()
  }

  /// Waits for a ready call; false if there will be none.
  private func park() async -> Bool {
    guard runners.park(self) else { return false }
    await withUnsafeContinuation { waiting = $0 }
    return runners.mayGoOn
  }
}
