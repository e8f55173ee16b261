package import RPCCore

/// The number with which the tool ends, as scripts read it.
package struct ExitStatus: Sendable, Hashable {
  /// The number.
  package let code: Int32

  private init(_ code: Int32) {
    self.code = code
  }

  /// Everything was done.
  package static let success = ExitStatus(0)
  /// The work was done, and some rows of the input were reported (see `calendar due`).
  package static let rowsRejected = ExitStatus(1)
  /// The command line or an input file is wrong; nothing was asked of the server.
  package static let usage = ExitStatus(2)
  /// Something inside the tool or its surroundings failed.
  package static let `internal` = ExitStatus(70)
  /// The user interrupted: 128 + SIGINT, as shells count.
  package static let interrupted = ExitStatus(130)

  /// A call ended with a gRPC status other than OK: 10 plus its number.
  package static func rpc(_ code: RPCError.Code) -> ExitStatus {
    ExitStatus(10 + Int32(code.rawValue))
  }
}
