import HTTP2Engine
import RPCCore

/// What somebody who runs a server should know of its connections; calls tell nothing of it.
public struct ServerConnectionEvent: Sendable, Hashable {
  /// What has happened.
  public enum Kind: Sendable, Hashable {
    /// The connection is over.
    case ended(Reason)
    /// So many streams above `concurrentStreamsMax` were reset with REFUSED_STREAM, unread.
    case streamsRefused(Int)
  }

  /// Why a connection is over: the first reason that the server had, or else that the client has left.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The client has closed it, or the network has.
    case client
    /// It had no call for `idleTimeout`.
    case idle
    /// It was as old as `connectionAgeMax`.
    case age
    /// The server stops.
    case shutdown
    /// The client did not answer a PING.
    case silence
    /// `connectionsMax` were open.
    case tooManyConnections = "too_many_connections"
    /// It did not show the preface of HTTP/2 in time.
    case noPreface = "no_preface"
    /// It began with another protocol, HTTP/1 for example.
    case otherProtocol = "other_protocol"
    /// TLS could not be agreed on.
    case encryption
    /// Too much came: frames of the kinds that `floodFramesBurst` and `resetsBurstMax` count, a header
    /// list above `headerListBytesFatal`, or what nghttp2 counts itself.
    case flood
    /// The client's PINGs came too often (gRFC A8).
    case tooManyPings = "too_many_pings"
    /// The client took nothing of what it had asked for.
    case outputStalled = "output_stalled"
    /// What came was no HTTP/2, or over a limit of its session.
    case protocolError = "protocol_error"

    /// Whether connections of clients that do as they should end so, too.
    public var isUsual: Bool {
      switch self {
      case .client, .idle, .age, .shutdown, .silence: true
      default: false
      }
    }
  }

  /// The client's address and port.
  public let peer: String
  /// What has happened.
  public let kind: Kind

  /// Describes an event.
  public init(peer: String, kind: Kind) {
    self.peer = peer
    self.kind = kind
  }
}

/// What of a connection is still to be told.
struct ConnectionNews {
  var reason: ServerConnectionEvent.Reason?
  var streamsRefused = 0
}

extension HTTP2ServerConnection {
  /// Notes why the connection is about to end.
  func note(_ reason: ServerConnectionEvent.Reason) {
    if news.reason == nil { news.reason = reason }
  }

  /// Notes that the session ends the connection with a code.
  func note(code: HTTP2ErrorCode) {
    switch code {
    case .noError: return
    // The second is what nghttp2 says where resets are too many.
    case .enhanceYourCalm, .internalError: note(.flood)
    default: note(.protocolError)
    }
  }

  /// Tells that the connection is over.
  func tellEnd() {
    tell(.ended(news.reason ?? .client))
  }

  /// Tells of streams that the session has refused since this was asked before.
  func tellRefusals(_ count: Int) {
    guard count > news.streamsRefused else { return }
    tell(.streamsRefused(count - news.streamsRefused))
    news.streamsRefused = count
  }

  private func tell(_ kind: ServerConnectionEvent.Kind) {
    settings.configuration.onConnectionEvent?(
      ServerConnectionEvent(peer: peer.address, kind: kind)
    )
  }
}
