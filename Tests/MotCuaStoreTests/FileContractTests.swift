import Foundation
import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("Files of dossiers in the store", .serialized)
struct FileContractTests {
  private static let owner = "070090000001"
  private static let start = House.at("2020-08-06 09:15")

  private func upload(
    _ house: House,
    _ bytes: [UInt8] = SampleFiles.pdf,
    subject: String = "",
    at now: Instant = start,
    max: Int64 = 1 << 30
  ) async throws -> FileRecord {
    let record = FileRecord(
      hash: SampleFiles.sum(bytes),
      size: Int64(bytes.count),
      kind: .pdf,
      principalID: 0,
      subject: subject
    )
    return try await house.perform(RegisterFile(file: record, unattachedBytesMax: max), at: now)
  }

  private func submit(
    _ house: House,
    _ file: Int64?,
    hash: [UInt8] = [],
    actor: Actor = House.portal
  ) async throws(StoreError) -> DossierRecord {
    var filing = house.filing()
    filing.components[0].fileID = file
    filing.components[0].hash = hash
    return try await house.perform(SubmitDossier(filing: filing, actor: actor), at: Self.start)
  }

  @Test("A component takes the sum of its file, which then belongs to the dossier")
  func attaching() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let file = try await upload(house)
      #expect(file.id == 1)
      #expect(try await house.store.file(file.id, in: .all, on: .pool) == nil)
      let dossier = try await submit(house, file.id)
      let detail = try await house.store.dossierDetail(dossier.code, in: .all, on: .pool)
      #expect(detail?.components.first?.fileID == file.id)
      #expect(detail?.components.first?.hash == file.hash)
      let stored = try await house.store.file(file.id, in: .owner(Self.owner), on: .pool)
      #expect(stored?.dossierID == dossier.id)
      #expect(stored?.hash == file.hash)
      #expect(try await house.store.file(file.id, in: .owner("1"), on: .pool) == nil)
      let elsewhere = RowScope.agencies([House.commune])
      #expect(try await house.store.file(file.id, in: elsewhere, on: .pool) == nil)
    }
  }

  @Test(
    "Somebody else's file, another applicant's, an unknown one and one in use are all not found"
  )
  func strangers() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let own = try await upload(house)
      let asserted = try await upload(house, subject: Self.owner)
      func refused(_ id: Int64, _ actor: Actor) async {
        await #expect(throws: StoreError.precondition(.fileNotFound(id))) {
          _ = try await submit(house, id, actor: actor)
        }
      }
      await refused(own.id, House.applicant)
      await refused(asserted.id, House.portal)
      await refused(99, House.portal)
      await #expect(throws: StoreError.precondition(.fileSumMismatch)) {
        _ = try await submit(house, own.id, hash: SampleFiles.sum([1]))
      }
      // Refusals have used up neither file.
      _ = try await submit(house, own.id, hash: own.hash)
      _ = try await submit(house, asserted.id, actor: House.applicant)
      await refused(own.id, House.portal)
    }
  }

  @Test("A number of a file never comes back")
  func numbers() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let first = try await upload(house)
      let old = Self.start + 1
      #expect(try await house.perform(ForgetFiles(before: old)) == 1)
      #expect(try await upload(house).id > first.id)
    }
  }

  @Test("What an uploader may have without a dossier is bounded, for each applicant apart")
  func quota() async throws {
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let size = Int64(SampleFiles.pdf.count)
      let file = try await upload(house, max: 2 * size)
      _ = try await upload(house, max: 2 * size)
      await #expect(throws: StoreError.precondition(.fileQuotaExceeded(bytesMax: 2 * size))) {
        _ = try await upload(house, max: 2 * size)
      }
      _ = try await upload(house, subject: Self.owner, max: 2 * size)
      _ = try await submit(house, file.id)
      _ = try await upload(house, max: 2 * size)
    }
  }

  @Test("Files without a dossier are forgotten after their time, their bytes after theirs")
  func collecting() async throws {
    let folder = try TemporaryFolder()
    for adapter in Adapter.allCases {
      let house = try await House(adapter)
      let vault = try FileVault(folder: folder.path, limits: FileLimits())
      defer { vault.close() }
      let attached = try await keep(SampleFiles.pdf, in: vault, house)
      _ = try await submit(house, attached.id)
      let lonely = try await keep(SampleFiles.xml, in: vault, house)
      let collector = FileCollector(vault: vault, store: house.store)
      let disk = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
      func exists(_ file: FileRecord) -> Bool {
        FileManager.default.fileExists(atPath: vault.path(of: file.hash))
      }
      func collect(_ hours: Int64, _ diskHours: Int64) async throws -> FileCollector.Report {
        try await collector.run(
          now: Self.start + hours * Instant.hour,
          fileSystemNow: disk + diskHours * Instant.hour
        )
      }
      #expect(try await collect(23, 2) == FileCollector.Report())
      #expect(exists(lonely))
      vault.hold()
      #expect(try await collect(25, 2) == FileCollector.Report(files: 1, contents: 0))
      #expect(exists(lonely), "a backup that runs keeps everything")
      vault.release()
      vault.pin(lonely.hash)
      #expect(try await collect(25, 2) == FileCollector.Report())
      #expect(exists(lonely), "bytes that are about to be named stay")
      vault.unpin(lonely.hash)
      #expect(try await collect(25, 0) == FileCollector.Report())
      #expect(exists(lonely), "young bytes stay")
      #expect(try await collect(25, 2) == FileCollector.Report(files: 0, contents: 1))
      #expect(!exists(lonely))
      #expect(exists(attached))
      #expect(try await collect(10_000, 10_000) == FileCollector.Report())
      #expect(exists(attached))
    }
  }

  private func keep(
    _ bytes: [UInt8],
    in vault: FileVault,
    _ house: House
  ) async throws -> FileRecord {
    let upload = try await vault.begin()
    defer { upload.release() }
    try await upload.append(bytes)
    let content = try await upload.finish(hash: SampleFiles.sum(bytes), size: Int64(bytes.count))
    try await upload.keep(content)
    return try await self.upload(house, bytes)
  }
}
