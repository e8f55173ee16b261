/// The same random numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
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

  /// A text with letters of all lengths in UTF-8 and without NUL.
  mutating func text(lengthMax: Int = 12) -> String {
    let letters = Array("aZ09 đạẾ漢😀\u{301}\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10ffff}")
    return String((0..<Int.random(in: 0...lengthMax, using: &self)).map { _ in self.pick(letters) })
  }

  /// Some bytes.
  mutating func bytes(_ counts: ClosedRange<Int> = 0...12) -> [UInt8] {
    (0..<Int.random(in: counts, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// One of some values.
  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &self)]
  }

  /// A number, often one at the edge of its type.
  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    pick([0, 1, .max, .min, .random(in: .min ... .max, using: &self)])
  }

  /// A list of what `make` makes.
  mutating func list<Value>(_ make: (inout Self) -> Value) -> [Value] {
    (0..<pick([0, 1, 3, 20])).map { _ in make(&self) }
  }
}
