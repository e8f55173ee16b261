import HTTP2Engine
import RPCCore

/// The tables that turn what HTTP says into a status where the server gave none.
enum StatusMapping {
  /// The code for an HTTP status without `grpc-status` (gRPC: http-grpc-status-mapping).
  static func code(httpStatus: Int) -> RPCError.Code {
    switch httpStatus {
    case 400: .internal
    case 401: .unauthenticated
    case 403: .permissionDenied
    case 404: .unimplemented
    case 429, 502, 503, 504: .unavailable
    default: .unknown
    }
  }

  /// The code for a stream that was reset (gRPC: PROTOCOL-HTTP2 "HTTP2 Transport Mapping").
  static func code(reset: HTTP2ErrorCode) -> RPCError.Code {
    switch reset {
    case .noError, .protocolError, .internalError, .flowControlError, .settingsTimeout,
      .frameSizeError, .compressionError, .connectError:
      .internal
    case .refusedStream: .unavailable
    case .cancel: .cancelled
    case .enhanceYourCalm: .resourceExhausted
    case .inadequateSecurity: .permissionDenied
    default: .unknown
    }
  }
}
