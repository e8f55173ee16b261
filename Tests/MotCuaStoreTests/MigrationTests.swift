import Foundation
import MotCuaDomain
import SQLiteEngine
import Testing

@testable import MotCuaStore

@Suite("Migrations that are killed")
struct MigrationTests {
  private let folder: TemporaryFolder
  private var configuration: StoreConfiguration { StoreConfiguration(folder: folder.path) }

  /// What could follow the present schema: a table, a column that is filled, and so many rows that
  /// they do not stay in the cache but go into the log before the commit.
  private static let later: [[String]] = [
    ["CREATE TABLE parcel(id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT"],
    [
      "ALTER TABLE parcel ADD COLUMN weight INTEGER NOT NULL DEFAULT 0",
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
      INSERT INTO parcel(id, note) SELECT i, hex(randomblob(30000)) FROM n
      """,
      "UPDATE parcel SET weight = length(note)",
    ],
    ["CREATE INDEX parcel_weight ON parcel(weight)", "DROP TABLE audit"],
  ]
  private static let migrations = Schema.migrations + later

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The version of a file, its tables, and whether it is sound and has its dossier.
  private struct State: Hashable {
    var version: Int64
    var schema: [String]
    var dossiers: Int64
    var parcels: Int64?
    var findings: [String]
  }

  private func state(of path: String) throws -> State {
    let connection = try SQLiteConnection(path: path, mode: .readWrite)
    func texts(_ sql: StaticString) throws(SQLiteError) -> [String] {
      try connection.with(sql) { (row) throws(SQLiteError) in
        var texts: [String] = []
        while try row.step() { texts.append(row.text(0)) }
        return texts
      }
    }
    let schema = try texts("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY 1")
    let hasParcels = schema.contains { $0.contains("parcel(") }
    let dossiers = try texts("SELECT count(*) FROM dossier").compactMap { Int64($0) }
    let parcels = hasParcels ? try texts("SELECT count(*) FROM parcel") : []
    let state = State(
      version: try connection.userVersion,
      schema: schema,
      dossiers: dossiers.first ?? -1,
      parcels: parcels.first.flatMap { Int64($0) },
      findings: try connection.quickCheck()
    )
    try connection.close()
    return state
  }

  /// What a kill at this moment leaves: the files as they are, without the shared memory.
  private func leave(_ number: Int) throws -> String {
    let place = folder.path + "/killed-\(number)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    for suffix in ["", "-wal"] {
      let from = configuration.databasePath + suffix
      guard FileManager.default.fileExists(atPath: from) else { continue }
      try FileManager.default.copyItem(atPath: from, toPath: place + "/motcua.sqlite" + suffix)
    }
    return place + "/motcua.sqlite"
  }

  @Test("After each statement the file is one version or the next, and goes on from there")
  func killed() async throws {
    let house = try House(opening: configuration)
    try await house.furnish()
    try await house.submit()
    house.close()
    let path = configuration.databasePath
    var left: [String] = []
    var failures: [any Error] = []
    try StoreFile.migrate(path, from: Schema.migrations.count, by: Self.migrations) {
      do {
        left.append(try leave(left.count))
      } catch {
        failures.append(error)
      }
    }
    #expect(failures.isEmpty)
    #expect(left.count == Self.later.flatMap { $0 }.count + 2 * Self.later.count)
    let last = try state(of: path)
    #expect(last.version == Int64(Self.migrations.count))
    #expect(last.findings.isEmpty)
    #expect(last.parcels == 400)

    var schemas: [Int64: Set<[String]>] = [:]
    for copy in left {
      let found = try state(of: copy)
      #expect(found.findings.isEmpty)
      #expect(found.dossiers == 1)
      #expect(found.parcels ?? 0 == (found.version > Int64(Schema.version) + 1 ? 400 : 0))
      schemas[found.version, default: []].insert(found.schema)
      try StoreFile.migrate(copy, from: Int(found.version), by: Self.migrations)
      #expect(try state(of: copy) == last)
    }
    // One schema for each version, and no version left out.
    #expect(schemas.values.allSatisfy { $0.count == 1 })
    #expect(schemas.count == Self.later.count + 1)
    #expect(schemas[last.version] == [last.schema])
  }
}
