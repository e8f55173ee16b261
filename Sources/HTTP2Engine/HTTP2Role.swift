/// The end of the connection that a session speaks for.
public enum HTTP2Role: Sendable, Hashable {
  /// The end that answers requests.
  case server
  /// The end that makes requests.
  case client
}
