import Foundation
import MotCuaDomain
import SQLiteEngine
import Testing

@testable import MotCuaStore

@Suite("The data folder")
struct StoreFileTests {
  private let folder: TemporaryFolder
  private var configuration: StoreConfiguration { StoreConfiguration(folder: folder.path) }
  private var path: String { configuration.databasePath }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func contents() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  private func expectRefused(
    _ configuration: StoreConfiguration? = nil,
    _ isExpected: (StoreOpenError) -> Bool
  ) throws {
    let before = try contents()
    let error = #expect(throws: StoreOpenError.self) {
      try SQLiteStore(configuration ?? self.configuration)
    }
    #expect(error.map(isExpected) == true, "\(String(describing: error))")
    #expect(try contents() == before)
  }

  private func makeStore() throws {
    try SQLiteStore(configuration).close()
  }

  @Test("What was acknowledged is there after closing and opening again")
  func reopening() async throws {
    let first = try House(opening: configuration)
    try await first.furnish()
    let dossier = try await first.started()
    let asked = try await first.perform(
      RequestSupplement(
        target: first.target(dossier),
        reason: "Thiếu",
        deadline: CivilDate("2020-09-30")
      )
    )
    let agencies = first.store.directory.agencies
    let procedures = first.store.catalogue.procedures
    let offerings = first.store.catalogue.offerings
    let wide = FigureDays(
      from: House.at("2020-01-01 00:00").ictDate,
      to: House.at("2020-12-31 00:00").ictDate
    )
    let figures = try await first.store.summary(wide)
    let loadedAt = try #require(first.store.calendarLoadedAt)
    let sequence = first.store.lastSequence
    #expect(sequence > 0)
    first.close()
    let second = try House(opening: configuration)
    #expect(second.store.directory.agencies == agencies)
    #expect(second.store.catalogue.procedures == procedures)
    #expect(second.store.catalogue.offerings == offerings)
    #expect(second.store.calendar.version == 1)
    #expect(second.store.calendarLoadedAt == loadedAt)
    #expect(second.store.lastSequence == sequence)
    #expect(try await second.store.summary(wide) == figures)
    #expect(try await second.store.dossier(dossier.code, in: .all, on: .loop(0)) == asked)
    #expect(try await second.submit().code.sequence == 2)
    #expect(try await second.store.recount().differences.isEmpty)
    second.close()
  }

  @Test("A folder in use is refused, and free again after closing")
  func locked() throws {
    let store = try SQLiteStore(configuration)
    #expect(throws: StoreOpenError.inUse(folder.path)) { try SQLiteStore(configuration) }
    store.close()
    try makeStore()
  }

  @Test("An empty file is refused and left empty")
  func emptyFile() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    try expectRefused { $0 == .emptyFile(path) }
  }

  @Test("A file that is no database is refused and left as it was", arguments: [10, 5000])
  func textFile(_ count: Int) throws {
    try Data(repeating: 0x41, count: count).write(to: URL(fileURLWithPath: path))
    try expectRefused { if case .corruptFile = $0 { true } else { false } }
  }

  /// Writes a big-endian number into the file's header.
  private func patchHeader(_ number: Int32, at offset: Int) throws {
    var bytes = try contents()
    for (index, shift) in [24, 16, 8, 0].enumerated() {
      bytes[offset + index] = UInt8(truncatingIfNeeded: number >> shift)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  // sqlite.org/fileformat.html, "The Database Header".

  @Test("Another program's database is refused and left as it was")
  func foreignFile() throws {
    try makeStore()
    try patchHeader(99, at: 68)
    try expectRefused { $0 == .foreignFile(path) }
  }

  @Test("A later version's file is refused and left as it was, the present one is taken")
  func newerFile() throws {
    try makeStore()
    try patchHeader(Schema.version, at: 60)
    try makeStore()
    try patchHeader(Schema.version + 1, at: 60)
    try expectRefused { $0 == .newerFile(path, version: Int(Schema.version) + 1) }
  }

  @Test("A file with another build's tables is refused and left as it was")
  func otherTables() throws {
    try makeStore()
    let one = try SQLiteConnection(path: path, mode: .readWrite)
    try one.execute("CREATE TABLE another(id INTEGER PRIMARY KEY)")
    try one.close()
    try makeStore()
    let other = try SQLiteConnection(path: path, mode: .readWrite)
    try other.execute("DROP INDEX dossier_phone")
    try other.close()
    try expectRefused { $0 == .otherTables(path, name: "dossier_phone") }
  }

  @Test("A damaged file is refused and left as it was")
  func damagedFile() async throws {
    let house = try House(opening: configuration)
    try await house.furnish()
    for _ in 0..<50 { try await house.submit() }
    house.close()
    var bytes = try contents()
    // Whole pages in the middle: the schema in the first ones stays readable.
    let start = bytes.count / 2 / 4096 * 4096
    bytes.replaceSubrange(start..<(start + 16 * 4096), with: Data(repeating: 0xa5, count: 65_536))
    try bytes.write(to: URL(fileURLWithPath: path))
    try expectRefused { if case .corruptFile = $0 { true } else { false } }
  }

  @Test("A file that was cut short is refused and left as it was")
  func cutFile() throws {
    try makeStore()
    let bytes = try contents()
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
    try expectRefused { if case .corruptFile = $0 { true } else { false } }
  }

  @Test("Another clock or province is refused")
  func otherSettings() throws {
    try makeStore()
    var manual = configuration
    manual.isManualClock = true
    try expectRefused(manual) { $0 == .otherClock(path, isManual: false) }
    var other = configuration
    other.provinceID = 2
    try expectRefused(other) { $0 == .otherProvince(path, found: 1) }
  }

  @Test("What a killed creation left is removed, and a whole file is made")
  func leftovers() throws {
    let leftover = configuration.temporaryPath
    for suffix in ["", "-journal", "-wal"] {
      try Data("half".utf8).write(to: URL(fileURLWithPath: leftover + suffix))
    }
    try makeStore()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["lock", "motcua.sqlite"])
  }

  @Test("A creation never writes over a file that is there")
  func noOverwriting() throws {
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    let other = folder.file("other")
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: other))
    #expect(throws: StoreOpenError.self) { try Files.linkExclusively(other, path) }
    #expect(try contents() == Data("mine".utf8))
  }

  @Test("A folder that cannot be made is refused")
  func noFolder() throws {
    let blocked = folder.file("file")
    try Data().write(to: URL(fileURLWithPath: blocked))
    let configuration = StoreConfiguration(folder: blocked + "/data")
    #expect(throws: StoreOpenError.self) { try SQLiteStore(configuration) }
  }

  @Test("A closed store refuses changes")
  func closed() async throws {
    let house = try House(opening: configuration)
    house.close()
    await #expect(throws: StoreError.closed) { try await house.furnish() }
    await #expect(throws: StoreError.closed) {
      _ = try await house.store.dossierCount(DossierQuery(), in: .all)
    }
  }
}
