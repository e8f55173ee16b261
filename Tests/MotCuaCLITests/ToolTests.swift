import MotCuaAPI
import MotCuaCLI
import RPCCore
import Synchronization
import Testing

struct ToolTests {
  private static let track = [
    "dossier", "track", "000.00.02.H10-200806-0001", "--id-suffix", "1234",
  ]

  private func failing(_ error: RPCError) throws -> ScriptedServer {
    try ScriptedServer([
      .answer(DossierServiceMethods.trackDossier, TrackDossierRequest.self) {
        _ -> TrackDossierResponse in throw error
      }
    ])
  }

  @Test("Without a command the help goes to the output and the exit code is 0")
  func help() async throws {
    let run = try await ToolRun([])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("OVERVIEW: Công cụ dòng lệnh của MotCua"))
    #expect(run.errors.isEmpty)
  }

  @Test("The version is printed by a command and by the usual flag")
  func version() async throws {
    let run = try await ToolRun(["version"])
    #expect(run.output == "motcua 0.1.0 (motcua.v1)\n")
    #expect(try await ToolRun(["--version"]).output == run.output)
  }

  @Test(
    "Every command has a help with an example",
    arguments: [
      ["agency", "list"], ["agency", "get"], ["agency", "create"], ["agency", "import"],
      ["agency", "update"], ["agency", "history"], ["officer", "get"], ["officer", "update"],
      ["officer", "post"], ["admin", "calendar", "versions"],
      ["officer", "list"], ["officer", "create"], ["procedure", "list"], ["procedure", "get"],
      ["procedure", "guide"], ["procedure", "create"], ["procedure", "update"],
      ["procedure", "publish"], ["procedure", "suspend"], ["procedure", "repeal"],
      ["procedure", "revisions"], ["procedure", "diff"], ["procedure", "lint"],
      ["procedure", "gaps"], ["procedure", "export"],
      ["procedure", "search"], ["procedure", "import"], ["procedure", "offering", "list"],
      ["procedure", "offering", "set"], ["procedure", "offering", "export"], ["sector", "list"],
      ["sector", "import"],
      ["dossier", "submit"], ["dossier", "receive"], ["dossier", "accept"], ["dossier", "refuse"],
      ["dossier", "refuse-at-desk"], ["dossier", "start"], ["dossier", "request-supplement"],
      ["dossier", "provide-supplement"], ["dossier", "complete"], ["dossier", "return"],
      ["dossier", "withdraw"], ["dossier", "get"], ["dossier", "list"], ["dossier", "track"],
      ["dossier", "export"], ["dossier", "forward"], ["dossier", "reassign"],
      ["dossier", "extend"], ["dossier", "stop"], ["dossier", "resume"], ["dossier", "rework"],
      ["dossier", "revoke-result"], ["dossier", "rate"], ["dossier", "events"],
      ["dossier", "control-sheet"], ["dossier", "register"], ["dossier", "receipt"],
      ["dossier", "form"], ["dossier", "batch"], ["dossier", "bulk"], ["dossier", "import"],
      ["dossier", "policy"], ["stats", "summary"], ["stats", "ranking"], ["stats", "daily"],
      ["admin", "principal", "create"], ["admin", "principal", "list"],
      ["admin", "token", "create"], ["admin", "token", "revoke"], ["admin", "calendar", "import"],
      ["admin", "calendar", "show"], ["admin", "server", "info"], ["calendar", "due"],
      ["calendar", "preview"], ["call"], ["describe"], ["completion"], ["version"],
    ]
  )
  func helps(_ command: [String]) async throws {
    let run = try await ToolRun(command + ["--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("Ví dụ / Example:"))
    #expect(run.output.contains("motcua " + command.joined(separator: " ")))
    #expect(run.errors.isEmpty)
  }

  @Test("A wrong command line goes to the errors with 2")
  func usage() async throws {
    let run = try await ToolRun(["agency", "get"])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("Error: Missing expected argument '<codes> ...'"))
    #expect(try await ToolRun(["nothing"]).status == 2)
    #expect(try await ToolRun(["agency", "list", "-o", "xml"]).status == 2)
    #expect(try await ToolRun(["agency", "list", "--server", "a b"]).status == 2)
    #expect(try await ToolRun(["agency", "list"], variables: ["MOTCUA_SERVER": "x:0"]).status == 2)
  }

  @Test("The exit code of a failed call is 10 and its gRPC code", arguments: 1...16)
  func exitCodes(_ number: Int) async throws {
    let code = try #require(RPCError.Code(rawValue: number))
    let run = try await ToolRun(Self.track, server: try failing(RPCError(code, "No.")))
    #expect(run.status == Int32(10 + number))
    #expect(run.output.isEmpty)
  }

  @Test("An error is told in Vietnamese with all fields, or in English")
  func errors() async throws {
    let error = RPCError(
      .invalidArgument,
      "The request has 1 wrong field.",
      details: [
        .errorInfo(reason: "INVALID_FIELDS", domain: "motcua", metadata: [:]),
        .localizedMessage(locale: "vi", message: "Yêu cầu có 1 trường sai."),
        .badRequest([
          RPCError.FieldViolation(field: "identity_suffix", description: "must be 4 characters")
        ]),
        .retryInfo(delay: .seconds(3)),
      ]
    )
    let server = try failing(error)
    let vietnamese = try await ToolRun(Self.track, server: server)
    #expect(
      vietnamese.errors == """
        Lỗi: Yêu cầu có 1 trường sai.
          identity_suffix: must be 4 characters
          thử lại sau 3 s
          [INVALID_ARGUMENT INVALID_FIELDS]

        """
    )
    let english = try await ToolRun(Self.track + ["--lang", "en"], server: server)
    #expect(
      english.errors == """
        Error: The request has 1 wrong field.
          identity_suffix: must be 4 characters
          try again in 3 s
          [INVALID_ARGUMENT INVALID_FIELDS]

        """
    )
    let byVariable = try await ToolRun(
      Self.track,
      server: server,
      variables: ["MOTCUA_LANG": "en"]
    )
    #expect(byVariable.errors == english.errors)
  }

  @Test("The actions that a state allows are told in words")
  func actions() async throws {
    let error = RPCError(
      .failedPrecondition,
      "No.",
      details: ["ACCEPT", "REFUSE", "NEWER"].map { action in
        .preconditionFailure([
          RPCError.PreconditionViolation(type: "ALLOWED_ACTION", subject: action, description: "")
        ])
      } + [.localizedMessage(locale: "vi", message: "Không được.")]
    )
    let run = try await ToolRun(Self.track, server: try failing(error))
    #expect(
      run.errors == """
        Lỗi: Không được.
          được phép: Chấp nhận, Từ chối, NEWER
          [FAILED_PRECONDITION]

        """
    )
  }

  @Test("A clock that was set by hand and a repeated answer are said beside the data")
  func trailers() async throws {
    let server = try ScriptedServer([
      .unary(AdminServiceMethods.revokeToken) { _, context in
        context.appendTrailer("motcua-clock", text: "manual 2020-08-06T08:00:00+07:00")
        context.appendTrailer("motcua-replayed", text: "true")
        return try ServerCoding.encode(Token(id: "t1"))
      }
    ])
    let run = try await ToolRun(["admin", "token", "revoke", "t1"], server: server)
    #expect(run.output == "Mã  t1\n")
    #expect(
      run.errors == """
        Đồng hồ máy chủ được đặt tay: 2020-08-06T08:00:00+07:00
        Yêu cầu này đã được thực hiện trước đó; đây là trả lời của lần ấy.

        """
    )
  }

  @Test("A server's text cannot command the terminal")
  func hostileText() async throws {
    let error = RPCError(.notFound, "a\u{1b}[2Jb\r\nc")
    let run = try await ToolRun(Self.track + ["--lang", "en"], server: try failing(error))
    #expect(run.errors == "Error: a\u{fffd}[2Jb  c\n  [NOT_FOUND]\n")
  }

  @Test("Colours come on a terminal only, and go with NO_COLOR or --no-color")
  func colours() async throws {
    let server = try failing(RPCError(.notFound, "No."))
    let plain = "Error: No.\n  [NOT_FOUND]\n"
    let command = Self.track + ["--lang", "en"]
    let coloured = try await ToolRun(command, server: server, isTerminal: true)
    #expect(coloured.errors.hasPrefix("\u{1b}[31mError:\u{1b}[0m No."))
    let silenced = try await ToolRun(
      command,
      server: server,
      variables: ["NO_COLOR": "1"],
      isTerminal: true
    )
    #expect(silenced.errors == plain)
    let off = try await ToolRun(command + ["--no-color"], server: server, isTerminal: true)
    #expect(off.errors == plain)
    #expect(try await ToolRun(command, server: server).errors == plain)
  }

  @Test("Server and token are found in their order, and the machine's own token stays on it")
  func endpoint() async throws {
    let seen = Mutex<[String]>([])
    let server = try ScriptedServer(
      [
        .answer(AdminServiceMethods.getServerInfo, GetServerInfoRequest.self) { _ in ServerInfo() }
      ],
      accepts: { address, token in
        seen.withLock { $0.append("\(address) \(token ?? "-")") }
      }
    )
    let files = ["/h/.local/share/motcua/admin.token": "own\n", "/f": "file\n"]
    let command = ["admin", "server", "info"]
    let home = ["HOME": "/h"]
    for (extra, variables) in [
      ([], [:]), ([], home), (["--server", "10.0.0.1:80"], home),
      ([], home.merging(["MOTCUA_TOKEN_FILE": "/f"]) { $1 }),
      ([], home.merging(["MOTCUA_TOKEN_FILE": "/f", "MOTCUA_TOKEN": "env"]) { $1 }),
      (["--token-file", "/f"], ["MOTCUA_TOKEN": "env", "MOTCUA_SERVER": "[::1]:9"]),
      (["--token-file", "/f", "--token", "option"], [:]),
    ] as [([String], [String: String])] {
      let run = try await ToolRun(
        command + extra,
        server: server,
        files: files,
        variables: variables
      )
      #expect(run.status == 0)
    }
    #expect(
      seen.withLock { $0 } == [
        "127.0.0.1:7450 -", "127.0.0.1:7450 own", "10.0.0.1:80 -", "127.0.0.1:7450 file",
        "127.0.0.1:7450 env", "[::1]:9 file", "127.0.0.1:7450 option",
      ]
    )
    let missing = try await ToolRun(command + ["--token-file", "/none"], server: server)
    #expect(missing.status == 2)
    let bad = try await ToolRun(command + ["--token", "a b"], server: server)
    #expect(bad.status == 2)
  }
}
