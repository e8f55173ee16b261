import GoldenMessages
import ProtobufEngine
import Testing

@Suite("Hostile bytes get a precise error and never a crash")
struct HostileInputTests {
  private func kind<Message: WireMessage>(
    _ type: Message.Type,
    _ bytes: [UInt8],
    limits: WireLimits = .default
  ) -> WireError.Kind? {
    do {
      _ = try Message(serialized: bytes, limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test(
    "Text that is not UTF-8 is refused with its path",
    arguments: [
      [0xff], [0xc3], [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0x61, 0xf0, 0x9f, 0x98],
    ] as [[UInt8]]
  )
  func invalidText(text: [UInt8]) {
    let leaf = [0x0a, UInt8(text.count)] + text
    let bytes = [0x8a, 0x01, UInt8(leaf.count)] + leaf
    let error = #expect(throws: WireError.self) { try Lists(serialized: bytes) }
    #expect(error?.kind == .content)
    #expect(error?.field == "leaves.name")
    #expect(error?.description == "leaves.name: the text is not UTF-8")
  }

  @Test("A NUL in a text is refused when read and when written")
  func holdsNUL() {
    #expect(kind(Leaf.self, [0x0a, 3, 0x61, 0, 0x62]) == .content)
    #expect(kind(Leaf.self, [0x0a, 9] + Array("12345678".utf8) + [0]) == .content)
    let error = #expect(throws: WireError.self) {
      try Lists(leaves: [Leaf(), Leaf(name: "a\0b")]).serialized()
    }
    #expect(error?.kind == .content)
    #expect(error?.field == "leaves[1].name")
  }

  @Test("A NUL in bytes is nothing special")
  func bytesMayHoldNUL() throws {
    #expect(try Scalars(serialized: [0x7a, 2, 0, 0]).someBytes == [0, 0])
  }

  @Test("Depth 32 is read and depth 33 refused")
  func depth() throws {
    func nested(_ depth: Int) throws -> [UInt8] {
      var tree = Tree(name: "leaf")
      for _ in 1..<depth { tree = Tree(left: tree) }
      return try tree.serialized()
    }
    #expect(kind(Tree.self, try nested(32)) == nil)
    #expect(kind(Tree.self, try nested(33)) == .content)
    #expect(kind(Tree.self, try nested(3), limits: WireLimits(depthMax: 2)) == .content)
  }

  @Test("Twenty thousand levels of nesting are refused without a deep stack")
  func abyss() {
    // Written from the innermost message outwards, back to front.
    var reversed: [UInt8] = []
    for _ in 0..<20_000 {
      var length: [UInt8] = []
      var count = reversed.count
      while count >= 0x80 {
        length.append(UInt8(count & 0x7f) | 0x80)
        count >>= 7
      }
      reversed += (length + [UInt8(count)]).reversed() + [0x12]
    }
    #expect(kind(Tree.self, reversed.reversed()) == .content)
  }

  @Test("Four mebibytes that would become hundreds are refused over the budget")
  func amplification() {
    // Two bytes each make an empty message of a list.
    let flood = Array(repeating: [0x1a, 0x00] as [UInt8], count: 2 << 20).flatMap { $0 }
    #expect(flood.count == 4 << 20)
    #expect(kind(Tree.self, flood) == .budget)
  }

  @Test("Merging many occurrences of one message takes no more than reading them")
  func merging() throws {
    // left.children grows by one with each occurrence; protobuf-c would copy the list each time.
    let bytes = Array(repeating: [0x12, 2, 0x1a, 0] as [UInt8], count: 20_000).flatMap { $0 }
    #expect(try Tree(serialized: bytes).left?.children.count == 20_000)
    #expect(kind(Tree.self, bytes, limits: WireLimits(elementsMax: 20_000)) == .budget)
  }

  @Test("More elements than allowed are refused", arguments: [0, 1])
  func elements(over: Int) {
    // The message is an element too.
    let limits = WireLimits(elementsMax: 11)
    let bytes = [0x1a, UInt8(10 + over)] + Array(repeating: 1 as UInt8, count: 10 + over)
    #expect(kind(Lists.self, bytes, limits: limits) == (over == 0 ? nil : .budget))
  }

  @Test("Every beginning of a message is a message or malformed")
  func truncated() throws {
    var random = SeededGenerator(seed: 4)
    let bytes = try GoldenSamples.scalars(&random).serialized()
    for count in bytes.indices {
      let result = kind(Scalars.self, Array(bytes[..<count]))
      #expect(result == nil || result == .malformed)
    }
    #expect(kind(Leaf.self, [0x0a, 5, 0x61]) == .malformed)
    #expect(kind(Leaf.self, [0x0a]) == .malformed)
    #expect(kind(Leaf.self, [0x80]) == .malformed)
    #expect(kind(Scalars.self, [0x09, 1, 2, 3]) == .malformed)
  }

  @Test(
    "Wrong wire types, ends of groups and field number zero are malformed",
    arguments: [
      [0x0d, 0, 0, 0, 0], [0x12, 0], [0x08, 1], [0x0c], [0x0e], [0x0f], [0x00, 0],
      [0x80, 0x80, 0x80, 0x80, 0x10, 0],
    ] as [[UInt8]]
  )
  func wrongWireTypes(bytes: [UInt8]) {
    #expect(kind(Leaf.self, bytes) == .malformed)
  }

  /// Groups of an unknown number, one in the other.
  private func groups(_ depth: Int, around content: [UInt8] = []) -> [UInt8] {
    Array(repeatElement([0x9b, 0x06], count: depth).joined()) + content
      + Array(repeatElement([0x9c, 0x06], count: depth).joined())
  }

  @Test("Unknown groups are skipped with all they hold", arguments: [1, 2, 30])
  func unknownGroups(depth: Int) throws {
    // A number, a text, four and eight bytes, and an empty group.
    let content: [UInt8] = [
      0x08, 0x96, 0x01, 0x12, 2, 0x9c, 0x06, 0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8, 0x2b,
      0x2c,
    ]
    let group = groups(depth, around: content)
    let leaf = [0x0a, 1, 0x61] + group + [0x0a, 1, 0x62]
    #expect(try Leaf(serialized: leaf) == Leaf(name: "b"))
    guard depth < 30 else { return }
    let tree: [UInt8] = [0x12, UInt8(group.count + 3)] + group + [0x0a, 1, 0x61]
    #expect(try Tree(serialized: group + tree + group) == Tree(left: Tree(name: "a")))
  }

  @Test("Thirty-one groups in a message are its levels 2 to 32")
  func deepestGroups() throws {
    #expect(try Leaf(serialized: [0x0a, 1, 0x61] + groups(31)) == Leaf(name: "a"))
  }

  @Test("Groups that nest deeper than messages may are refused", arguments: [32, 33, 9999])
  func deepGroups(depth: Int) {
    #expect(kind(Leaf.self, groups(depth)) == .content)
  }

  @Test(
    "Groups of a known field, cut off, closed by another number or by nothing are malformed",
    arguments: [
      [0x0b, 0x0c], [0x9b, 0x06], [0x9b, 0x06, 0x0c], [0x9b, 0x06, 0x0b, 0x9c, 0x06, 0x0c],
      [0x9b, 0x06, 0x12, 9, 1], [0x9b, 0x06, 0x0d, 1], [0x9b, 0x06, 0x0e], [0x9b, 0x06, 0x00],
    ] as [[UInt8]]
  )
  func brokenGroups(bytes: [UInt8]) {
    #expect(kind(Leaf.self, bytes) == .malformed)
  }

  @Test("Overlong numbers are malformed")
  func overlongVarints() {
    let ten = Array(repeating: 0x80 as UInt8, count: 9) + [0x01]
    #expect(kind(Leaf.self, [0x10] + ten) == nil)
    let eleven = Array(repeating: 0x80 as UInt8, count: 10) + [0x01]
    #expect(kind(Leaf.self, [0x10] + eleven) == .malformed)
    #expect(kind(Lists.self, [0x1a, 11] + eleven) == .malformed)
    // Six bytes of a length, and one of more than the message.
    #expect(kind(Leaf.self, [0x0a, 0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 0x61]) == .malformed)
    #expect(kind(Leaf.self, [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]) == .malformed)
  }

  @Test("Packed numbers that are cut off are malformed")
  func packedCutOff() {
    #expect(kind(Lists.self, [0x0a, 7] + Array(repeating: 0, count: 7)) == .malformed)
    #expect(kind(Lists.self, [0x12, 3, 0, 0, 0]) == .malformed)
    #expect(kind(Lists.self, [0x1a, 1, 0x80]) == .malformed)
  }
}
