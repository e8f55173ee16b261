import ArgumentParser

/// The command-line tool: parses, runs, reports, and answers with a number.
package enum Tool {
  /// Runs one command line (without the program's name) in the given surroundings.
  package static func run(
    _ arguments: [String],
    in environment: ToolEnvironment
  ) async -> ExitStatus {
    let command: any ParsableCommand
    do {
      command = try MotCuaCommand.parseAsRoot(arguments)
    } catch {
      return reportParsing(error, environment)
    }
    do {
      try await ToolEnvironment.$current.withValue(environment) { try await run(command) }
      return .success
    } catch {
      return report(error, of: command, environment)
    }
  }

  private static func run(_ command: any ParsableCommand) async throws {
    var command = command
    guard var asynchronous = command as? any AsyncParsableCommand else {
      return try command.run()
    }
    try await asynchronous.run()
  }

  /// Help and version go to the output with 0; a wrong command line to the errors with 2.
  private static func reportParsing(
    _ error: any Error,
    _ environment: ToolEnvironment
  ) -> ExitStatus {
    let isRequest = MotCuaCommand.exitCode(for: error).isSuccess
    let text = MotCuaCommand.fullMessage(for: error) + "\n"
    let sink = isRequest ? environment.console.output : environment.console.errors
    do {
      try sink.write(text)
    } catch {
      return error == .readerGone ? .success : .internal
    }
    return isRequest ? .success : .usage
  }

  private static func report(
    _ error: any Error,
    of command: any ParsableCommand,
    _ environment: ToolEnvironment
  ) -> ExitStatus {
    // A command that is not ours is the parser's own, `help`, which answers by throwing.
    guard let options = (command as? any OutputCommand)?.options else {
      return reportParsing(error, environment)
    }
    if let finished = error as? Finished { return finished.status }
    let report = ErrorReport(
      error,
      language: Session.language(options, environment.variables),
      palette: Palette(
        isTerminal: environment.console.errorsIsTerminal,
        noColor: options.noColor,
        variables: environment.variables
      )
    )
    let text = report.lines.map { $0 + "\n" }.joined()
    // Where the errors cannot be written there is nowhere left to say so; the number still tells.
    if !text.isEmpty { try? environment.console.errors.write(text) }
    return report.status
  }
}
