import HTTP2Engine
import RPCCore
import RPCHTTP2
import Testing
import WireHarness

@Suite("Every way in which a call can end, and its code")
struct EndingTests {
  /// What a server's frames say of the end of a call.
  enum Frames: Sendable {
    case trailers([(String, String)])
    case only([(String, String)])
    case body([UInt8], trailers: [(String, String)]?)
    case reset(UInt32)
    case resetAfterHead(UInt32)
    case goawayBefore
    case close
    case closeAfterHead
  }

  typealias End = (frames: Frames, code: RPCError.Code)

  private static let codesOfResets: [(UInt32, RPCError.Code)] = [
    (0, .internal), (1, .internal), (2, .internal), (3, .internal), (4, .internal), (5, .unknown),
    (6, .internal), (7, .unavailable), (8, .cancelled), (9, .internal), (10, .internal),
    (11, .resourceExhausted), (12, .permissionDenied), (13, .unknown), (0xffff, .unknown),
  ]

  private static let resets: [End] = codesOfResets.flatMap { number, code -> [End] in
    [(Frames.reset(number), code), (Frames.resetAfterHead(number), code)]
  }

  private static let codesOfStatuses: [(Int, RPCError.Code)] = [
    (400, .internal), (401, .unauthenticated), (403, .permissionDenied), (404, .unimplemented),
    (429, .unavailable), (502, .unavailable), (503, .unavailable), (504, .unavailable),
    (200, .unknown), (204, .unknown), (302, .unknown), (418, .unknown), (500, .unknown),
    (599, .unknown),
  ]

  private static let statuses: [End] = codesOfStatuses.map { status, code -> End in
    (Frames.only([(":status", "\(status)")]), code)
  }

  private static let codesOfTrailers: [([(String, String)], RPCError.Code)] = [
    ([], .unknown),
    ([("grpc-status", "")], .unknown),
    ([("grpc-status", "17")], .unknown),
    ([("grpc-status", "-1")], .unknown),
    ([("grpc-status", "9999")], .unknown),
    ([("grpc-status", "x")], .unknown),
    ([("grpc-status", "7"), ("grpc-message", "%%%")], .permissionDenied),
    ([("grpc-status", "3"), ("grpc-status-details-bin", "!!")], .invalidArgument),
  ]

  private static let trailers: [End] = codesOfTrailers.map { trailers, code -> End in
    (Frames.trailers(trailers), code)
  }

