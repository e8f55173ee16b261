import CNghttp2

/// A server's end of nghttp2 with nghttp2's own checks of messages on: the oracle for ours.
final class ReferenceServer {
  /// What it was told of: complete header lists by stream, and bytes of bodies.
  final class Notes {
    var lists: [Int32] = []
    var bodyBytes = 0
  }

  let notes = Notes()
  private var session: OpaquePointer?

  init() {
    var table: OpaquePointer?
    nghttp2_session_callbacks_new(&table)
    nghttp2_session_callbacks_set_on_frame_recv_callback(table) { _, frame, notes in
      if let frame, let notes, UInt32(frame.pointee.hd.type) == NGHTTP2_HEADERS.rawValue {
        Unmanaged<Notes>.fromOpaque(notes).takeUnretainedValue().lists
          .append(frame.pointee.hd.stream_id)
      }
      return 0
    }
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table) { _, _, _, _, count, notes in
      if let notes { Unmanaged<Notes>.fromOpaque(notes).takeUnretainedValue().bodyBytes += count }
      return 0
    }
    // What it would leave out in silence is a fault here: RFC 9113 §8.2.1 calls it malformed.
    nghttp2_session_callbacks_set_on_invalid_header_callback(table) { _, _, _, _, _, _, _, _ in
      NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
    }
    var option: OpaquePointer?
    nghttp2_option_new(&option)
    nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(option, 1)
    let context = Unmanaged.passUnretained(notes).toOpaque()
    nghttp2_session_server_new2(&session, table, context, option)
    nghttp2_option_del(option)
    nghttp2_session_callbacks_del(table)
    nghttp2_submit_settings(session, 0, nil, 0)
  }

  deinit { nghttp2_session_del(session) }

  /// Takes bytes and returns what it says to them.
  func answer(to bytes: [UInt8]) -> [UInt8] {
    _ = nghttp2_session_mem_recv(session, bytes, bytes.count)
    var all: [UInt8] = []
    while true {
      var chunk: UnsafePointer<UInt8>?
      let count = nghttp2_session_mem_send(session, &chunk)
      guard count > 0, let chunk else { return all }
      all += UnsafeBufferPointer(start: chunk, count: count)
    }
  }
}
