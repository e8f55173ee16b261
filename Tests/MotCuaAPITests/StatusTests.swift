import ProtobufEngine
import RPCCore
import RPCMessages
import Testing

@Suite("Error details travel as google.rpc.Status")
struct StatusTests {
  @Test("All details come back")
  func roundTrip() throws {
    let details: [RPCError.Detail] = [
      .errorInfo(reason: "ETAG_MISMATCH", domain: "motcua", metadata: ["etag": "7", "a": "b"]),
      .badRequest([.init(field: "applicant.name", description: "must be given")]),
      .preconditionFailure([.init(type: "STATE", subject: "dossier", description: "accepted")]),
      .retryInfo(delay: .milliseconds(1500)),
      .localizedMessage(locale: "vi", message: "Hồ sơ không tồn tại."),
      .other(typeURL: "type.googleapis.com/google.rpc.Help", value: [1, 0, 2]),
    ]
    let error = RPCError(.aborted, "The dossier has changed.", details: details)
    let bytes = error.encodedStatus()
    #expect(RPCError.details(fromStatus: bytes) == details)
    let status = try GoogleRPC.Status(serialized: bytes)
    #expect(status.code == 10)
    #expect(status.message == "The dossier has changed.")
    #expect(status.details[0].typeUrl == "type.googleapis.com/google.rpc.ErrorInfo")
  }

  @Test("A NUL in a text does not keep an error from arriving")
  func withoutNUL() throws {
    let error = RPCError(
      .internal,
      "a\0b",
      details: [
        .errorInfo(reason: "R\0", domain: "d", metadata: ["k\0": "v\0"])
      ]
    )
    #expect(try GoogleRPC.Status(serialized: error.encodedStatus()).message == "ab")
    #expect(
      RPCError.details(fromStatus: error.encodedStatus())
        == [.errorInfo(reason: "R", domain: "d", metadata: ["k": "v"])]
    )
  }

  @Test("Bytes that are no status have no details, and a garbled detail stays as it is")
  func garbled() throws {
    #expect(RPCError.details(fromStatus: [0xff, 0xff]).isEmpty)
    #expect(RPCError.details(fromStatus: []).isEmpty)
    let url = "type.googleapis.com/google.rpc.ErrorInfo"
    let status = GoogleRPC.Status(details: [.init(typeUrl: url, value: [0xff])])
    #expect(
      RPCError.details(fromStatus: try status.serialized()) == [.other(typeURL: url, value: [0xff])]
    )
  }

  @Test(
    "Milliseconds and instants agree, also before 1970",
    arguments: [0, 1, -1, 999, -999, 1000, -1000, 1_596_675_600_123, -62_135_596_800_000]
  )
  func timestamps(milliseconds: Int64) {
    let time = GoogleProtobuf.Timestamp(milliseconds: milliseconds)
    #expect(time.isValid)
    #expect((0...999_999_999).contains(time.nanos))
    #expect(time.milliseconds == milliseconds)
  }

  @Test("An instant or a span that the standard does not allow is not valid")
  func invalidTimes() {
    #expect(GoogleProtobuf.Timestamp(nanos: -1).milliseconds == nil)
    #expect(GoogleProtobuf.Timestamp(seconds: .max).milliseconds == nil)
    #expect(!GoogleProtobuf.Duration(seconds: .min).isValid)
    #expect(!GoogleProtobuf.Duration(seconds: 1, nanos: -1).isValid)
    #expect(
      GoogleProtobuf.Duration(.seconds(-3) - .milliseconds(5)).duration == .milliseconds(-3005)
    )
    #expect(GoogleProtobuf.Duration(.seconds(Int64.max)).isValid)
  }
}
