import Crypto
import Foundation
import MotCuaAPI
import MotCuaServices
import MotCuaStore
import RPCCore
import Testing

@Suite("Files of dossiers")
struct DossierFileTests {
  typealias Ground = DossierHouse.Ground

  static let pdf = Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 7, count: 700_000)

  /// The messages of an upload, as a well-made client sends them.
  private static func parts(
    _ bytes: [UInt8],
    id: String = "",
    validateOnly: Bool = false
  ) -> [UploadFileRequest] {
    let sum = HexText.encode(Array(SHA256.hash(data: bytes)))
    var parts = [UploadFileRequest(requestId: id, validateOnly: validateOnly)]
    for start in stride(from: 0, to: bytes.count, by: 100_000) {
      parts.append(
        UploadFileRequest(chunk: Array(bytes[start..<min(start + 100_000, bytes.count)]))
      )
    }
    parts.append(UploadFileRequest(sizeBytes: Int64(bytes.count), sha256: sum))
    return parts
  }

  private func upload(
    _ house: DossierHouse,
    _ parts: [UploadFileRequest],
    as person: Person,
    asserting applicant: String? = nil
  ) async throws -> File {
    try await house.dossiers.uploadFile(options: house.by(person, asserting: applicant)) { writer in
      for part in parts { try await writer.write(part) }
    }
  }

  private func download(
    _ house: DossierHouse,
    _ id: String,
    from offset: Int64 = 0,
    purpose: String = "Thẩm định",
    as person: Person
  ) async throws -> (file: File?, bytes: [UInt8]) {
    let request = DownloadFileRequest(fileId: id, offset: offset, purpose: purpose)
    var file: File?
    var bytes: [UInt8] = []
    for try await part in try await house.dossiers.downloadFile(request, options: house.by(person))
    {
      #expect(part.offset == offset + Int64(bytes.count))
      #expect((part.file == nil) == (file != nil))
      if let described = part.file { file = described }
      bytes += part.chunk
    }
    return (file, bytes)
  }

  private func submit(
    _ house: DossierHouse,
    _ file: String,
    as person: Person = .applicant
  ) async throws -> Dossier {
    var request = Requests.submit()
    request.components[0].fileId = file
    request.components[0].fileReference = ""
    request.components[0].sha256 = ""
    return try await house.dossiers.submitDossier(request, options: house.by(person))
  }

  @Test("From the upload to the download, and who may have it", arguments: Ground.allCases)
  func wholeWay(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let file = try await upload(house, Self.parts(Self.pdf), as: .applicant)
    #expect(file.type == .pdf)
    #expect(file.sizeBytes == Int64(Self.pdf.count))
    let unattached = try await refusal {
      try await download(house, file.id, as: .applicant)
    }
    #expect(unattached == Refusal(.notFound, .notFound))
    let dossier = try await submit(house, file.id)
    let full = try await house.dossiers.getDossier(
      GetDossierRequest(code: dossier.code, view: .full, purpose: "Thử"),
      options: house.by(.desk)
    )
    #expect(full.components.first?.fileId == file.id)
    #expect(full.components.first?.sha256 == file.sha256)
    for person in [Person.applicant, .desk, .specialist, .supervisor, .portal] {
      let got = try await download(house, file.id, as: person)
      #expect(got.file == file)
      #expect(got.bytes == Self.pdf)
    }
    for person in [Person.communeDesk, .districtDesk, .districtPortal] {
      let stranger = try await refusal { try await download(house, file.id, as: person) }
      #expect(stranger == Refusal(.notFound, .notFound))
    }
    let administrator = try await refusal {
      try await download(house, file.id, as: .administrator)
    }
    #expect(administrator == Refusal(.permissionDenied, .principalNotAllowed))
  }

  @Test("A download goes on from any place, and says what it is for", arguments: Ground.allCases)
  func resuming(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let file = try await upload(house, Self.parts(Self.pdf), as: .applicant)
    _ = try await submit(house, file.id)
    for offset in [1, 262_143, 262_144, 699_999, Self.pdf.count] {
      let got = try await download(house, file.id, from: Int64(offset), as: .desk)
      #expect(got.bytes == Array(Self.pdf[offset...]))
      #expect(got.file == file)
    }
    let beyond = try await refusal {
      try await download(house, file.id, from: Int64(Self.pdf.count) + 1, as: .desk)
    }
    #expect(beyond == Refusal(.invalidArgument, .invalidFields, fields: ["offset"]))
    let silent = try await refusal { try await download(house, file.id, purpose: " ", as: .desk) }
    #expect(silent == Refusal(.invalidArgument, .purposeRequired))
    for id in ["999", "x", "01", "-1"] {
      let unknown = try await refusal { try await download(house, id, as: .desk) }
      #expect(unknown == Refusal(.notFound, .notFound))
    }
    let audit = try await house.admin.listAuditEntries(
      ListAuditEntriesRequest(subject: "file \(file.id)"),
      options: house.by(.administrator)
    )
    // The upload and every download that was answered.
    #expect(audit.entries.count == 6)
    #expect(audit.entries.prefix(5).allSatisfy { $0.purpose == "Thẩm định" })
  }

  @Test("A repeat of an upload is the same file; with other bytes it is refused")
  func repeats() async throws {
    let house = try await DossierHouse(.sqlite)
    let id = Requests.id(5)
    let first = try await upload(house, Self.parts(Self.pdf, id: id), as: .portal)
    // Cut into other chunks it is still the same request.
    var whole = Self.parts(Self.pdf, id: id)
    whole = [whole[0], UploadFileRequest(chunk: Self.pdf), whole[whole.count - 1]]
    #expect(try await upload(house, whole, as: .portal) == first)
    let other = try await refusal {
      try await upload(house, Self.parts(Self.pdf + [1], id: id), as: .portal)
    }
    #expect(other == Refusal(.invalidArgument, .requestIdReused))
    let missing = try await refusal { try await upload(house, Self.parts(Self.pdf), as: .portal) }
    #expect(missing == Refusal(.invalidArgument, .requestIdRequired))
  }

  @Test("A dry run and a refused upload leave nothing behind")
  func nothingLeft() async throws {
    let house = try await DossierHouse(.sqlite, files: FileLimits(fileBytesMax: 800_000))
    let dry = try await upload(house, Self.parts(Self.pdf, validateOnly: true), as: .desk)
    #expect(dry.id == "")
    #expect(dry.type == .pdf)
    func refused(_ parts: [UploadFileRequest]) async throws -> Refusal? {
      try await refusal { try await upload(house, parts, as: .desk) }
    }
    let html = Array("<html></html>".utf8)
    #expect(try await refused(Self.parts(html)) == Refusal(.invalidArgument, .fileTypeNotAllowed))
    let large = Array("%PDF-".utf8) + [UInt8](repeating: 1, count: 800_000)
    #expect(try await refused(Self.parts(large)) == Refusal(.resourceExhausted, .fileTooLarge))
    let stated = [UploadFileRequest(sizeBytes: 800_001)]
    #expect(try await refused(stated) == Refusal(.resourceExhausted, .fileTooLarge))
    var wrong = Self.parts(Self.pdf)
    wrong[3].chunk[7] ^= 1
    #expect(try await refused(wrong) == Refusal(.invalidArgument, .fileSumMismatch))
    var short = Self.parts(Self.pdf)
    short.remove(at: 2)
    #expect(try await refused(short) == Refusal(.invalidArgument, .fileSumMismatch))
    let bare = Array(Self.parts(Self.pdf).dropLast())
    #expect(
      try await refused(bare)
        == Refusal(.invalidArgument, .invalidFields, fields: ["size_bytes", "sha256"])
    )
    #expect(try await refused([]) == Refusal(.invalidArgument, .emptyStream))
    await house.files.settle()
    #expect(house.files.isEmpty)
    let audit = try await house.admin.listAuditEntries(
      ListAuditEntriesRequest(method: "motcua.v1.DossierService/UploadFile"),
      options: house.by(.administrator)
    )
    #expect(audit.entries.isEmpty)
  }

  @Test("A file serves its uploader and one dossier; paper has none", arguments: Ground.allCases)
  func ownership(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let file = try await upload(house, Self.parts(Self.pdf), as: .desk)
    func refused(_ id: String, as person: Person) async throws -> Refusal? {
      try await refusal { try await submit(house, id, as: person) }
    }
    let notFound = Refusal(.failedPrecondition, .fileNotFound)
    #expect(try await refused(file.id, as: .applicant) == notFound)
    #expect(try await refused("77", as: .desk) == notFound)
    _ = try await submit(house, file.id, as: .desk)
    #expect(try await refused(file.id, as: .desk) == notFound)
    let malformed = try await refused("07", as: .desk)
    #expect(malformed?.fields == ["components[0].file_id"])
    var paper = Requests.receive()
    paper.components[0].fileId = file.id
    let onPaper = try await refusal {
      try await house.dossiers.receiveDossier(paper, options: house.by(.desk))
    }
    #expect(onPaper?.fields == ["components[0].file_id"])
  }

  @Test("An electronic result is a file that its owner downloads", arguments: Ground.allCases)
  func results(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let received = try await house.dossiers.receiveDossier(
      Requests.receive(),
      options: house.by(.desk)
    )
    _ = try await house.dossiers.startDossier(
      StartDossierRequest(code: received.code),
      options: house.by(.desk)
    )
    let file = try await upload(house, Self.parts(Self.pdf), as: .head)
    var result = Requests.result()
    result.electronic = true
    result.certificateSerial = "5401"
    result.fileId = file.id
    let done = try await house.dossiers.completeDossier(
      CompleteDossierRequest(code: received.code, results: [result]),
      options: house.by(.head)
    )
    #expect(done.results.first?.sha256 == file.sha256)
    #expect(done.results.first?.fileId == file.id)
    #expect(try await download(house, file.id, as: .applicant).bytes == Self.pdf)
  }

  @Test("What replaces a result is the signer's own file", arguments: Ground.allCases)
  func replacement(_ ground: Ground) async throws {
    let house = try await DossierHouse(ground)
    let born = try await house.returned()
    let foreign = try await upload(house, Self.parts(Self.pdf), as: .desk)
    let own = try await upload(house, Self.parts(Self.pdf + [1]), as: .head)
    func replace(by file: String) async throws -> Dossier {
      try await house.dossiers.revokeResult(
        RevokeResultRequest(
          code: born.code,
          resultNumber: 1,
          reason: "Sai ngày sinh",
          replacement: DossierResult(
            name: "Giấy phép",
            electronic: true,
            signer: "Người đứng đầu",
            certificateSerial: "5401",
            fileId: file
          )
        ),
        options: house.by(.head)
      )
    }
    for file in [foreign.id, "999"] {
      let refused = try await refusal { try await replace(by: file) }
      #expect(refused == Refusal(.failedPrecondition, .fileNotFound))
    }
    let replaced = try await replace(by: own.id)
    #expect(replaced.results.last?.sha256 == own.sha256)
    #expect(try await download(house, own.id, as: .applicant).bytes == Self.pdf + [1])
  }

  @Test("Too much without a dossier is refused")
  func quota() async throws {
    let limit = Int64(Self.pdf.count) * 2
    let house = try await DossierHouse(.sqlite, files: FileLimits(unattachedBytesMax: limit))
    _ = try await upload(house, Self.parts(Self.pdf), as: .applicant)
    _ = try await upload(house, Self.parts(Self.pdf), as: .applicant)
    let third = try await refusal { try await upload(house, Self.parts(Self.pdf), as: .applicant) }
    #expect(third == Refusal(.resourceExhausted, .fileQuotaExceeded))
  }

  @Test("Bytes above the quota, or of a request id that is taken, do not stay on the disk")
  func refusedBytes() async throws {
    let limit = Int64(Self.pdf.count) * 2
    let house = try await DossierHouse(.sqlite, files: FileLimits(unattachedBytesMax: limit))
    let id = Requests.id(5)
    for _ in 1...2 { _ = try await upload(house, Self.parts(Self.pdf), as: .applicant) }
    _ = try await upload(house, Self.parts(Self.pdf, id: id), as: .portal)
    let above = Self.pdf + [1]
    let taken = Self.pdf + [2]
    let refused = [
      try await refusal { try await upload(house, Self.parts(above), as: .applicant) },
      try await refusal { try await upload(house, Self.parts(taken, id: id), as: .portal) },
    ]
    #expect(refused.map { $0?.reason } == [.fileQuotaExceeded, .requestIdReused])
    await house.files.settle()
    func lies(_ bytes: [UInt8]) -> Bool {
      let sum = HexText.encode(Array(SHA256.hash(data: bytes)))
      return house.files.path(ofSum: sum).map { FileManager.default.fileExists(atPath: $0) } == true
    }
    #expect([lies(Self.pdf), lies(above), lies(taken)] == [true, false, false])
  }

  @Test("An upload that brings no byte for long ends, and leaves its place")
  func silence() async throws {
    let house = try await DossierHouse(
      .memory,
      files: FileLimits(uploadsMax: 1),
      callClock: HastyCallClock()
    )
    for number in 1...3 {
      let stalled = try await refusal {
        try await house.dossiers.uploadFile(options: house.by(.desk)) { writer in
          // Words without bytes do not count.
          while true { try await writer.write(UploadFileRequest(requestId: Requests.id(number))) }
        }
      }
      #expect(stalled == Refusal(.deadlineExceeded, .uploadStalled))
    }
  }

  @Test("Bytes that have changed on the disk are never given as the whole file")
  func damage() async throws {
    let house = try await DossierHouse(.sqlite)
    let file = try await upload(house, Self.parts(Self.pdf), as: .applicant)
    _ = try await submit(house, file.id)
    let path = try #require(house.files.path(ofSum: file.sha256))
    var bytes = Self.pdf
    bytes[300_000] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let changed = try await refusal { try await download(house, file.id, as: .desk) }
    #expect(changed == Refusal(.dataLoss, .fileDamaged))
  }
}
