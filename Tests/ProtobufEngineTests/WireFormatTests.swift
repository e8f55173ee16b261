import GoldenMessages
import ProtobufEngine
import Testing

@Suite("The wire is that of the protobuf encoding specification")
struct WireFormatTests {
  @Test("Fields are written as the specification shows")
  func knownBytes() throws {
    #expect(try Leaf(size: 150).serialized() == [0x10, 0x96, 0x01])
    #expect(try Leaf(name: "testing").serialized() == [0x0a, 0x07] + Array("testing".utf8))
    #expect(try Scalars(aLeaf: Leaf(size: 150)).serialized() == [0x8a, 0x01, 3, 0x10, 0x96, 0x01])
    #expect(
      try Lists(int32s: [3, 270, 86942]).serialized() == [
        0x1a, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05,
      ]
    )
    #expect(try Lists(unpacked: [1, 2]).serialized() == [0x90, 0x01, 1, 0x90, 0x01, 2])
    #expect(try Scalars(aSint32: -1).serialized() == [0x38, 0x01])
  }

  @Test("Unknown fields of every wire type are skipped")
  func unknownFields() throws {
    let unknown: [UInt8] =
      [0xf8, 0x01, 0x05] + [0xf9, 0x01] + Array(repeating: 9, count: 8)
      + [0xfa, 0x01, 0x02, 0xff, 0x00] + [0xfd, 0x01, 1, 2, 3, 4]
    let bytes = unknown + [0x10, 0x07] + unknown
    #expect(try Leaf(serialized: bytes) == Leaf(size: 7))
  }

  @Test("The last of several values of one field counts")
  func lastValueCounts() throws {
    #expect(try Leaf(serialized: [0x10, 1, 0x10, 2]) == Leaf(size: 2))
    // number = 2, then text = "t": the last member of a oneof counts.
    #expect(try Choice(serialized: [0x10, 5, 0x1a, 1, 0x74]).kind == .text("t"))
    #expect(try Choice(serialized: [0x1a, 1, 0x74, 0x10, 5]).kind == .number(5))
  }

  @Test("Several occurrences of one message are merged, whatever their order")
  func messagesMerge() throws {
    let name: [UInt8] = [0x8a, 0x01, 3, 0x0a, 1, 0x61]
    let size: [UInt8] = [0x8a, 0x01, 2, 0x10, 9]
    let merged = Leaf(name: "a", size: 9)
    #expect(try Scalars(serialized: name + size).aLeaf == merged)
    #expect(try Scalars(serialized: size + [0x28, 1] + name).aLeaf == merged)
    #expect(try Scalars(serialized: size + name + size).aLeaf == merged)
    // Deep inside too, next to a oneof that is not set.
    let tree = Tree(left: Tree(name: "n"))
    let other = Tree(left: Tree(left: Tree(name: "m"), children: [Tree(), Tree()]))
    let both = Tree(left: Tree(name: "n", left: Tree(name: "m"), children: [Tree(), Tree()]))
    #expect(try Tree(serialized: tree.serialized() + other.serialized()) == both)
    #expect(try Tree(serialized: other.serialized() + tree.serialized()) == both)
  }

  @Test("Messages in a oneof are merged unless another member stands between them")
  func oneofMessagesMerge() throws {
    let name = try Choice(kind: .leaf(Leaf(name: "a"))).serialized()
    let size = try Choice(kind: .leaf(Leaf(size: 9))).serialized()
    let number = try Choice(kind: .number(3)).serialized()
    #expect(try Choice(serialized: name + size).kind == .leaf(Leaf(name: "a", size: 9)))
    #expect(try Choice(serialized: size + name).kind == .leaf(Leaf(name: "a", size: 9)))
    #expect(try Choice(serialized: name + number + size).kind == .leaf(Leaf(size: 9)))
    #expect(try Choice(serialized: name + size + number).kind == .number(3))
  }

  @Test("Packed and unpacked lists are both read")
  func packedAndUnpacked() throws {
    #expect(try Lists(serialized: [0x18, 1, 0x1a, 2, 2, 3, 0x18, 4]).int32s == [1, 2, 3, 4])
    #expect(try Lists(serialized: [0x92, 0x01, 2, 7, 8]).unpacked == [7, 8])
  }

  @Test("A number without a name stays what it is")
  func openEnums() throws {
    let scalars = try Scalars(serialized: [0x80, 0x01, 0x63])
    #expect(scalars.aColor == .unrecognized(99))
    #expect(!scalars.aColor.isRecognized)
    #expect(try scalars.serialized() == [0x80, 0x01, 0x63])
    #expect(Color(name: "COLOR_GREEN") == .green)
    #expect(Color(name: "COLOR_NONE") == nil)
    #expect(Color.crimson == .red)
    #expect(Color(rawValue: -1) == .below)
    #expect(Color.unrecognized(5).name == "5")
  }

  @Test("Of several entries with one key the last counts")
  func mapKeysTwice() throws {
    let entry = { (value: UInt8) -> [UInt8] in [0x1a, 4, 0x08, 1, 0x10, value] }
    #expect(try Maps(serialized: entry(4) + entry(5)).int64ByInt64 == [1: 5])
    // An entry without key and value is the default of both.
    #expect(try Maps(serialized: [0x1a, 0]).int64ByInt64 == [0: 0])
  }
}
