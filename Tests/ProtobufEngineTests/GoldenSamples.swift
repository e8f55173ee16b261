import GoldenMessages

/// Random messages of the golden protos.
enum GoldenSamples {
  static func leaf(_ random: inout SeededGenerator) -> Leaf {
    Leaf(name: random.text(), size: random.number(Int32.self))
  }

  static func color(_ random: inout SeededGenerator) -> Color {
    random.pick(Color.allCases + [.unrecognized(77), .unrecognized(-99)])
  }

  static func scalars(_ random: inout SeededGenerator) -> Scalars {
    Scalars(
      aDouble: random.pick([0, 1.5, -.pi, .infinity, .greatestFiniteMagnitude]),
      aFloat: random.pick([0, 1.5, -.infinity, .leastNonzeroMagnitude]),
      anInt32: random.number(Int32.self),
      anInt64: random.number(Int64.self),
      aUint32: random.number(UInt32.self),
      aUint64: random.number(UInt64.self),
      aSint32: random.number(Int32.self),
      aSint64: random.number(Int64.self),
      aFixed32: random.number(UInt32.self),
      aFixed64: random.number(UInt64.self),
      aSfixed32: random.number(Int32.self),
      aSfixed64: random.number(Int64.self),
      aBool: .random(using: &random),
      aString: random.text(),
      someBytes: random.bytes(),
      aColor: color(&random),
      aLeaf: .random(using: &random) ? leaf(&random) : nil,
      far: random.number(Int32.self)
    )
  }

  static func lists(_ random: inout SeededGenerator) -> Lists {
    Lists(
      doubles: random.list { $0.pick([0, -1.25, .infinity]) },
      floats: random.list { $0.pick([0, -1.25, .infinity]) },
      int32s: random.list { $0.number(Int32.self) },
      int64s: random.list { $0.number(Int64.self) },
      uint32s: random.list { $0.number(UInt32.self) },
      uint64s: random.list { $0.number(UInt64.self) },
      sint32s: random.list { $0.number(Int32.self) },
      sint64s: random.list { $0.number(Int64.self) },
      fixed32s: random.list { $0.number(UInt32.self) },
      fixed64s: random.list { $0.number(UInt64.self) },
      sfixed32s: random.list { $0.number(Int32.self) },
      sfixed64s: random.list { $0.number(Int64.self) },
      bools: random.list { .random(using: &$0) },
      strings: random.list { $0.text() },
      byteStrings: random.list { $0.bytes() },
      colors: random.list { color(&$0) },
      leaves: random.list { leaf(&$0) },
      unpacked: random.list { $0.number(Int32.self) }
    )
  }

  static func optionals(_ random: inout SeededGenerator) -> Optionals {
    Optionals(
      aDouble: random.pick([nil, 0, 2]),
      anInt32: random.pick([nil, 0, 7]),
      aBool: random.pick([nil, false, true]),
      aString: random.pick([nil, "", "x"]),
      someBytes: random.pick([nil, [], [0]]),
      aColor: random.pick([nil, .unspecified, .green]),
      aLeaf: random.pick([nil, Leaf(), Leaf(name: "y")])
    )
  }

  static func maps(_ random: inout SeededGenerator) -> Maps {
    func map<Key: Hashable, Value>(_ pairs: [(Key, Value)]) -> [Key: Value] {
      Dictionary(pairs) { first, _ in first }
    }
    return Maps(
      textByText: map(random.list { ($0.text(), $0.text()) }),
      leafByInt32: map(random.list { ($0.number(Int32.self), leaf(&$0)) }),
      int64ByInt64: map(random.list { ($0.number(Int64.self), $0.number(Int64.self)) }),
      colorByBool: map(random.list { (.random(using: &$0), color(&$0)) }),
      bytesByUint64: map(random.list { ($0.number(UInt64.self), $0.bytes()) })
    )
  }

  static func choice(_ random: inout SeededGenerator) -> Choice {
    Choice(
      before: random.number(Int32.self),
      kind: random.pick([
        nil, .number(0), .number(5), .text(""), .text("t"), .data([]), .data([1, 0]), .flag(false),
        .color(.unspecified), .leaf(Leaf()), .leaf(leaf(&random)), .fraction(0.5),
      ]),
      other: random.pick([nil, .otherLeaf(Leaf()), .otherLeaf(leaf(&random))]),
      after: random.number(Int32.self)
    )
  }

  static func tree(_ random: inout SeededGenerator, depth: Int = 0) -> Tree {
    guard depth < 4 else { return Tree(name: random.text()) }
    func below() -> Tree { tree(&random, depth: depth + 1 + Int.random(in: 0...2, using: &random)) }
    return Tree(
      name: random.text(),
      left: Bool.random(using: &random) ? below() : nil,
      children: (0..<random.pick([0, 0, 2])).map { _ in below() },
      byName: Bool.random(using: &random) ? [random.text(): below()] : [:],
      kind: random.pick([nil, .leaf(random.text()), .nested(below())])
    )
  }
}
