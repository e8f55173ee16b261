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
  private let clock = ManualWallClock(DossierHouse.start)
  private let tokens: [Person: TokenSecret]
  private let transport: InProcessTransport

  init() async throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(StoreConfiguration(folder: folder.path + "/data"))
    files = try FileVault(folder: folder.path + "/data")
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

  /// Sends one message as a dry run, or for good.
  func call(
    _ method: MethodDescriptor,
    _ request: any MutationRequest,
    as person: Person,
    isDry: Bool = true
  ) async throws {
    try await send(method, request, as: person, isDry: isDry)
  }

  private func send<Request: MutationRequest>(
    _ method: MethodDescriptor,
    _ request: Request,
    as person: Person,
    isDry: Bool
  ) async throws {
    var request = request
    request.validateOnly = isDry
    request.requestId = Requests.id(Int.random(in: 1...1_000_000_000))
    var options = CallOptions()
    options.metadata.append("authorization", text: "Bearer " + (tokens[person]?.text ?? ""))
    let call = try await transport.open(method, options: options)
    try await call.write(try request.serialized())
    call.finishWriting()
    while try await call.nextMessage() != nil {}
  }

  var dossiers: DossierServiceClient { DossierServiceClient(transport) }

  func by(_ person: Person) -> CallOptions {
    var options = CallOptions()
    options.metadata.append("authorization", text: "Bearer " + (tokens[person]?.text ?? ""))
    return options
  }

  /// A request of each method that succeeds here, and who sends it; furnishes what they need.
  func goodRequests() async throws -> [String: (any MutationRequest, Person)] {
    let submitted = try await dossiers.submitDossier(Requests.submit(), options: by(.applicant))
    let received = try await dossiers.receiveDossier(Requests.receive(), options: by(.desk))
    let started = try await start()
    let asked = try await dossiers.requestSupplement(
      RequestSupplementRequest(code: try await start(), reason: "Thiếu", deadline: Self.deadline),
      options: by(.desk)
    )
    let done = try await dossiers.completeDossier(
      CompleteDossierRequest(code: try await start(), results: [Requests.result()]),
      options: by(.head)
    )
    var requests = catalogueRequests
    let more: [String: (any MutationRequest, Person)] = [
      "SubmitDossier": (Requests.submit(), .portal),
      "ReceiveDossier": (Requests.receive(), .desk),
      "RefuseDossierAtDesk": (Self.refusal, .desk),
      "AcceptDossier": (AcceptDossierRequest(code: submitted.code), .desk),
      "RefuseDossier": (RefuseDossierRequest(code: submitted.code, reason: "Sai"), .desk),
      "StartDossier": (StartDossierRequest(code: received.code), .desk),
      "RequestSupplement": (
        RequestSupplementRequest(code: started, reason: "Thiếu", deadline: Self.deadline), .desk
      ),
      "ProvideSupplement": (
        ProvideSupplementRequest(code: asked.code, note: "Đã bổ sung"), .applicant
      ),
      "CompleteDossier": (
        CompleteDossierRequest(code: started, results: [Requests.result()]), .head
      ),
      "ReturnResult": (ReturnResultRequest(code: done.code, method: .desk), .desk),
      "WithdrawDossier": (WithdrawDossierRequest(code: submitted.code), .applicant),
      "UploadFile": (Self.upload, .desk),
    ]
    for (name, value) in more { requests["/motcua.v1.DossierService/" + name] = value }
    for (name, value) in try await moneyRequests() {
      requests["/motcua.v1.DossierService/" + name] = value
    }
    return requests
  }

  func start() async throws -> String {
    let code = try await dossiers.receiveDossier(Requests.receive(), options: by(.desk)).code
    return try await dossiers.startDossier(
      StartDossierRequest(code: code),
      options: by(.desk)
    ).code
  }

  private static let deadline = MotCuaAPI.Date(year: 2020, month: 9, day: 30)

  private static let refusal = RefuseDossierAtDeskRequest(
    procedureCode: DossierProvince.license,
    agencyCode: DossierProvince.department,
    channel: .direct,
    applicant: Requests.applicant(),
    reason: "Không thuộc thẩm quyền"
  )

  private static var upload: UploadFileRequest {
    let bytes = Array("%PDF-1.7\n".utf8)
    return UploadFileRequest(
      sizeBytes: Int64(bytes.count),
      sha256: HexText.encode(Array(SHA256.hash(data: bytes))),
      chunk: bytes
    )
  }

  private var catalogueRequests: [String: (any MutationRequest, Person)] {
    let agency = Agency(code: "000.00.44.H10", name: "Sở Mới", level: .province, kind: .resolving)
    let officer = Officer(
      code: "CB-99",
      name: "Trần Thị Bình",
      agencyCode: DossierProvince.department
    )
    let offering = Offering(
      procedureCode: DossierProvince.license,
      agencyCode: DossierProvince.commune,
      levels: [OfferingLevel(level: .level4)],
      receivesOnline: true
    )
    let principal = MotCuaAPI.Principal(kind: .supervisor, name: "Giám sát")
    let day = CalendarDay(
      date: MotCuaAPI.Date(year: 2030, month: 1, day: 1),
      kind: .holiday,
      name: "Tết Dương lịch"
    )
    let row = AgencyRow(line: 2, agency: agency)
    return [
      "/motcua.v1.AgencyService/CreateAgency": (
        CreateAgencyRequest(agency: agency), .administrator
      ),
      "/motcua.v1.AgencyService/ImportAgencies": (
        ImportAgenciesRequest(rows: [row]), .administrator
      ),
      "/motcua.v1.AgencyService/CreateOfficer": (
        CreateOfficerRequest(officer: officer), .administrator
      ),
      "/motcua.v1.ProcedureService/SetOffering": (
        SetOfferingRequest(offering: offering), .administrator
      ),
      "/motcua.v1.AdminService/CreatePrincipal": (
        CreatePrincipalRequest(principal: principal), .administrator
      ),
      "/motcua.v1.AdminService/CreateToken": (
        CreateTokenRequest(principalId: "2"), .administrator
      ),
      "/motcua.v1.AdminService/RevokeToken": (RevokeTokenRequest(tokenId: "2"), .administrator),
      "/motcua.v1.AdminService/ImportCalendar": (
        ImportCalendarRequest(rows: [CalendarRow(line: 2, day: day)]), .administrator
      ),
    ]
  }
}
