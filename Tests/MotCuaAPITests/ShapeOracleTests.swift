import RPCCore
import Testing

/// The shapes as regular expressions, which say what the code by hand must do.
@Suite("Well-known shapes against regular expressions")
struct ShapeOracleTests {
  private static let agency =
    #"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}"#
    + #"|[A-Z][0-9]{2}(\.[0-9]{2,3}){0,3}"#

  /// A pattern, and texts that match it from which others are made.
  private static let shapes: [(kind: WellKnownText, pattern: String, seeds: [String])] = [
    (.citizenId, "[0-9]{12}", ["070190000123"]),
    (.oldCitizenId, "[0-9]{9}", ["285123456"]),
    (.phoneVn, #"(0|\+84)[0-9]{9,10}"#, ["0912345678", "+84912345678", "02713879254"]),
    (.email, #"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"#, ["a.b@c.gov.vn", "x@y.z"]),
    (.agencyCode, agency, ["000.00.53.H48", "H10", "H10.05.01", "H10.05.01.002"]),
    (
      .procedureCode, #"[0-9]\.[0-9]{6}(\.(\#(agency)))?"#,
      ["1.001193", "1.000948.H38", "2.000884.000.00.00.H55"]
    ),
    (
      .uuid, "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
      ["0190a5b0-7e3a-7c1e-9f00-0123456789AB"]
    ),
    (.officerCode, #"[A-Z0-9][A-Z0-9.-]{0,31}"#, ["CB.01-A", "A"]),
    (.sha256, "[0-9a-f]{64}", [String(repeating: "0f", count: 32)]),
  ]

  /// Shapes that ask for more than a pattern: what matches them matches it.
  private static let narrower: [(kind: WellKnownText, pattern: String, seeds: [String])] = [
    (.taxCode, "[0-9]{10}(-[0-9]{3})?", ["0100109106", "0100109106-001"]),
    (.date, "[0-9]{4}-[0-9]{2}-[0-9]{2}", ["2020-02-29"]),
    (
      .dossierCode, "(\(agency))-([0-9]{6}|[0-9]{8})-[0-9]{4,7}",
      ["000.00.53.H48-220921-0099", "H10.05-20220921-12345"]
    ),
  ]

  private static let bytes = Array("0129AFHZaf.-+@_ \n\0é".unicodeScalars)

  /// A text changed at some places: a character more, less or another.
  private static func changed(_ text: String, _ random: inout some RandomNumberGenerator) -> String
  {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      let other = bytes.randomElement(using: &random) ?? "0"
      let place = Int.random(in: 0...scalars.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: scalars.insert(other, at: place)
      case 1 where place < scalars.count: scalars.remove(at: place)
      case 2 where place < scalars.count: scalars[place] = other
      default: break
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func texts(_ seeds: [String], seed: UInt64) -> [String] {
    var random = ShapeChance(state: seed)
    return (0..<3000).map { _ in
      changed(seeds.randomElement(using: &random) ?? "", &random)
    }
  }

  @Test("A shape is matched exactly where its pattern is", arguments: shapes.indices)
  func equal(index: Int) {
    let shape = Self.shapes[index]
    let pattern = TextPattern(shape.pattern)
    var matched = 0
    for text in Self.texts(shape.seeds, seed: UInt64(index)) {
      #expect(shape.kind.matches(text) == pattern.matches(text), "\(shape.kind) \(text)")
      if pattern.matches(text) { matched += 1 }
    }
    #expect((500..<3000).contains(matched))
  }

  @Test("A narrower shape is matched only where its pattern is", arguments: narrower.indices)
  func within(index: Int) {
    let shape = Self.narrower[index]
    let pattern = TextPattern(shape.pattern)
    var matched = 0
    for text in Self.texts(shape.seeds, seed: UInt64(index) + 100) where shape.kind.matches(text) {
      #expect(pattern.matches(text), "\(shape.kind) \(text)")
      matched += 1
    }
    #expect(matched > 500)
  }
}

/// Chance that repeats itself (SplitMix64).
private struct ShapeChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
