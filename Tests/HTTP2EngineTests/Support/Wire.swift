import HTTP2Engine

/// Two peers joined in memory.
struct Wire {
  let client: Peer
  let server: Peer

  /// Joins a fresh client and server and exchanges their SETTINGS.
  init(
    client clientConfiguration: HTTP2Configuration = HTTP2Configuration(),
    server serverConfiguration: HTTP2Configuration = HTTP2Configuration()
  ) throws {
    client = try Peer(.client, clientConfiguration)
    server = try Peer(.server, serverConfiguration)
    try run()
  }

  /// Carries bytes both ways until both ends are silent.
  func run() throws {
    while true {
      let up = try client.output()
      try server.receive(up)
      let down = try server.output()
      try client.receive(down)
      if up.isEmpty && down.isEmpty { return }
    }
  }

  /// Carries bytes both ways in random pieces.
  func run(using random: inout SeededRandom) throws {
    while true {
      let up = try client.output(chunkBytes: Int.random(in: 1...5000, using: &random))
      try Wire.feed(up, to: server, using: &random)
      let down = try server.output(chunkBytes: Int.random(in: 1...5000, using: &random))
      try Wire.feed(down, to: client, using: &random)
      if up.isEmpty && down.isEmpty { return }
    }
  }

  private static func feed(
    _ bytes: [UInt8],
    to peer: Peer,
    using random: inout SeededRandom
  ) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...3000, using: &random))
      try peer.receive(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
  }
}

/// A small generator with a seed (SplitMix64), so that a failing run can be run again.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
