import RPCCore
import RPCMessages

/// The `google.rpc.Status` of `grpc-status-details-bin`.
enum StatusDetails {
  /// The bytes of an error with details, or nil for one without.
  static func encode(_ error: RPCError) -> [UInt8]? {
    error.details.isEmpty ? nil : error.encodedStatus()
  }

  /// The details of some bytes; empty if they are not such a message.
  static func decode(_ bytes: [UInt8]) -> [RPCError.Detail] {
    RPCError.details(fromStatus: bytes)
  }
}
