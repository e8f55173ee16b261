import GoldenMessages
import ProtobufEngine
import RPCMessages
import Testing

@Suite("Messages have the JSON of protobuf")
struct WireJSONTests {
  @Test("Random messages come back from their JSON", arguments: 1...20)
  func randomRoundTrips(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    try expectRoundTrip(GoldenSamples.scalars(&random))
    try expectRoundTrip(GoldenSamples.lists(&random))
    try expectRoundTrip(GoldenSamples.optionals(&random))
    try expectRoundTrip(GoldenSamples.maps(&random))
    try expectRoundTrip(GoldenSamples.choice(&random))
    try expectRoundTrip(GoldenSamples.tree(&random))
  }

  private func expectRoundTrip<Message: WireMessage>(_ message: Message) throws {
    for format in [WireJSON.Format.compact, .pretty] {
      let text = try WireJSON.json(of: message, format: format)
      #expect(try WireJSON.message(fromJSON: text, as: Message.self) == message, "\(text)")
      let bytes = try message.serialized()
      #expect(try WireJSON.json(of: bytes, as: Message.wireDescriptor, format: format) == text)
    }
  }

  @Test("Each type has its form")
  func forms() throws {
    let scalars = Scalars(
      aDouble: 1.5,
      aFloat: -.infinity,
      anInt64: -5,
      aUint64: .max,
      aBool: true,
      aString: "q\"\\\n\u{1}ệ",
      someBytes: [0xfb, 0xff],
      aColor: .green,
      aLeaf: Leaf(),
      far: 7
    )
    #expect(
      try WireJSON.json(of: scalars) == #"{"aDouble":1.5,"aFloat":"-Infinity","anInt64":"-5","#
        + #""aUint64":"18446744073709551615","aBool":true,"aString":"q\"\\\n\u0001ệ","#
        + #""someBytes":"+/8=","aColor":"COLOR_GREEN","aLeaf":{},"far":7}"#
    )
    #expect(try WireJSON.json(of: Scalars(aColor: .unrecognized(9))) == #"{"aColor":9}"#)
    #expect(
      try WireJSON.json(of: Maps(leafByInt32: [3: Leaf(size: 1)], colorByBool: [true: .red]))
        == #"{"leafByInt32":{"3":{"size":1}},"colorByBool":{"true":"COLOR_RED"}}"#
    )
    #expect(try WireJSON.json(of: Optionals(anInt32: 0)) == #"{"anInt32":0}"#)
    #expect(try WireJSON.json(of: Nothing()) == "{}")
    #expect(
      try WireJSON.json(of: Lists(leaves: [Leaf(name: "a")]), format: .pretty) == """
        {
          "leaves": [
            {
              "name": "a"
            }
          ]
        }
        """
    )
    #expect(
      try WireJSON.json(of: Leaf(), format: .init(includesDefaults: true))
        == #"{"name":"","size":0}"#
    )
  }

  @Test("Instants, spans and masks are strings")
  func wellKnown() throws {
    try expect(GoogleProtobuf.Timestamp(seconds: 1_596_675_600), #""2020-08-06T01:00:00Z""#)
    try expect(
      GoogleProtobuf.Timestamp(seconds: -1, nanos: 5),
      #""1969-12-31T23:59:59.000000005Z""#
    )
    try expect(
      GoogleProtobuf.Timestamp(seconds: 951_782_400, nanos: 1_000_000),
      #""2000-02-29T00:00:00.001Z""#
    )
    try expect(GoogleProtobuf.Timestamp(seconds: -62_135_596_800), #""0001-01-01T00:00:00Z""#)
    try expect(GoogleProtobuf.Timestamp(seconds: 253_402_300_799), #""9999-12-31T23:59:59Z""#)
    try expect(GoogleProtobuf.Duration(seconds: -1, nanos: -500_000_000), #""-1.500s""#)
    try expect(GoogleProtobuf.Duration(seconds: 3), #""3s""#)
    try expect(GoogleProtobuf.FieldMask(paths: ["a_b", "c.d_e"]), #""aB,c.dE""#)
    let offset = try WireJSON.message(
      fromJSON: #""2020-08-06T08:00:00.5+07:00""#,
      as: GoogleProtobuf.Timestamp.self
    )
    #expect(offset == GoogleProtobuf.Timestamp(seconds: 1_596_675_600, nanos: 500_000_000))
  }

  private func expect<Message: WireMessage>(_ message: Message, _ text: String) throws {
    #expect(try WireJSON.json(of: message) == text)
    #expect(try WireJSON.message(fromJSON: text, as: Message.self) == message)
  }

  @Test("Names in the proto and null are accepted")
  func lenientNames() throws {
    let text = #" {"an_int32" : 5, "aString":null, "a_leaf":{"size":"7"}, "aColor": 2} "#
    #expect(
      try WireJSON.message(fromJSON: text, as: Scalars.self)
        == Scalars(anInt32: 5, aColor: .green, aLeaf: Leaf(size: 7))
    )
    #expect(try WireJSON.message(fromJSON: #"{"anInt32":1e3}"#, as: Scalars.self).anInt32 == 1000)
    let escapes = #"{"aString":"\u0111\ud83d\ude00\/\t"}"#
    #expect(try WireJSON.message(fromJSON: escapes, as: Scalars.self).aString == "đ😀/\t")
    #expect(
      try WireJSON.message(fromJSON: #"{"someBytes":"-_8"}"#, as: Scalars.self).someBytes
        == [0xfb, 0xff]
    )
  }

  @Test(
    "What does not fit is refused with its place",
    arguments: [
      (#"{"nope":1}"#, "nope: golden.v1.Scalars has no such field"),
      (#"{"aLeaf":{"nope":1}}"#, "aLeaf.nope: golden.v1.Leaf has no such field"),
      (#"{"aString":5}"#, "aString: a string is due, not a number"),
      (#"{"aBool":"true"}"#, "aBool: true or false is due, not a string"),
      (#"{"anInt32":2147483648}"#, "anInt32: an integer from -2147483648 to 2147483647 is due"),
      (#"{"aUint32":-1}"#, "aUint32: an integer from 0 to 4294967295 is due"),
      (#"{"anInt32":1.5}"#, "anInt32: an integer from -2147483648 to 2147483647 is due"),
      (#"{"aColor":"COLOR_NONE"}"#, "aColor: golden.v1.Color has no value COLOR_NONE"),
      (#"{"someBytes":"*"}"#, "someBytes: base64 is due"),
      (#"{"aLeaf":[]}"#, "aLeaf: an object is due, not a list"),
      (#"{"aString":"a\u0000b"}"#, "a_string: the text holds a NUL"),
      ("[]", "an object is due, not a list"),
      ("{", "line 1, column 2: a name in quotes is due"),
      ("{}x", "line 1, column 3: the text goes on"),
      ("{\"far\":1,\n\"far\":2}", "line 2, column 6: the name far stands twice"),
      (#"{"far":01}"#, "line 1, column 9: a comma or a closing brace is due"),
      (#"{"aString":"\x"}"#, "line 1, column 15: there is no such escape"),
      (#"{"aString":"\ud800"}"#, "line 1, column 19: half of a surrogate pair stands alone"),
      ("", "line 1, column 1: the text ends where a value is due"),
    ]
  )
  func misfits(text: String, sentence: String) {
    let error = #expect(throws: WireJSONError.self) {
      try WireJSON.message(fromJSON: text, as: Scalars.self)
    }
    #expect(error?.description == sentence)
  }

  @Test("Lists, maps and oneofs name the element at fault")
  func misfitsInside() {
    func sentence<Message: WireMessage>(_ text: String, _ type: Message.Type) -> String? {
      #expect(throws: WireJSONError.self) { try WireJSON.message(fromJSON: text, as: type) }?
        .description
    }
    #expect(
      sentence(#"{"leaves":[{},{"size":"x"}]}"#, Lists.self)
        == "leaves[1].size: an integer from -2147483648 to 2147483647 is due"
    )
    #expect(
      sentence(#"{"leafByInt32":{"x":{}}}"#, Maps.self)
        == #"leafByInt32["x"]: an integer from -2147483648 to 2147483647 is due"#
    )
    #expect(
      sentence(#"{"number":1,"text":"t"}"#, Choice.self)
        == "text: it excludes number, which is given too"
    )
    let deep = String(repeating: #"{"left":"#, count: 40) + "{}" + String(repeating: "}", count: 40)
    #expect(sentence(deep, Tree.self)?.hasSuffix("messages nest deeper than 32") == true)
    let deeper = String(repeating: "[", count: 200_000)
    #expect(sentence(deeper, Tree.self)?.hasSuffix("values nest deeper than 128") == true)
  }

  @Test(
    "Times that do not exist are refused",
    arguments: [
      "2021-02-29T00:00:00Z", "2020-13-01T00:00:00Z", "2020-08-06", "2020-08-06T24:00:00Z",
      "2020-08-06T01:00:00", "0000-01-01T00:00:00Z", "2020-08-06T01:00:00.Z", "",
    ]
  )
  func badTimes(text: String) {
    #expect(throws: WireJSONError.self) {
      try WireJSON.message(fromJSON: "\"\(text)\"", as: GoogleProtobuf.Timestamp.self)
    }
  }
}
