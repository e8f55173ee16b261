import InteropMessages
import ProtobufEngine
import RPCCore
import RPCMessages

extension RPCError {
  /// The error that a test asks for, with what was seen of the request if there was no response.
  init(
    _ error: ConformanceV1.Error,
    seen info: ConformanceV1.ConformancePayload.RequestInfo?
  ) throws {
    var details = error.details.map {
      Detail.other(typeURL: $0.typeUrl, value: $0.value)
    }
    if let info {
      let packed = try GoogleProtobuf.Any_(
        packing: info,
        named: "ConformancePayload.RequestInfo"
      )
      details.append(.other(typeURL: packed.typeUrl, value: packed.value))
    }
    self.init(
      Code(rawValue: Int(error.code.rawValue)) ?? .unknown,
      error.message ?? "",
      details: details
    )
  }

  /// This error as a test's result.
  var result: ConformanceV1.Error {
    let status = try? GoogleRPC.Status(serialized: encodedStatus())
    return ConformanceV1.Error(
      code: ConformanceV1.Code(rawValue: Int32(code.rawValue)),
      message: message,
      details: status?.details ?? []
    )
  }
}

extension GoogleProtobuf.Any_ {
  /// A message of the conformance tests with its type.
  init(packing message: some WireMessage, named name: String) throws {
    self.init(
      typeUrl: "type.googleapis.com/connectrpc.conformance.v1.\(name)",
      value: try message.serialized()
    )
  }
}
