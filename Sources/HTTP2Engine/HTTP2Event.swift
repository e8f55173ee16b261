/// What happened in a session, in the order of the wire.
///
/// A plain value without references. Bytes and header blocks in it are **valid only inside the
/// handler that received it**. Every stream that was announced (`headers` on a server,
/// `submitRequest` on a client) ends with exactly one `closed`.
public enum HTTP2Event {
  /// A complete, well-formed header list.
  case headers(HTTP2StreamID, HTTP2HeadersKind, HTTP2HeaderBlock, endStream: Bool)

  /// A header list over `headerListBytesMax`: none of it is kept. On a server the stream is
  /// announced by it, so that it can be answered with 431 or be reset.
  case headersTooLarge(HTTP2StreamID, HTTP2HeadersKind, endStream: Bool)

  /// Bytes of the body: a slice of the buffer that was given to `receive`. They count against
  /// both windows until `consume` returns them or the stream is closed. A half-close without
  /// bytes arrives as an empty slice with `endStream`.
  case data(HTTP2StreamID, UnsafeRawBufferPointer, endStream: Bool)

  /// The peer reset the stream; `closed` with the same code follows.
  case reset(HTTP2StreamID, HTTP2ErrorCode)

  /// The stream is over, both ways, whoever ended it; its slot is free after the handler
  /// returned and its unconsumed bytes are given back to the connection window.
  case closed(HTTP2StreamID, HTTP2ErrorCode)

  /// Less than the asked number of bytes is queued on the stream (`notifyWhenQueued`).
  case writable(HTTP2StreamID)

  /// The peer will accept no new stream; on a client, streams above the last identifier are
  /// closed with REFUSED_STREAM. The bytes are the peer's debug data.
  case goaway(lastStreamNumber: Int32, HTTP2ErrorCode, debugData: UnsafeRawBufferPointer)

  /// This side has sent GOAWAY; with another code than NO_ERROR the session is ending because
  /// of a connection error.
  case goawaySent(lastStreamNumber: Int32, HTTP2ErrorCode)

  /// The peer sent PING (already acknowledged) or acknowledged ours; the eight bytes as a
  /// big-endian number.
  case ping(isAck: Bool, payload: UInt64)

  /// The peer's SETTINGS arrived: ask `remoteSettings`.
  case settings

  /// The peer acknowledged our SETTINGS.
  case settingsAcknowledged
}

/// The part of a message that a header list is.
public enum HTTP2HeadersKind: Sendable, Hashable, BitwiseCopyable {
  /// The head of a request.
  case request
  /// The final head of a response.
  case response
  /// An interim head of a response, with a status of 100 to 199.
  case informational
  /// The fields after a body.
  case trailers
}
