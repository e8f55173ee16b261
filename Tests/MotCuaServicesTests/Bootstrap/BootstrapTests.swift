import Foundation
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import Testing

@Suite("The first start")
struct BootstrapTests {
  private let folder: TemporaryFolder
  private let store = MemoryStore()
  private let clock = ManualWallClock(ServiceHouse.start)

  init() throws {
    folder = try TemporaryFolder()
  }

  private var data: DataFolder { DataFolder(path: folder.path) }

  private func start() async throws -> PageTokenCodec {
    try await Bootstrap(folder: data, store: store, clock: clock).run()
  }

  private func token() throws -> TokenSecret {
    let text = try String(contentsOfFile: data.administratorTokenPath, encoding: .utf8)
    return try #require(TokenSecret(text: text.dropLast()))
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("It makes an administrator, a token and a key of mode 0600, and loads the calendar")
  func first() async throws {
    _ = try await start()
    #expect(store.calendar.loadedYears == Array(2019...2027))
    let hash = try #require(TokenHash(bytes: token().hash))
    let principal = store.identities.principal(of: hash, at: clock.now())
    #expect(principal?.kind == .administrator)
    #expect(try mode(data.administratorTokenPath) == 0o600)
    #expect(try mode(data.pageTokenKeyPath) == 0o600)
  }

  @Test("A further start changes nothing, and page tokens live on")
  func second() async throws {
    let scope: [UInt8] = [1]
    let page = try await start().token(place: [5], scope: scope, now: clock.now())
    let before = try token().text
    #expect(try await start().place(token: page, scope: scope, now: clock.now()) == [5])
    #expect(try token().text == before)
    #expect(store.identities.principalCount == 1)
    #expect(store.identities.tokens(of: 1).count == 1)
  }

  @Test("A start that was killed before the token was stored is completed by the next one")
  func killed() async throws {
    let envelope = MutationEnvelope(principalID: 0, method: "test", now: clock.now())
    let administrator = PrincipalRecord(kind: .administrator, name: "A")
    _ = try await store.perform(
      CreatePrincipal(principal: administrator),
      as: envelope
    ) { _ in [] }
    try PrivateFile.save(Array("mct_stale\n".utf8), to: data.administratorTokenPath)
    _ = try await start()
    #expect(store.identities.principalCount == 1)
    let hash = try #require(TokenHash(bytes: token().hash))
    #expect(store.identities.principal(of: hash, at: clock.now())?.id == 1)
  }

  @Test("When the last token has expired, the next start makes another")
  func expired() async throws {
    _ = try await start()
    let before = try token().text
    clock.set(ServiceHouse.start + 367 * Instant.day)
    _ = try await start()
    #expect(try token().text != before)
  }

  @Test("The usual folder follows XDG")
  func standardFolder() {
    let home = "/users/a"
    #expect(
      DataFolder.standard(["HOME": home])?.path == "/users/a/.local/share/motcua"
    )
    #expect(
      DataFolder.standard(["HOME": home, "XDG_DATA_HOME": "/data"])?.path == "/data/motcua"
    )
    #expect(
      DataFolder.standard(["HOME": home, "XDG_DATA_HOME": "data"])?.path
        == "/users/a/.local/share/motcua"
    )
    #expect(DataFolder.standard([:]) == nil)
  }

  @Test("A file is replaced whole, and a folder that is not there is an error")
  func privateFile() throws {
    let path = folder.path + "/secret"
    try PrivateFile.save([1, 2, 3], to: path)
    try PrivateFile.save([4], to: path)
    #expect(PrivateFile.contents(of: path) == [4])
    #expect(throws: PrivateFile.Failure.self) {
      try PrivateFile.save([1], to: folder.path + "/no/secret")
    }
  }
}
