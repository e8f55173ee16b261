import HTTP2Engine
import Testing

/// Two sessions joined by a wire that cuts bytes anywhere, and owners that do anything allowed.
private struct Simulation {
  let wire: Wire
  var random: SeededRandom
  var toServer: [UInt8] = []
  var toClient: [UInt8] = []
  var sent: [HTTP2StreamID: [UInt8]] = [:]
  var answered: [HTTP2StreamID: [UInt8]] = [:]
  var cancelled: Set<HTTP2StreamID> = []

  init(seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    var configuration = HTTP2Configuration()
    configuration.concurrentStreamsMax = 8
    configuration.streamWindowBytes = 3000
    configuration.connectionWindowBytes = 70_000
    configuration.resetsBurstMax = 100_000
    wire = try Wire(client: configuration, server: configuration)
    wire.client.consumes = false
    wire.server.consumes = false
  }

  mutating func step() throws {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: try begin()
    case 1: cancel()
    case 2: answer()
    case 3: refuse()
    case 4, 5: consume(wire.server)
    case 6, 7: consume(wire.client)
    case 8, 9: try carryUp()
    default: try carryDown()
    }
  }

  mutating func begin() throws {
    let body = random.bytes(Int.random(in: 0...8000, using: &random))
    let call = try wire.client.session.submitRequest(.request, endStream: false)
    wire.client.send(call, body, endStream: true)
    sent[call] = body
  }

  mutating func cancel() {
    guard let call = wire.client.session.liveStreams.randomElement(using: &random) else { return }
    if wire.client.session.submitReset(call, .cancel) { cancelled.insert(call) }
  }

  mutating func answer() {
    guard let stream = wire.server.session.liveStreams.randomElement(using: &random) else { return }
    let body = random.bytes(Int.random(in: 0...8000, using: &random))
    guard wire.server.session.submitResponse(stream, .response, endStream: false) else { return }
    answered[stream] = body
    wire.server.send(stream, body)
    wire.server.session.submitTrailers(stream, .trailers)
    wire.server.session.submitReset(stream, .noError, afterOutput: true)
  }

  mutating func refuse() {
    guard let stream = wire.server.session.liveStreams.randomElement(using: &random) else { return }
    wire.server.session.submitReset(stream, .enhanceYourCalm)
  }

  mutating func consume(_ peer: Peer) {
    guard let stream = peer.session.liveStreams.randomElement(using: &random) else { return }
    let owed = peer.body(stream).count - (peer.consumed[stream] ?? 0)
    guard owed > 0 else { return }
    let count = Int.random(in: 1...owed, using: &random)
    peer.session.consume(stream, count)
    peer.consumed[stream, default: 0] += count
  }

  mutating func carryUp() throws {
    toServer += try wire.client.outputChunk(Int.random(in: 1...4000, using: &random))
    let count = Int.random(in: 0...toServer.count, using: &random)
    try wire.server.receive(Array(toServer.prefix(count)))
    toServer.removeFirst(count)
  }

  mutating func carryDown() throws {
    toClient += try wire.server.outputChunk(Int.random(in: 1...4000, using: &random))
    let count = Int.random(in: 0...toClient.count, using: &random)
    try wire.client.receive(Array(toClient.prefix(count)))
    toClient.removeFirst(count)
  }

  /// Answers and carries everything until nothing lives.
  mutating func settle() throws {
    try wire.server.receive(toServer)
    try wire.client.receive(toClient)
    for _ in 0..<10_000 where wire.client.session.liveStreamCount > 0 {
      for _ in 0..<10 { answer() }
      for _ in 0..<20 {
        consume(wire.server)
        consume(wire.client)
      }
      try wire.run()
    }
    try wire.run()
  }
}

@Suite("Simulated connections")
struct SimulationTests {
  @Test("Whatever both owners do, every stream ends once and no window is lost", arguments: 1...24)
  func simulation(seed: UInt64) throws {
    var simulation = try Simulation(seed: seed)
    for _ in 0..<500 { try simulation.step() }
    try simulation.settle()
    let client = simulation.wire.client
    let server = simulation.wire.server
    for peer in [client, server] {
      #expect(peer.session.liveStreams.isEmpty, "seed \(seed)")
      #expect(peer.session.queuedBytes == 0)
      #expect(peer.session.remoteWindowBytes > 35_000, "seed \(seed): a window leaked")
      #expect(peer.session.wantsRead)
      var closed: Set<HTTP2StreamID> = []
      for case .closed(let stream, _) in peer.seen { #expect(closed.insert(stream).inserted) }
    }
    for (call, body) in simulation.sent {
      let code = try #require(client.closeCode(call))
      // The server's NO_ERROR may overtake a cancellation, after which nothing was shown.
      guard code == .noError, !simulation.cancelled.contains(call) else { continue }
      let stream = try #require(server.requests.first { $0.number == call.number })
      #expect(client.body(call) == simulation.answered[stream], "seed \(seed), stream \(call)")
      #expect(body.starts(with: server.body(stream)))
    }
  }
}
