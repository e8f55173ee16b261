import RPCCore
import Synchronization
import WireHarness

/// The service of simulations, and what it has seen.
enum SimulatedService {
  static let name = "sim.Service"
  static let unary = MethodDescriptor(service: name, name: "Unary")
  static let idempotent = MethodDescriptor(service: name, name: "Idem", idempotency: .idempotent)
  static let fail = MethodDescriptor(service: name, name: "Fail")
  static let hang = MethodDescriptor(service: name, name: "Hang")
  static let upload = MethodDescriptor(service: name, name: "Upload", kind: .clientStreaming)
  static let download = MethodDescriptor(service: name, name: "Download", kind: .serverStreaming)
  static let chat = MethodDescriptor(service: name, name: "Chat", kind: .bidirectionalStreaming)

  /// What handlers write down of the calls.
  final class Ledger: Sendable {
    /// One time that a handler has run.
    struct Run: Sendable {
      var received: [[UInt8]] = []
      var hasEnded = false
      var hasReturned = false
    }

    private let state = Mutex<[Int: [Run]]>([:])

    func runs(_ id: Int) -> [Run] { state.withLock { $0[id] ?? [] } }

    func begin(_ id: Int) -> Int {
      state.withLock { state in
        state[id, default: []].append(Run())
        return state[id, default: []].count - 1
      }
    }

    func change(_ id: Int, _ run: Int, _ body: (inout Run) -> Void) {
      state.withLock { body(&$0[id, default: []][run]) }
    }
  }

  /// What a downloader asks for: the identity of its call and the sizes of the messages.
  static func order(id: Int, sizes: [Int]) -> [UInt8] {
    ([id] + sizes).flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
  }

  /// What an uploader gets back: how many messages of how many bytes.
  static func receipt(_ messages: [[UInt8]]) -> [UInt8] {
    order(id: messages.count, sizes: [messages.reduce(0) { ($0 + $1.count) & 0xffff }])
  }

  static func router(_ ledger: Ledger, _ clock: VirtualClock) throws -> Router {
    func method(
      _ descriptor: MethodDescriptor,
      _ serve: @escaping @Sendable (Recorder) async throws -> Void
    ) -> MethodHandler {
      MethodHandler(descriptor) { call in
        let recorder = Recorder(call, ledger)
        defer { recorder.ended() }
        try await serve(recorder)
        recorder.returned()
      }
    }
    let echo: @Sendable (Recorder) async throws -> Void = { recorder in
      while let message = try await recorder.next() { try await recorder.write(message) }
    }
    return try Router(services: [
      ServiceDefinition(
        name: name,
        methods: [
          method(unary) { try await $0.write(try await $0.only()) },
          method(idempotent) { try await $0.write(try await $0.only()) },
          method(fail) { recorder in
            let code = Int(try await recorder.only().first ?? 0)
            throw RPCError(RPCError.Code(rawValue: code) ?? .unknown, "meant")
          },
          method(hang) { recorder in
            _ = try await recorder.only()
            while !Task.isCancelled { await clock.pause(.milliseconds(100)) }
          },
          method(upload) { recorder in
            var messages: [[UInt8]] = []
            while let message = try await recorder.next() { messages.append(message) }
            try await recorder.write(receipt(messages))
          },
          method(download) { recorder in
            let order = try await recorder.only()
            let words = stride(from: 0, to: order.count, by: 2).map {
              Int(order[$0]) << 8 | Int(order[$0 + 1])
            }
            for (index, size) in words.dropFirst().enumerated() {
              try await recorder.write(CallPlan.message(id: words[0], index: index, size: size))
            }
          },
          method(chat, echo),
        ]
      )
    ])
  }

  /// One run of a handler.
  struct Recorder: Sendable {
    private let call: ServerCall
    private let ledger: Ledger
    private let id: Int
    private let run: Int

    init(_ call: ServerCall, _ ledger: Ledger) {
      self.call = call
      self.ledger = ledger
      id = call.context.metadata.text("call-id").flatMap { Int($0) } ?? -1
      run = ledger.begin(id)
    }

    func only() async throws -> [UInt8] {
      let message = try await call.stream.onlyMessage()
      ledger.change(id, run) { $0.received.append(message) }
      return message
    }

    func next() async throws -> [UInt8]? {
      guard let message = try await call.stream.nextMessage() else { return nil }
      ledger.change(id, run) { $0.received.append(message) }
      return message
    }

    func write(_ message: [UInt8]) async throws { try await call.stream.write(message) }

    func returned() { ledger.change(id, run) { $0.hasReturned = true } }

    func ended() { ledger.change(id, run) { $0.hasEnded = true } }
  }
}
