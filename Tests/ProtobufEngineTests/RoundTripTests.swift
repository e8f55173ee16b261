import GoldenMessages
import ProtobufEngine
import Testing

@Suite("Messages come back from the wire as they went")
struct RoundTripTests {
  @Test("Random messages of every shape come back equal", arguments: 1...20)
  func randomRoundTrips(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<20 {
      try expectRoundTrip(GoldenSamples.scalars(&random))
      try expectRoundTrip(GoldenSamples.lists(&random))
      try expectRoundTrip(GoldenSamples.optionals(&random))
      try expectRoundTrip(GoldenSamples.maps(&random))
      try expectRoundTrip(GoldenSamples.choice(&random))
      try expectRoundTrip(GoldenSamples.tree(&random))
    }
  }

  private func expectRoundTrip<Message: WireMessage>(_ message: Message) throws {
    let bytes = try message.serialized()
    let copy = try Message(serialized: bytes)
    #expect(copy == message)
    #expect(try copy.serialized() == bytes)
  }

  @Test("A message of defaults has no bytes")
  func defaultsAreEmpty() throws {
    #expect(try Scalars().serialized().isEmpty)
    #expect(try Nothing().serialized().isEmpty)
    #expect(try Scalars(serialized: []) == Scalars())
    #expect(try Nothing(serialized: []) == Nothing())
  }

  @Test("An optional default differs from an absent value")
  func optionalPresence() throws {
    let message = Optionals(anInt32: 0, aString: "", aColor: .unspecified)
    let copy = try Optionals(serialized: try message.serialized())
    #expect(copy.anInt32 == 0)
    #expect(copy.aString == "")
    #expect(copy.aColor == .unspecified)
    #expect(copy.aBool == nil)
    #expect(copy.someBytes == nil)
  }

  @Test("Equal maps have equal bytes whatever the order of their making")
  func mapsAreDeterministic() throws {
    let keys = (0..<100).map { "key \($0)" }
    let forwards = Maps(textByText: Dictionary(uniqueKeysWithValues: keys.map { ($0, $0) }))
    var backwards = Maps()
    for key in keys.reversed() { backwards.textByText[key] = key }
    #expect(try forwards.serialized() == backwards.serialized())
  }

  @Test("Names of Swift and C come through")
  func oddNames() throws {
    let keywords = GoldenNames.Keywords(
      class: 1,
      default: 2,
      func: 3,
      in: 4,
      init: 5,
      self_: 6,
      let: 7,
      protocol: 8,
      register: 9,
      operator: 10,
      type: 11,
      return: "r",
      switch: [1, 2],
      case: .where(14),
      throw: 16,
      public: [1]
    )
    #expect(try GoldenNames.Keywords(serialized: try keywords.serialized()) == keywords)
    let collisions = GoldenNames.Collisions(
      hashValue_: 1,
      serialized_: 2,
      wireDescriptor_: 3,
      foo: 4,
      foo_: .inFoo(5),
      wire: 6,
      value: 7,
      arena: 8,
      pointer: 9,
      camelCase: 10,
      with1Digit: 11,
      trailing: 12,
      kind: .aType(.init(text: "t")),
      innerLeaf: .init(inner: 15),
      outerLeaf: .init(outer: "16"),
      itsKind: .self_
    )
    #expect(try GoldenNames.Collisions(serialized: try collisions.serialized()) == collisions)
    let bare = Bare(text: "t", nested: .init(kind: .one))
    #expect(try Bare(serialized: try bare.serialized()) == bare)
  }

  @Test("A list of 100,000 numbers and a text of a megabyte come back")
  func largeValues() throws {
    let lists = Lists(int64s: Array(0..<100_000), strings: [String(repeating: "ệ", count: 300_000)])
    #expect(try Lists(serialized: try lists.serialized()) == lists)
  }
}
