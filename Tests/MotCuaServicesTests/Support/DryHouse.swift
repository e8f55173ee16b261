import Crypto
import Foundation
import MotCuaAPI
import MotCuaDomain
import MotCuaServices
import MotCuaStore
import ProtobufEngine
import RPCCore
import RPCInProcess
import SQLiteEngine
import Testing

/// The small province over a file, with all services, for tests that look at the file's content.
final class DryHouse: Sendable {
  private let folder: TemporaryFolder
  private let store: SQLiteStore
  private let files: FileVault
  let clock = ManualWallClock(DossierHouse.start)
  private let tokens: [Person: TokenSecret]
  private let transport: InProcessTransport

  init() async throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(StoreConfiguration(folder: folder.path + "/data"))
    files = try FileVault(folder: folder.path + "/data", limits: FileLimits())
    tokens = try await DossierProvince.build(in: store)
    let environment = ServiceEnvironment(
      store: store,
      clock: clock,
      pageTokens: PageTokenCodec(key: Array(repeating: 9, count: 32)),
      files: files
    )
    let reporter = IncidentReporter(makeWord: { "word" }, report: { _ in })
    let router = try Router(
      services: Services.all(environment),
      interceptors: Services.interceptors(environment, incidents: reporter)
    )
    transport = InProcessTransport(router: router, clock: StoppedCallClock())
  }

  deinit {
    files.close()
    store.close()
  }

  /// The SHA-256 over all rows of each table.
  func content() throws -> [String: String] {
    let path = folder.path + "/data/motcua.sqlite"
    let connection = try SQLiteConnection(path: path, mode: .readOnly)
    defer { try? connection.close() }
    let names = try connection.with("SELECT name FROM sqlite_schema WHERE type = 'table'") {
      (row) throws(SQLiteError) in
      var names: [String] = []
      while try row.step() { names.append(row.text(0)) }
      return names
    }
    var content: [String: String] = [:]
    for name in names {
      content[name] = try connection.with(composed: "SELECT * FROM \(name) ORDER BY 1, 2") {
        (row) throws(SQLiteError) in
        var sum = SHA256()
        while try row.step() {
          for column in 0..<Int32(row.columnCount) {
            sum.update(data: [row.isNull(column) ? 0 : 1] + row.bytes(column) + [10])
          }
        }
        return HexText.encode(Array(sum.finalize()))
      }
    }
    return content
  }

  /// Sends one message and returns the answers, as JSON.
  ///
  /// The caller may set any field by its name in the proto's JSON, `etag` for example.
  @discardableResult
  func call(
    _ entry: MethodEntry,
    _ request: any MutationRequest,
    as person: Person,
    isDry: Bool = true,
    fields: [String: String] = [:]
  ) async throws -> [String] {
    var request = request
    request.validateOnly = isDry
    request.requestId = Requests.id(Int.random(in: 1...1_000_000_000))
    let bytes = try Self.bytes(of: request, fields)
    let call = try await transport.open(entry.descriptor, options: by(person))
    try await call.write(bytes)
    call.finishWriting()
    var answers: [String] = []
    while let answer = try await call.nextMessage() {
      answers.append(try WireJSON.json(of: answer, as: entry.response.wireDescriptor))
    }
    return answers
  }

  /// The bytes of a message with some fields set beside.
  private static func bytes<Request: MutationRequest>(
    of request: Request,
    _ fields: [String: String]
  ) throws -> [UInt8] {
    var bytes = try request.serialized()
    guard !fields.isEmpty else { return bytes }
    let members = fields.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
    // A later value of a field replaces an earlier one.
    bytes += try WireJSON.bytes(fromJSON: "{\(members)}", as: Request.wireDescriptor)
    return bytes
  }

  var dossiers: DossierServiceClient { DossierServiceClient(transport) }
  var procedures: ProcedureServiceClient { ProcedureServiceClient(transport) }
  var statistics: StatisticsServiceClient { StatisticsServiceClient(transport) }

  /// The options of a call by somebody.
  func by(_ person: Person) -> CallOptions {
    var options = CallOptions()
    options.metadata.append("authorization", text: "Bearer " + (tokens[person]?.text ?? ""))
    return options
  }
}
