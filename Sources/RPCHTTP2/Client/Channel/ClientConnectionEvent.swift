public import HTTP2Engine

/// What somebody who runs a client should know of its connections; calls tell nothing of it.
public struct ClientConnectionEvent: Sendable, Hashable {
  /// What has happened.
  public enum Kind: Sendable, Hashable {
    /// The server has refused the PINGs of keepalive as too many (gRFC A8); from now on they are sent
    /// after such a silence.
    case tooManyPings(time: Duration?)
    /// The server has ended the connection with another code than NO_ERROR.
    case goaway(HTTP2ErrorCode)
    /// The server has reset a stream with STREAM_CLOSED, which says that one of both sides does not
    /// keep to HTTP/2.
    case streamClosed
    /// What the server sent ended the connection; the text may quote the server.
    case failed(String)
  }

  /// The server.
  public let server: ServerEndpoint
  /// What has happened.
  public let kind: Kind

  /// Describes an event.
  public init(server: ServerEndpoint, kind: Kind) {
    self.server = server
    self.kind = kind
  }
}

extension ClientConnectionEvent: CustomStringConvertible {
  /// One sentence for a log, with what the server has sent escaped.
  public var description: String {
    switch kind {
    case .tooManyPings(let time):
      "\(server) takes keepalive PINGs ill; they are sent every \(time.map { "\($0)" } ?? "-") now."
    case .goaway(let code): "\(server) has ended the connection with \(code)."
    case .streamClosed: "\(server) has reset a stream with STREAM_CLOSED."
    case .failed(let text):
      "\(server) has broken the protocol: \(text.debugDescription)"
    }
  }
}
