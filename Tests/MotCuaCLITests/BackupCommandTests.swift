import MotCuaAPI
import MotCuaCLI
import RPCCore
import Testing

@Suite("Backups by the tool")
struct BackupCommandTests {
  /// A server that answers with the name that it was sent.
  private func server() throws -> ScriptedServer {
    try ScriptedServer([
      MethodHandler(AdminServiceMethods.createBackup) { call in
        let bytes = try await call.stream.onlyMessage()
        let request = try ServerCoding.decode(CreateBackupRequest.self, bytes)
        let response = CreateBackupResponse(phase: .done, backup: Backup(name: request.name))
        try await call.stream.write(try ServerCoding.encode(response))
      }
    ])
  }

  @Test("A backup has its name before it is asked for, so that a repeat is known as one")
  func names() async throws {
    for (arguments, name) in [([], "20200806-091500"), (["--name", "truoc"], "truoc")] {
      let run = try await ToolRun(
        ["admin", "backup", "-o", "json"] + arguments,
        server: try server()
      )
      #expect(run.status == 0)
      #expect(run.output.contains("\"\(name)\""), "\(run.output)")
    }
  }
}
