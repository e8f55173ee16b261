import HTTP2Engine
import RPCCore
import RPCHTTP2

/// The whole receive path of a server and of a client over hostile bytes; the fuzzer and the replay
/// of its corpus share it.
///
/// Layout of an input: a control byte (bit 0: 0 server, 1 client; bit 1: a valid preface or SETTINGS
/// goes first; bit 2: time passes between the pieces; bit 3: the peer's socket takes little; bit 4: a
/// server has no time for larger input in the round in which it comes), a byte
/// that gives the size of the pieces in which the rest arrives, and the rest, which is the peer's
/// wire. A broken promise stops the process: every call ends, no handler is left running, what is
/// sent are whole frames, and nothing follows the end of a stream.
public enum WireFuzzEntry {
  /// Runs one input.
  public static func run(_ input: UnsafeRawBufferPointer) {
    guard input.count >= 2 else { return }
    let script = Script(
      control: input[0],
      pieceBytes: 1 + 4 * Int(input[1]),
      bytes: Array(input.dropFirst(2))
    )
    do {
      if input[0] & 1 == 0 { try runServer(script) } else { try runClient(script) }
    } catch {
      preconditionFailure("The wire cannot be set up: \(error)")
    }
  }

  private struct Script {
    let control: UInt8
    let pieceBytes: Int
    let bytes: [UInt8]

    var hasPreface: Bool { control & 2 != 0 }

    func wire(_ loop: VirtualLoop) -> VirtualWire {
      guard control & 8 != 0 else { return VirtualWire(loop: loop) }
      return VirtualWire(loop: loop, capacity: 500) { bytes, _ in
        [VirtualWire.Piece(bytes, delay: .milliseconds(100))]
      }
    }

    func play(_ peer: RawPeer, preface: [UInt8], _ loop: VirtualLoop) {
      if hasPreface { peer.send(preface) }
      var start = 0
      while start < bytes.count, !peer.isDisconnected {
        let end = min(start + pieceBytes, bytes.count)
        peer.send(Array(bytes[start..<end]))
        if control & 4 != 0 { loop.advance(.seconds(1)) } else { loop.run() }
        start = end
      }
      loop.advance(.seconds(2))
      peer.close()
      loop.advance(.seconds(200))
    }
  }

  // The server.

  private static func runServer(_ script: Script) throws {
    var configuration = HTTP2ServerConfiguration()
    configuration.session.concurrentStreamsMax = 4
    configuration.receivedMessageBytesMax = 2_000
    configuration.handlersPerConnectionMax = 6
    configuration.random = { 0.5 }
    if script.control & 16 != 0 { configuration.largeInputTimeMax = .zero }
    let server = VirtualServer(try router(), configuration)
    let peer = RawPeer()
    try server.connect(peer, over: script.wire(server.loop))
    script.play(peer, preface: RawPeer.preface, server.loop)
    precondition(server.handlersRunning == 0, "a handler runs without a connection")
    checkFrames(peer)
  }

  private static func router() throws -> Router {
    let echo = MethodDescriptor(service: "f.E", name: "U")
    let chat = MethodDescriptor(service: "f.E", name: "C", kind: .bidirectionalStreaming)
    return try Router(services: [
      ServiceDefinition(
        name: "f.E",
        methods: [
          .unary(echo) { bytes, _ in bytes },
          MethodHandler(chat) { call in
            while let message = try await call.stream.nextMessage() {
              try await call.stream.write(message)
            }
          },
        ]
      )
    ])
  }

  /// What a server sends is frames of legal sizes, and nothing behind the end of a stream.
  private static func checkFrames(_ peer: RawPeer) {
    guard !peer.received.starts(with: Array("HTTP/1.1".utf8)) else { return }
    var ended: Set<UInt32> = []
    for frame in peer.frames {
      precondition(frame.payload.count <= 16_384, "a frame is longer than allowed")
      guard frame.type <= 1 else { continue }
      precondition(frame.stream != 0, "a message frame without a stream")
      precondition(!ended.contains(frame.stream), "a frame behind the end of its stream")
      if frame.flags & 1 != 0 { ended.insert(frame.stream) }
    }
  }

  // The client.

  private static func runClient(_ script: Script) throws {
    var configuration = HTTP2ClientConfiguration()
    configuration.receivedMessageBytesMax = 2_000
    configuration.backoff.random = { 0.5 }
    configuration.retries.random = { 0.5 }
    configuration.defaultTimeout = .seconds(100)
    let loop = VirtualLoop()
    let peer = RawPeer()
    var isDialed = false
    let client = VirtualClient(configuration, loop: loop) { _ in
      // One connection; what is made again finds nobody.
      guard !isDialed else { return .refuse() }
      isDialed = true
      return .connect(
        script.wire(loop),
        serve: { wire in
          try wire.add(peer, .server)
          wire.activate(.server)
        }
      )
    }
    let ends = calls(client)
    loop.run()
    script.play(peer, preface: RawPeer.Frame(type: 4).bytes, loop)
    precondition(ends.allSatisfy { $0.result != nil }, "a call has no end")
  }

  /// One call of each kind that receives.
  private static func calls(_ client: VirtualClient) -> [VirtualTask<Int>] {
    let transport = client.transport
    let unary = MethodDescriptor(service: "f.E", name: "U", idempotency: .idempotent)
    let chat = MethodDescriptor(service: "f.E", name: "C", kind: .bidirectionalStreaming)
    return [
      client.loop.begin {
        try await transport.unary(unary, [1, 2, 3], options: CallOptions()).count
      },
      client.loop.begin {
        let call = try await transport.open(chat, options: CallOptions())
        try await call.write([4, 5, 6])
        var count = 0
        while let message = try await call.nextMessage() { count += message.count }
        return count
      },
    ]
  }
}
