import RPCCore

/// What one call of a simulation does, decided before it begins.
struct CallPlan: Sendable {
  enum Kind: Sendable, CaseIterable {
    case unary
    case idempotentUnary
    case upload
    case download
    case pingPong
    case chat
    case fail
    case hang
  }

  let id: Int
  let kind: Kind
  /// The sizes of the messages of the streaming side, or of the one message.
  let sizes: [Int]
  let startsAfter: Duration
  let timeout: Duration?
  let cancelsAfter: Duration?
  let waitsForReady: Bool
  /// The pause between two reads or writes.
  let pause: Duration
  /// The code of a call that fails on purpose.
  let code: Int

  init(id: Int, using random: inout SplitMix) {
    self.id = id
    kind = Kind.allCases.randomElement(using: &random) ?? .unary
    let isStream = ![.unary, .idempotentUnary, .fail, .hang].contains(kind)
    let count = isStream ? random.size(max: 15) : 1
    sizes = (0..<count).map { _ in random.size(max: 6_000) }
    startsAfter = random.time(max: .seconds(2))
    let isHanging = kind == .hang
    let endsByCancel = random.happens(isHanging ? 50 : 15)
    cancelsAfter = endsByCancel ? random.time(max: .seconds(3)) : nil
    let hasTimeout = random.happens(20) || isHanging && !endsByCancel
    timeout = hasTimeout ? random.time(max: .seconds(3)) : nil
    waitsForReady = random.happens(50)
    pause = random.happens(40) ? random.time(max: .milliseconds(50)) : .zero
    code = Int.random(in: 1...16, using: &random)
  }

  var method: MethodDescriptor {
    switch kind {
    case .unary: SimulatedService.unary
    case .idempotentUnary: SimulatedService.idempotent
    case .upload: SimulatedService.upload
    case .download: SimulatedService.download
    case .pingPong, .chat: SimulatedService.chat
    case .fail: SimulatedService.fail
    case .hang: SimulatedService.hang
    }
  }

  /// Whether the method may be served more than once for one call.
  var isRepeatable: Bool { method.idempotency != .unknown }

  var options: CallOptions {
    var metadata = Metadata()
    metadata.append("call-id", text: "\(id)")
    return CallOptions(timeout: timeout, metadata: metadata, waitsForReady: waitsForReady)
  }

  /// What is sent, in its order.
  var requests: [[UInt8]] {
    switch kind {
    case .download: [SimulatedService.order(id: id, sizes: sizes)]
    case .fail: [[UInt8(code)]]
    default: sizes.enumerated().map { Self.message(id: id, index: $0.offset, size: $0.element) }
    }
  }

  /// What comes back if all goes well.
  var responses: [[UInt8]] {
    switch kind {
    case .unary, .idempotentUnary, .pingPong, .chat: requests
    case .upload: [SimulatedService.receipt(requests)]
    case .download:
      sizes.enumerated().map { Self.message(id: id, index: $0.offset, size: $0.element) }
    case .fail, .hang: []
    }
  }

  /// Bytes that no other message of the simulation has, but for the empty one.
  static func message(id: Int, index: Int, size: Int) -> [UInt8] {
    let mark = [UInt8(truncatingIfNeeded: id), UInt8(truncatingIfNeeded: index)]
    return (0..<size).map { mark[$0 % 2] ^ UInt8(truncatingIfNeeded: $0 >> 8) }
  }
}
