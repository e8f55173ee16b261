import MotCuaAPI
import MotCuaServices
import RPCCore
import Testing

@Suite("Bad input")
struct BadInputTests {
  private let house: ServiceHouse

  init() async throws {
    house = try await ServiceHouse()
    try await house.furnishAgencies()
  }

  /// Sends messages as bytes and gives the outcome.
  @discardableResult
  private func expect(
    _ reason: ErrorReason,
    _ method: MethodDescriptor,
    _ messages: [UInt8]...,
    code: RPCError.Code? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async -> RPCError? {
    let error = await expectRefusal(reason, sourceLocation: sourceLocation) {
      let transport = house.transport(as: house.administrator)
      let call = try await transport.open(method, options: CallOptions())
      for message in messages { try await call.write(message) }
      call.finishWriting()
      _ = try await call.onlyMessage()
    }
    #expect(error?.code == code ?? reason.status.code, sourceLocation: sourceLocation)
    return error
  }

  private let get = AgencyServiceMethods.getAgency

  @Test("Bytes that are no message end with INTERNAL, as the gRPC status table asks")
  func malformed() async {
    await expect(.malformedMessage, get, [0xff, 0xff], code: .internal)
    await expect(.malformedMessage, get, [0x0a, 0x05, 0x48], code: .internal)
    // Field 0 does not exist.
    await expect(.malformedMessage, get, [0x02, 0x00], code: .internal)
  }

  @Test("Text that is not UTF-8 or holds a NUL is refused")
  func text() async {
    await expect(.malformedMessage, get, [0x0a, 0x02, 0xc3, 0x28])
    await expect(.malformedMessage, get, [0x0a, 0x03, 0x48, 0x00, 0x31])
    // A surrogate half and an overlong slash.
    await expect(.malformedMessage, get, [0x0a, 0x03, 0xed, 0xa0, 0x80])
    await expect(.malformedMessage, get, [0x0a, 0x02, 0xc0, 0xaf])
  }

  @Test("A number that an enum does not have is a wrong field")
  func enumeration() async {
    // `level` is field 1 of the request.
    let error = await expect(.invalidFields, AgencyServiceMethods.listAgencies, [0x08, 0x63])
    #expect(error?.wrongFields == ["level"])
  }

  @Test("A message as long as the method takes is read, one byte more is not")
  func size() async {
    // The text's length takes two bytes here, so the frame is three bytes long.
    func message(_ count: Int) -> [UInt8] {
      let text = [UInt8](repeating: 0x48, count: count - 3)
      return [0x0a, UInt8(text.count & 0x7f | 0x80), UInt8(text.count >> 7)] + text
    }
    await expect(.invalidFields, get, message(4096))
    await expect(.messageTooLarge, get, message(4097))
  }

  @Test("A message that would unpack to too much is refused")
  func complexity() async {
    // Two million empty rows of two bytes each.
    var rows: [UInt8] = []
    rows.reserveCapacity(4_000_000)
    for _ in 0..<2_000_000 { rows += [0x1a, 0x00] }
    await expect(.messageTooComplex, ProcedureServiceMethods.importProcedures, rows)
  }

  @Test("A method that takes one message refuses none and two")
  func count() async {
    await expect(.malformedMessage, get, code: .unimplemented)
    let good: [UInt8] = [0x0a, 0x03] + Array("H10".utf8)
    await expect(.malformedMessage, get, good, good, code: .unimplemented)
  }

  @Test("A method that is not there has its reason too")
  func unknownMethod() async {
    let method = MethodDescriptor(service: "motcua.v1.AgencyService", name: "Nothing")
    await expect(.unknownMethod, method, [])
  }

  @Test("After all of it the server answers")
  func alive() async throws {
    await expect(.malformedMessage, get, [0xff], code: .internal)
    let agencies = try await house.agencies(as: house.administrator)
      .listAgencies(ListAgenciesRequest())
    #expect(agencies.agencies.count == 5)
    #expect(house.incidents.incidents.isEmpty)
  }
}
