import Foundation
import MotCuaDomain
import Testing

@testable import MotCuaStore

@Suite("The figures beside the database")
struct FiguresFileTests {
  private let folder: TemporaryFolder
  private var configuration: StoreConfiguration {
    StoreConfiguration(folder: folder.path, figuresFileEventsMin: 1)
  }
  private var file: URL {
    URL(fileURLWithPath: configuration.databasePath + "-figures")
  }
  private let year = FigureDays(
    from: House.at("2020-01-01 00:00").ictDate,
    to: House.at("2020-12-31 00:00").ictDate
  )

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Opens, runs a body, closes; gives the figures as they were at the end.
  @discardableResult
  private func opened(
    _ body: (House) async throws -> Void = { _ in }
  ) async throws -> [AgencyFigures] {
    let house = try House(opening: configuration)
    try await body(house)
    let figures = try await house.store.agencyFigures(year)
    #expect(try await house.store.recount().differences.isEmpty)
    house.close()
    return figures
  }

  private func filled() async throws -> [AgencyFigures] {
    try await opened { house in
      try await house.furnish()
      for day in 3...7 { _ = try await house.started(at: House.at("2020-08-0\(day) 09:15")) }
      try await house.submit(house.filing(agency: House.commune))
    }
  }

  @Test("A start takes the figures from the file and has the same as one that adds up")
  func taken() async throws {
    let figures = try await filled()
    #expect(figures.contains { $0.summary.pending == 5 })
    #expect(try await opened() == figures)
    // Figures that the database does not have show that the file is what was read.
    let stamp = try await stamp()
    let cube = StatisticsCube()
    cube.restore(
      try #require(FiguresFile(configuration).read(stamp)),
      at: CubePosition(StoreState())
    )
    let cell = RollupCell(
      day: House.at("2020-08-06 00:00").ictDate,
      agency: House.commune,
      procedure: House.open,
      key: RollupKey(measure: .submitted, channel: .online, level: .level4)
    )
    cube.add([(cell, 1000)], at: CubePosition(StoreState()))
    FiguresFile(configuration).write(cube, stamp)
    let house = try House(opening: configuration)
    let commune = try await house.store.agencyFigures(year).first { $0.agency == House.commune }
    house.close()
    let own = figures.first { $0.agency == House.commune }
    #expect(commune?.summary.counts[cell.key] == (own?.summary.counts[cell.key] ?? 0) + 1000)
  }

  private func stamp() async throws -> FiguresFile.Stamp {
    let store = try SQLiteStore(configuration)
    defer { store.close() }
    let found = try await store.reads.read(on: .pool) { connection in
      try? FiguresFile.stamp(of: connection)
    }
    return try #require(found)
  }

  @Test("A file from before the last change is not taken")
  func stale() async throws {
    _ = try await filled()
    let old = try Data(contentsOf: file)
    let figures = try await opened { try await $0.submit() }
    try old.write(to: file)
    #expect(try await opened() == figures)
  }

  @Test("A file that is damaged, cut or empty is not taken", arguments: [0, 1, 2, 3])
  func damaged(way: Int) async throws {
    let figures = try await filled()
    var bytes = try Data(contentsOf: file)
    switch way {
    case 0: bytes[bytes.count / 2] ^= 1
    case 1: bytes.removeLast()
    case 2: bytes.removeAll()
    default: bytes.append(0)
    }
    try bytes.write(to: file)
    #expect(try await opened() == figures)
    #expect(try Data(contentsOf: file) != bytes)
  }

  @Test("A small store writes none")
  func small() async throws {
    let house = try House(opening: StoreConfiguration(folder: folder.path))
    try await house.furnish()
    try await house.submit()
    house.close()
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }
}
