import HTTP2Engine
import NIOCore
import RPCCore

/// Runs the tasks of a loop's calls on that event loop, so that a handler and its connection share
/// one thread and need no lock between them.
final class LoopExecutor: TaskExecutor {
  /// The loop.
  let eventLoop: any EventLoop
  /// The loop's name in the contexts of its calls.
  let lane: Lane

  /// Where the sessions of the loop have their memory from.
  ///
  /// `nonisolated(unsafe)`: sessions begin and end on the loop.
  nonisolated(unsafe) let sessionMemory = HTTP2Memory()

  /// What compresses and inflates the messages of the loop's calls.
  let gzip = GzipCodec()

  /// The connections whose input waits.
  let backlog = InputBacklog()

  /// What runs the handlers of the loop's calls.
  let runners = HandlerRunners()

  /// What all connections of the loop have under way.
  ///
  /// `nonisolated(unsafe)`: connections touch it on the loop only.
  nonisolated(unsafe) var load = LoopLoad()

  /// What of it is told to the outside.
  let gauges = LoopGauges()

  /// Responses to calls for which there is no place, and to those that hold too much memory.
  ///
  /// `nonisolated(unsafe)`: connections touch it on the loop only.
  nonisolated(unsafe) var refusals = (
    calls: ReadyRefusals(.tooManyCalls), memory: ReadyRefusals(.tooMuchMemory)
  )

  /// One output buffer for all connections of the loop, so that an idle connection has none.
  ///
  /// `nonisolated(unsafe)`: only ``drain(_:write:)`` touches it, on the loop.
  nonisolated(unsafe) private var output: ByteBuffer

  private static let outputBytes = 64 * 1_024

  init(eventLoop: any EventLoop, lane: Lane) {
    self.eventLoop = eventLoop
    self.lane = lane
    output = ByteBufferAllocator().buffer(capacity: Self.outputBytes)
  }

  /// The time by which the loop's timers go, in nanoseconds; on any thread.
  ///
  /// Nothing on a loop asks for the time elsewhere, so that a loop with another clock is enough to
  /// run a connection in another time.
  var now: UInt64 { eventLoop.now.uptimeNanoseconds }

  /// Runs an action in the loop's next turn.
  func runLater(_ action: @escaping @Sendable () -> Void) {
    eventLoop.execute(action)
  }

  /// Moves what a session has to send into a buffer and hands it on; on the loop only.
  ///
  /// If the channel has sent the last buffer, its memory is used again; otherwise `clear` takes new
  /// memory and leaves the old to the channel.
  func drain(_ session: HTTP2Session, write: (ByteBuffer) -> Void) throws(HTTP2Error) -> Int {
    output.clear(minimumCapacity: Self.outputBytes)
    var failure: HTTP2Error?
    let count = output.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.outputBytes) {
      bytes in
      do throws(HTTP2Error) {
        return try session.drainOutput(into: bytes)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    if count > 0 { write(output) }
    return count
  }

  /// Whether the next job that this thread gives is run by ``resumeNow(_:)``, and that job.
  ///
  /// `nonisolated(unsafe)`: touched on the loop only.
  nonisolated(unsafe) private var takesJob = false
  nonisolated(unsafe) private var takenJob: UnownedJob?

  /// Lets a task of this executor that waits go on at once, inside this call; on the loop only.
  func resumeNow(_ continuation: UnsafeContinuation<Void, Never>) {
    takesJob = true
    // Gives the task's job to `enqueue` before it returns.
    continuation.resume()
    takesJob = false
    guard let job = takenJob else { return }
    takenJob = nil
    job.runSynchronously(on: asUnownedTaskExecutor())
  }

  /// Runs a piece of a task in the loop's next turn.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if eventLoop.inEventLoop, takesJob {
      takesJob = false
      takenJob = job
      return
    }
    eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
