import MotCuaClient

/// One run of one command: its surroundings, its options, and how it prints.
struct Session {
  let environment: ToolEnvironment
  let options: GlobalOptions
  let language: Language
  let printer: Printer

  /// Starts a run with the surroundings of the present task.
  init(_ options: GlobalOptions) throws {
    guard let environment = ToolEnvironment.current else {
      throw ToolError(
        .internal,
        Phrase("Lệnh được gọi ngoài công cụ.", en: "The command runs outside the tool.")
      )
    }
    self.environment = environment
    self.options = options
    language = Self.language(options, environment.variables)
    printer = Printer(
      format: options.output,
      language: language,
      console: environment.console,
      palette: Palette(
        isTerminal: environment.console.outputIsTerminal,
        noColor: options.noColor,
        variables: environment.variables
      ),
      wantsByteOrderMark: options.bom
    )
  }

  /// `--lang`, else `MOTCUA_LANG`, else Vietnamese.
  static func language(_ options: GlobalOptions, _ variables: [String: String]) -> Language {
    options.lang ?? variables["MOTCUA_LANG"].flatMap(Language.init) ?? .vietnamese
  }

  /// Connects with the caller's token, runs `body`, and closes.
  func withClient(_ body: (MotCuaClient) async throws -> Void) async throws {
    let server = try address()
    let finder = TokenFinder(variables: environment.variables, read: environment.read)
    let token = try finder.token(option: options.token, file: options.tokenFile, server: server)
    let trailers = TrailerNotes()
    var configuration = configuration(trailers)
    configuration.tls = options.security.configuration(environment.variables)
    try options.security.check(server, configuration.tls, token: token, environment.variables)
    do {
      try await environment.connector.withClient(
        server,
        token: token,
        configuration: configuration,
        body
      )
    } catch {
      try trailers.write(self)
      throw error
    }
    try trailers.write(self)
  }

  private func configuration(_ trailers: TrailerNotes) -> ClientConfiguration {
    var configuration = ClientConfiguration(
      onTrailers: trailers.receive,
      onConnectionEvent: trailers.noteConnection
    )
    if let timeout = options.timeout?.duration {
      configuration.unaryTimeout = timeout
      configuration.streamTimeout = timeout
    }
    return configuration
  }

  /// Writes a line for people beside the data.
  func note(_ phrase: Phrase) throws {
    try environment.console.errors.write(phrase(language) + "\n")
  }

  private func address() throws -> ServerAddress {
    if let server = options.server { return server }
    guard let text = environment.variables["MOTCUA_SERVER"], !text.isEmpty else {
      return ServerAddress.standard
    }
    guard let server = ServerAddress(text) else {
      throw ToolError.usage(
        "MOTCUA_SERVER không phải là HOST:PORT.",
        en: "MOTCUA_SERVER is not HOST:PORT."
      )
    }
    return server
  }
}
