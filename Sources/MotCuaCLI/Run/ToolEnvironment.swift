package import MotCuaClient

/// Everything outside the command line that a run depends on, so that a test can set all of it.
package struct ToolEnvironment: Sendable {
  /// Where output goes.
  package var console: Console
  /// The environment variables.
  package var variables: [String: String]
  /// Reads a whole file by its path, or the standard input for `-`.
  package var read: @Sendable (_ path: String) throws -> [UInt8]
  /// Opens a connection to a server, uses it, and closes it.
  package var connector: any ToolConnector
  /// Nanoseconds of a clock that never goes back.
  package var uptimeNanoseconds: @Sendable () -> UInt64
  /// The time of day, in milliseconds UTC since 1970.
  package var millisecondsSince1970: @Sendable () -> Int64

  /// Describes the surroundings of a run.
  package init(
    console: Console,
    variables: [String: String],
    read: @escaping @Sendable (_ path: String) throws -> [UInt8],
    connector: any ToolConnector,
    uptimeNanoseconds: @escaping @Sendable () -> UInt64,
    millisecondsSince1970: @escaping @Sendable () -> Int64
  ) {
    self.console = console
    self.variables = variables
    self.read = read
    self.connector = connector
    self.uptimeNanoseconds = uptimeNanoseconds
    self.millisecondsSince1970 = millisecondsSince1970
  }

  /// The surroundings of the run that is under way.
  ///
  /// The argument parser makes the commands and hands nothing to them, so it travels beside them.
  @TaskLocal package static var current: ToolEnvironment?
}

/// Reaches a server on behalf of a command.
package protocol ToolConnector: Sendable {
  /// Connects, runs `body`, and closes, whatever the outcome.
  func withClient(
    _ server: ServerAddress,
    token: String?,
    configuration: ClientConfiguration,
    _ body: (MotCuaClient) async throws -> Void
  ) async throws
}
