import HTTP2Engine
import NIOCore
import RPCCore
import RPCHTTP2
import Synchronization
import WireHarness

/// A client and its servers over wires that cut, delay and reorder, in virtual time; all of it
/// follows from one seed.
///
/// Promises: every call ends, and with a code for which there is a cause; what it has received is
/// what was sent, in its order, and all of it when the status is OK; what may not be repeated is
/// served once at most; no handler is left running; and afterwards the connection still carries much
/// more than its windows in both directions.
final class Simulation {
  /// What a call has received and how it has ended.
  final class Outcome: Sendable {
    private let state = Mutex<[[UInt8]]>([])

    var received: [[UInt8]] { state.withLock { $0 } }

    func receive(_ message: [UInt8]) { state.withLock { $0.append(message) } }
  }

  private struct Running {
    let plan: CallPlan
    let outcome: Outcome
    let task: VirtualTask<Void>
  }

  private let seed: UInt64
  private var random: SplitMix
  private let loop = VirtualLoop()
  private let ledger = SimulatedService.Ledger()
  private var servers: [VirtualServer] = []
  private var running: [Running] = []
  private var isCalm = false
  private var hasFaults = false
  private let faults: (cuts: Bool, refusals: Bool, restarts: Bool)
  private let serverConfiguration: HTTP2ServerConfiguration
  private let clientConfiguration: HTTP2ClientConfiguration

  init(seed: UInt64) {
    self.seed = seed
    var random = SplitMix(seed: seed)
    faults = (random.happens(30), random.happens(20), random.happens(30))
    var server = HTTP2ServerConfiguration()
    server.session = Self.session(&random)
    server.session.concurrentStreamsMax = Int.random(in: 1...30, using: &random)
    server.unsentBytesMax = 1 + random.size(max: 64_000)
    server.outputBytesPerTurnMax = 1_000 + random.size(max: 256_000)
    // Windows may be so small that each frame needs an update.
    server.floodFramesBurst = .max
    server.random = Self.chance(random.next())
    serverConfiguration = server
    var client = HTTP2ClientConfiguration()
    client.session = Self.session(&random)
    client.unsentBytesMax = 1 + random.size(max: 64_000)
    client.outputBytesPerTurnMax = 1_000 + random.size(max: 256_000)
    client.backoff.random = Self.chance(random.next())
    client.retries.random = Self.chance(random.next())
    client.retries.tokensMax = 1_000
    clientConfiguration = client
    self.random = random
  }

  private static func session(_ random: inout SplitMix) -> HTTP2Configuration {
    var session = HTTP2Configuration()
    session.streamWindowBytes = 1_000 + random.size(max: 70_000)
    session.connectionWindowBytes = 65_535 + random.size(max: 100_000)
    return session
  }

  private static func chance(_ seed: UInt64) -> @Sendable () -> Double {
    let state = Mutex(SplitMix(seed: seed))
    return { state.withLock { Double.random(in: 0..<1, using: &$0) } }
  }

  /// Runs it and returns what was broken.
  func run() throws -> [String] {
    try startServer()
    let client = VirtualClient(clientConfiguration, loop: loop) { [unowned self] _ in try dial() }
    for id in 0..<Int.random(in: 1...16, using: &random) {
      schedule(CallPlan(id: id, using: &random), client.transport)
    }
    if faults.restarts { scheduleRestart() }
    loop.advance(.seconds(10))
    isCalm = true
    loop.advance(.seconds(300))
    var broken = running.flatMap { judge($0) }
    broken += try probe(client)
    loop.advance(.seconds(10))
    for (index, server) in servers.enumerated() where server.handlersRunning != 0 {
      broken.append("server \(index) has \(server.handlersRunning) handlers without calls")
    }
    return broken
  }

  /// Runs it and returns what every call has ended with, which depends on the seed alone.
  func trace() throws -> [String] {
    _ = try run()
    return running.map { "\($0.plan.id) \($0.outcome.received.count) \($0.task.result as Any)" }
  }

  // The world.

  private func startServer() throws {
    let router = try SimulatedService.router(ledger, VirtualClock(loop))
    servers.append(VirtualServer(router, serverConfiguration, loop: loop))
  }

  /// The present server drains while another takes its place, as in a restart.
  private func scheduleRestart() {
    loop.after(random.time(max: .seconds(3))) { [unowned self] in
      let old = servers.last
      // The router was made before, so it can be made again.
      try? startServer()
      old?.drainLater()
    }
  }

  private func dial() throws -> VirtualClient.Dial {
    if faults.refusals, !isCalm, random.happens(40) {
      hasFaults = true
      return .refuse(after: random.time(max: .milliseconds(100)))
    }
    guard let server = servers.last else { return .silence }
    let wire = makeWire()
    if faults.cuts, !isCalm {
      loop.after(random.time(max: .seconds(3))) { [unowned self, weak wire] in
        guard let wire, !isCalm else { return }
        hasFaults = true
        wire.cut()
      }
    }
    return .connect(
      wire,
      serve: { try server.take($0) },
      after: random.time(max: .milliseconds(50))
    )
  }

