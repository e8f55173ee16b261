import HTTP2Engine
import NIOCore
import Synchronization
import Testing

/// A server that answers each request as a test says, by the number of the request from 0.
final class ScriptedServer: Sendable {
  /// What happens to one request.
  enum Answer: Sendable {
    /// A message, then OK.
    case message([UInt8])
    /// All the data of the request, prefixes included, in one message when the request has ended.
    case echoAtEnd
    /// A response of trailers only.
    case status(Int, [(String, String)] = [])
    /// A response whose head and message arrive, then a status.
    case messageThenStatus(Int)
    case reset(HTTP2ErrorCode)
    /// GOAWAY that leaves the request out.
    case goawayBefore
    case disconnect
    case silence
  }

  /// What was seen of one request.
  struct Request: Sendable {
    let connection: Int
    let headers: [String: String]
  }

  /// What all connections write down.
  final class Record: Sendable {
    private let state = Mutex<(requests: [Request], connections: Int)>(([], 0))

    var requests: [Request] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }

    func addConnection() -> Int {
      state.withLock { state in
        state.connections += 1
        return state.connections
      }
    }

    func add(_ request: Request) -> Int {
      state.withLock { state in
        state.requests.append(request)
        return state.requests.count - 1
      }
    }
  }

  let port: Int
  let record: Record
  private let listener: any Channel

  init(_ answer: @escaping @Sendable (Int) -> Answer) async throws {
    let record = Record()
    self.record = record
    listener = try await ScriptedPeer.listen {
      let peer = try ScriptedPeer(role: .server)
      let connection = record.addConnection()
      Task {
        var echoes: Set<HTTP2StreamID> = []
        for await event in peer.events {
          switch event {
          case .request(let stream, _, let headers):
            let number = record.add(Request(connection: connection, headers: headers))
            let answer = answer(number)
            if case .echoAtEnd = answer { echoes.insert(stream) }
            try await Self.perform(answer, peer, stream)
          case .dataEnded(let stream, let body) where echoes.contains(stream):
            try await Self.perform(.message(body), peer, stream)
          default: break
          }
        }
      }
      return peer
    }
    port = try #require(listener.localAddress?.port)
  }

  func close() async throws { try await listener.close() }

  private static let head = [(":status", "200"), ("content-type", "application/grpc")]

  private static func perform(
    _ answer: Answer,
    _ peer: ScriptedPeer,
    _ stream: HTTP2StreamID
  ) async throws {
    try await peer.run { session in
      switch answer {
      case .message(let message): respond(session, stream, message, 0)
      case .messageThenStatus(let status): respond(session, stream, [1], status)
      case .status(let status, let more):
        let list = HTTP2HeaderList(head + [("grpc-status", "\(status)")] + more)
        session.submitResponse(stream, list, endStream: true)
      case .reset(let code): session.submitReset(stream, code)
      case .goawayBefore: session.submitGoaway(.noError, last: max(0, stream.number - 2))
      case .disconnect: peer.close()
      case .silence, .echoAtEnd: break
      }
    }
  }

  private static func respond(
    _ session: HTTP2Session,
    _ stream: HTTP2StreamID,
    _ message: [UInt8],
    _ status: Int
  ) {
    session.submitResponse(stream, HTTP2HeaderList(head), endStream: false)
    _ = framed(message).withUnsafeBytes { session.submitData(stream, $0) }
    session.submitTrailers(stream, HTTP2HeaderList([("grpc-status", "\(status)")]))
  }
}
