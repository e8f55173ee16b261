import Testing
import ZlibEngine

@Suite("Gzip")
struct GzipTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = state
      value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
      return value ^ value >> 31
    }
  }

  /// Bytes of some length, more or less repetitive.
  private static func sample(_ random: inout Generator, count: Int) -> [UInt8] {
    let range = UInt8.random(in: 0...255, using: &random)
    return (0..<count).map { _ in UInt8.random(in: 0...range, using: &random) }
  }

  private static func deflate(_ bytes: [UInt8], level: Int = 1) throws -> [UInt8] {
    var deflater = try GzipDeflater(level: level)
    return try bytes.withUnsafeBytes { (bytes) throws(ZlibError) in try deflater.deflate(bytes) }
  }

  private static func inflate(
    _ bytes: [UInt8],
    limits: InflationLimits = InflationLimits(bytesMax: 1 << 22)
  ) throws -> [UInt8] {
    var inflater = try GzipInflater()
    return try bytes.withUnsafeBytes { (bytes) throws(ZlibError) in
      try inflater.inflate(bytes, limits: limits)
    }
  }

  @Test("What was compressed comes back, and one owner serves many messages", arguments: 1...9)
  func roundTrip(level: Int) throws {
    var random = Generator(state: UInt64(level))
    var deflater = try GzipDeflater(level: level)
    var inflater = try GzipInflater()
    for _ in 0..<60 {
      let count = Int.random(in: 0...Int.random(in: 1...40_000, using: &random), using: &random)
      let bytes = Self.sample(&random, count: count)
      let packed = try bytes.withUnsafeBytes { (bytes) throws(ZlibError) in
        try deflater.deflate(bytes)
      }
      let back = try packed.withUnsafeBytes { (packed) throws(ZlibError) in
        try inflater.inflate(packed, limits: InflationLimits(bytesMax: 40_000))
      }
      #expect(back == bytes)
    }
  }

  @Test("A beginning that many share is ended by each to one whole stream", arguments: 1...9)
  func beginning(level: Int) throws {
    var random = Generator(state: UInt64(level))
    var deflater = try GzipDeflater(level: level)
    var inflater = try GzipInflater()
    for turn in 0..<30 {
      let count = turn == 0 ? 0 : Int.random(in: 1...40_000, using: &random)
      let shared = Self.sample(&random, count: count)
      let beginning = try shared.withUnsafeBytes { (bytes) throws(ZlibError) in
        try deflater.beginning(bytes)
      }
      for size in [0, 1, Int.random(in: 2...400, using: &random), 65_535, 65_536, 140_000] {
        let own = Self.sample(&random, count: size)
        let packed = beginning.ended(by: own)
        let back = try packed.withUnsafeBytes { (packed) throws(ZlibError) in
          try inflater.inflate(packed, limits: InflationLimits(bytesMax: count + size))
        }
        #expect(back == shared + own)
        #expect(throws: ZlibError.malformed) { try Self.inflate(Array(packed.dropLast())) }
        #expect(throws: ZlibError.malformed) { try Self.inflate(packed + [0]) }
      }
    }
  }

  @Test("The limit is one of bytes: at it is good, one over it is not")
  func limit() throws {
    var random = Generator(state: 7)
    for count in [1, 1_023, 1_024, 1_025, 5_000] {
      let packed = try Self.deflate(Self.sample(&random, count: count))
      #expect(try Self.inflate(packed, limits: InflationLimits(bytesMax: count)).count == count)
      #expect(throws: ZlibError.tooLarge(bytesMax: count - 1)) {
        try Self.inflate(packed, limits: InflationLimits(bytesMax: count - 1))
      }
    }
  }

  @Test("A bomb ends at the limit of its ratio, and small messages are free of it")
  func ratio() throws {
    let packed = try Self.deflate([UInt8](repeating: 0, count: 3_000_000), level: 9)
    #expect(packed.count < 4_000)
    #expect(throws: ZlibError.tooLarge(bytesMax: 1_048_576)) { try Self.inflate(packed) }
    let small = try Self.deflate([UInt8](repeating: 0, count: 1_048_576), level: 9)
    #expect(try Self.inflate(small).count == 1_048_576)
    let limits = InflationLimits(bytesMax: 1 << 22, ratioMax: 10, freeBytes: 100)
    let tight = try Self.deflate([UInt8](repeating: 0, count: 101), level: 9)
    #expect(tight.count * 10 > 101)
    #expect(try Self.inflate(tight, limits: limits).count == 101)
  }

  @Test("An error leaves an owner that still works")
  func recovery() throws {
    var inflater = try GzipInflater()
    let packed = try Self.deflate([1, 2, 3])
    for _ in 0..<3 {
      #expect(throws: ZlibError.malformed) {
        try packed.dropLast().withUnsafeBytes { (bytes) throws(ZlibError) in
          try inflater.inflate(bytes, limits: InflationLimits(bytesMax: 10))
        }
      }
      let back = try packed.withUnsafeBytes { (bytes) throws(ZlibError) in
        try inflater.inflate(bytes, limits: InflationLimits(bytesMax: 10))
      }
      #expect(back == [1, 2, 3])
    }
  }

  @Test("Anything but exactly one whole stream is malformed")
  func malformed() throws {
    var random = Generator(state: 3)
    let packed = try Self.deflate(Self.sample(&random, count: 300))
    for count in 0..<packed.count {
      #expect(throws: ZlibError.malformed) { try Self.inflate(Array(packed[..<count])) }
    }
    #expect(throws: ZlibError.malformed) { try Self.inflate(packed + [0]) }
    #expect(throws: ZlibError.malformed) { try Self.inflate(packed + packed) }
    #expect(throws: ZlibError.malformed) { try Self.inflate([0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]) }
  }

  @Test("Damage is noticed: by the format or by the checksum", arguments: 1...20)
  func damage(seed: UInt64) throws {
    var random = Generator(state: seed)
    let bytes = Self.sample(&random, count: 2_000)
    let packed = try Self.deflate(bytes)
    for _ in 0..<200 {
      var damaged = packed
      let index = Int.random(in: 0..<packed.count, using: &random)
      damaged[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      // Some bits say nothing of the content: time and system in the header, the filling of a block.
      do {
        let back = try Self.inflate(damaged)
        #expect(back == bytes)
      } catch {
        #expect(error as? ZlibError == .malformed)
      }
    }
  }
}