  private func makeWire() -> VirtualWire {
    var shufflers = [FrameShuffler(isClient: true), FrameShuffler(isClient: false)]
    let delayMax: Duration = random.happens(50) ? .milliseconds(5) : .zero
    let pieceMax = random.happens(50) ? 40 : 20_000
    let capacity = random.happens(30) ? 40_000 + random.size(max: 100_000) : .max
    return VirtualWire(loop: loop, capacity: capacity) { [unowned self] bytes, side in
      let bytes = shufflers[side.rawValue].shuffle(bytes.readableBytesView, using: &random)
      var pieces: [VirtualWire.Piece] = []
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + Int.random(in: 1...pieceMax, using: &random))
        let piece = ByteBuffer(bytes: bytes[start..<end])
        // The time is that of a burst, and not of each of its pieces.
        let delay = start == 0 ? random.time(max: delayMax) : .zero
        pieces.append(VirtualWire.Piece(piece, delay: delay))
        start = end
      }
      return pieces
    }
  }

  // The calls.

  private func schedule(_ plan: CallPlan, _ transport: HTTP2ClientTransport) {
    let clock = VirtualClock(loop)
    loop.after(plan.startsAfter) { [unowned self] in
      let outcome = Outcome()
      let task = loop.begin { try await Self.perform(plan, transport, clock, outcome) }
      running.append(Running(plan: plan, outcome: outcome, task: task))
      if let time = plan.cancelsAfter { loop.after(time) { task.cancel() } }
    }
  }

  private static func perform(
    _ plan: CallPlan,
    _ transport: HTTP2ClientTransport,
    _ clock: VirtualClock,
    _ outcome: Outcome
  ) async throws {
    guard plan.method.kind != .unary else {
      let request = plan.requests.first ?? []
      outcome.receive(try await transport.unary(plan.method, request, options: plan.options))
      return
    }
    let call = try await transport.open(plan.method, options: plan.options)
    switch plan.kind {
    case .pingPong:
      for message in plan.requests {
        try await call.write(message)
        if let answer = try await call.nextMessage() { outcome.receive(answer) }
        await clock.pause(plan.pause)
      }
      call.finishWriting()
    case .chat:
      async let sent: Void = write(plan, call, clock)
      while let message = try await call.nextMessage() { outcome.receive(message) }
      // The status is known; a writer that comes too late is not what the call has ended with.
      _ = try? await sent
      return
    case .upload:
      try await write(plan, call, clock)
      outcome.receive(try await call.onlyMessage())
      return
    default: try await write(plan, call, clock)
    }
    while let message = try await call.nextMessage() {
      outcome.receive(message)
      await clock.pause(plan.pause)
    }
  }

  private static func write(
    _ plan: CallPlan,
    _ call: any ClientCallStream,
    _ clock: VirtualClock
  ) async throws {
    for message in plan.requests {
      try await call.write(message)
      await clock.pause(plan.pause)
    }
    call.finishWriting()
  }

  // The promises.

  private func judge(_ call: Running) -> [String] {
    var broken: [String] = []
    let plan = call.plan
    let name = "call \(plan.id) (\(plan.kind), \(plan.sizes.count) messages)"
    let received = call.outcome.received
    if !plan.responses.starts(with: received) {
      broken.append("\(name) has received something else than was sent")
    }
    switch call.task.result {
    case nil: broken.append("\(name) has no end")
    case .success:
      if received != plan.responses { broken.append("\(name) is OK without all of its messages") }
      let isServed = ledger.runs(plan.id).contains {
        $0.hasReturned && $0.received == plan.requests
      }
      if !isServed { broken.append("\(name) is OK and was not served") }
      if plan.kind == .fail { broken.append("\(name) is OK and should have failed") }
    case .failure(let error):
      if !isDue(error, plan) { broken.append("\(name) has ended with \(error) without a cause") }
    }
    let runs = ledger.runs(plan.id)
    if runs.count > 1, !plan.isRepeatable {
      broken.append("\(name) was served \(runs.count) times")
    }
    for run in runs {
      if !run.hasEnded { broken.append("\(name) has a handler that runs") }
      if !plan.requests.starts(with: run.received) {
        broken.append("the handler of \(name) has received something else than was sent")
      }
    }
    return broken
  }

  /// Whether there is a cause for an error.
  private func isDue(_ error: any Error, _ plan: CallPlan) -> Bool {
    if error is CancellationError { return plan.cancelsAfter != nil }
    guard let error = error as? RPCError else { return false }
    if plan.kind == .fail, error.code.rawValue == plan.code { return true }
    return switch error.code {
    case .deadlineExceeded: plan.timeout != nil
    case .cancelled: plan.cancelsAfter != nil
    case .unavailable: hasFaults
    default: false
    }
  }

  /// Windows that were lost on the way would stop these.
  private func probe(_ client: VirtualClient) throws -> [String] {
    var broken: [String] = []
    let transport = client.transport
    let upload = loop.begin { () -> Int in
      let call = try await transport.open(
        SimulatedService.upload,
        options: CallOptions(timeout: .seconds(1_000), waitsForReady: true)
      )
      for _ in 0..<8 { try await call.write([UInt8](repeating: 1, count: 30_000)) }
      call.finishWriting()
      return try await call.onlyMessage().count
    }
    let download = loop.begin { () -> Int in
      let call = try await transport.open(
        SimulatedService.download,
        options: CallOptions(timeout: .seconds(1_000), waitsForReady: true)
      )
      let sizes = [Int](repeating: 30_000, count: 8)
      try await call.write(SimulatedService.order(id: 0, sizes: sizes))
      call.finishWriting()
      var count = 0
      while let message = try await call.nextMessage() { count += message.count }
      return count
    }
    loop.advance(.seconds(500))
    if (try? upload.result?.get()) != 4 {
      broken.append("an upload afterwards: \(upload.result as Any)")
    }
    if (try? download.result?.get()) != 240_000 {
      broken.append("a download afterwards: \(download.result as Any)")
    }
    return broken
  }
}