  private static let codesOfBodies: [([UInt8], RPCError.Code)] = [
    ([], .unimplemented),
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], .unimplemented),
    ([0, 0, 0], .internal),
    ([0, 0xff, 0xff, 0xff, 0xff], .resourceExhausted),
  ]

  private static let bodies: [End] = codesOfBodies.map { body, code -> End in
    (Frames.body(body, trailers: TestService.ok), code)
  }

  private static let others: [End] = [
    (Frames.body([0, 0, 0, 0, 0], trailers: nil), .unknown),
    (Frames.only(TestService.head + [("grpc-status", "5")]), .notFound),
    (Frames.only([(":status", "503"), ("grpc-status", "7")]), .permissionDenied),
    (Frames.only(TestService.head), .unknown),
    (Frames.goawayBefore, .unavailable),
    (Frames.close, .unavailable),
    (Frames.closeAfterHead, .unavailable),
  ]

  private static let all: [End] = resets + statuses + trailers + bodies + others

  @Test(
    "[C19] [C20] [C22] [C23] A client gives each end by a server's frames its code",
    arguments: all
  )
  func byFrames(frames: Frames, code: RPCError.Code) throws {
    let script = ClientMannersTests.Script { peer, stream, _ in Self.answer(peer, stream, frames) }
    let client = script.client()
    let call = client.call(TestService.hang)
    script.loop.run()
    guard case .failure(let error) = call.result, let error = error as? RPCError else {
      Issue.record("The call has not failed.")
      return
    }
    #expect(error.code == code)
    // Codes that only applications may give never come from the library.
    let given = error.origin == .remote
    #expect(given || ![3, 5, 6, 9, 10, 11, 15].contains(error.code.rawValue))
  }

  private static func answer(_ peer: VirtualPeer, _ stream: HTTP2StreamID, _ frames: Frames) {
    let head = HTTP2HeaderList(TestService.head)
    switch frames {
    case .trailers(let trailers):
      peer.respond(stream, TestService.head, framed([1]), trailers: trailers + [("x", "y")])
    case .only(let fields): peer.respond(stream, only: fields)
    case .body(let body, let trailers):
      peer.respond(stream, TestService.head, body, trailers: trailers)
    case .reset(let code): peer.reset(stream, HTTP2ErrorCode(rawValue: code))
    case .resetAfterHead(let code):
      peer.session.submitResponse(stream, head, endStream: false)
      peer.send(stream, framed([1]))
      peer.reset(stream, HTTP2ErrorCode(rawValue: code))
    case .goawayBefore:
      peer.session.submitGoaway(.noError, last: 0)
    case .close: peer.close()
    case .closeAfterHead:
      peer.session.submitResponse(stream, head, endStream: false)
      peer.send(stream, framed([1]))
      peer.close()
    }
  }

  /// What happens to a call between our client and our server.
  enum Event: String, Sendable, CaseIterable {
    case nothing, clientDeadline, serverDeadline, clientCancels, wireCut, serverAborts, drain
    case requestTooLarge, responseTooLarge, serverRequestLimit, serverResponseLimit
    case overloaded, streamsRefused, unknownMethod, noServer, headerList
  }

  private static let ends: [(Event, RPCError.Code?)] = [
    (.nothing, nil), (.clientDeadline, .deadlineExceeded), (.serverDeadline, .deadlineExceeded),
    (.clientCancels, .cancelled), (.wireCut, .unavailable), (.serverAborts, .unavailable),
    (.drain, nil), (.requestTooLarge, .resourceExhausted), (.responseTooLarge, .resourceExhausted),
    (.serverRequestLimit, .resourceExhausted), (.serverResponseLimit, .resourceExhausted),
    (.overloaded, .resourceExhausted), (.streamsRefused, .unavailable),
    (.unknownMethod, .unimplemented), (.noServer, .unavailable), (.headerList, .resourceExhausted),
  ]

  @Test("[S22] [C22] Between both ends each event has its code", arguments: ends)
  func betweenBoth(event: Event, code: RPCError.Code?) throws {
    var serverLimits = HTTP2ServerConfiguration()
    var clientLimits = HTTP2ClientConfiguration()
    switch event {
    case .serverDeadline: serverLimits.unaryTimeoutMax = .seconds(5)
    case .requestTooLarge: clientLimits.sentMessageBytesMax = 10
    case .responseTooLarge: clientLimits.receivedMessageBytesMax = 10
    case .serverRequestLimit: serverLimits.receivedMessageBytesMax = 10
    case .serverResponseLimit: serverLimits.sentMessageBytesMax = 10
    case .overloaded: serverLimits.admission.callsPerLoopMax = 0
    case .streamsRefused: serverLimits.handlersPerConnectionMax = 0
    default: break
    }
    let loop = VirtualLoop()
    let server = VirtualServer(try TestService.router(), serverLimits, loop: loop)
    let client = VirtualClient(clientLimits, loop: loop) { _ in
      event == .noServer ? .refuse() : .server(server)
    }
    let isHanging = [.clientDeadline, .serverDeadline, .clientCancels, .wireCut, .serverAborts]
      .contains(event)
    var method =
      isHanging ? TestService.hang : MethodDescriptor(service: TestService.name, name: "Echo")
    if event == .unknownMethod { method = MethodDescriptor(service: "test.Nobody", name: "Echo") }
    var options = CallOptions(timeout: event == .clientDeadline ? .seconds(5) : nil)
    if event == .headerList {
      options.metadata.append("x", text: String(repeating: "x", count: 9_000))
    }
    let call = client.call(method, [UInt8](repeating: 7, count: 11), options: options)
    loop.run()
    switch event {
    case .clientCancels: call.cancel()
    case .wireCut: client.wires.first?.cut()
    case .serverAborts: server.close()
    case .drain: server.drain()
    default: break
    }
    loop.advance(.seconds(5))
    switch call.result {
    case nil: Issue.record("The call has not ended.")
    case .success(let message): #expect(code == nil && message.count == 11)
    case .failure(let error):
      let found = error is CancellationError ? RPCError.Code.cancelled : (error as? RPCError)?.code
      #expect(found == code)
    }
    #expect(server.handlersRunning == 0)
  }
}
