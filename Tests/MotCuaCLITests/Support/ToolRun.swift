import MotCuaCLI
import MotCuaClient

/// One run of the whole tool with everything around it in memory.
struct ToolRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs a command line.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - server: what the tool reaches; by default nothing may be called.
  ///   - files: what can be read, by path.
  ///   - variables: the environment.
  ///   - columns: the width of a table.
  ///   - isTerminal: whether both outputs are a terminal.
  /// - Throws: `RuntimeError` if the server's script names a method twice.
  init(
    _ arguments: [String],
    server: (any ToolConnector)? = nil,
    files: [String: String] = [:],
    variables: [String: String] = [:],
    columns: Int? = nil,
    isTerminal: Bool = false
  ) async throws {
    let output = MemorySink()
    let errors = MemorySink()
    let environment = ToolEnvironment(
      console: Console(
        output: output,
        errors: errors,
        outputIsTerminal: isTerminal,
        errorsIsTerminal: isTerminal,
        columns: columns
      ),
      variables: variables,
      read: { path in
        guard let text = files[path] else { throw MissingFile(path: path) }
        return Array(text.utf8)
      },
      connector: try server ?? ScriptedServer([]),
      uptimeNanoseconds: { 0 },
      // 6 August 2020, 09:15 in ICT.
      millisecondsSince1970: { 1_596_680_100_000 }
    )
    status = await Tool.run(arguments, in: environment).code
    self.output = output.text
    self.errors = errors.text
  }
}

/// A path that no test has filled.
struct MissingFile: Error {
  let path: String
}
