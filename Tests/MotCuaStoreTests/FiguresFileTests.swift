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
    let known = try #require(FiguresFile(configuration).read { _ in true })
    #expect(known.stamp == (try await stamp()))
    plant(known)
    #expect(try await submittedAtCommune() == submittedAtCommune(of: figures) + 1000)
  }

  private let cell = RollupCell(
    day: House.at("2020-08-06 00:00").ictDate,
    agency: House.commune,
    procedure: House.open,
    key: RollupKey(measure: .submitted, channel: .online, level: .level4)
  )

  /// Writes figures that the database does not have, so that who takes them shows it.
  private func plant(_ known: FiguresFile.Content) {
    let cube = StatisticsCube()
    cube.restore(known.figures, at: CubePosition(StoreState()))
    cube.add([(cell, 1000)], at: CubePosition(StoreState()))
    FiguresFile(configuration).write(cube.settled, known.stamp)
  }

  private func submittedAtCommune(of figures: [AgencyFigures]) -> Int64 {
    figures.first { $0.agency == House.commune }?.summary.counts[cell.key] ?? 0
  }

  private func submittedAtCommune() async throws -> Int64 {
    let house = try House(opening: configuration)
    defer { house.close() }
    return submittedAtCommune(of: try await house.store.agencyFigures(year))
  }

  private func stamp() async throws -> FiguresStamp {
    let store = try SQLiteStore(configuration)
    defer { store.close() }
    let found = try await store.reads.read(on: .pool) { connection in
      try? FiguresStamp(of: connection)
    }
    return try #require(found)
  }

  @Test("A file from before the last changes is taken with the steps since, as after a kill")
  func early() async throws {
    _ = try await filled()
    // Many more steps than come after the file.
    try await opened { house in
      for day in 10...22 { _ = try await house.started(at: House.at("2020-08-\(day) 09:15")) }
    }
    let old = try Data(contentsOf: file)
    let figures = try await opened { house in
      _ = try await house.started(at: House.at("2020-08-23 09:15"))
    }
    let position = try await stamp().sequence
    try old.write(to: file)
    let known = try #require(FiguresFile(configuration).read { $0.sequence < position })
    #expect(try await opened() == figures)
    plant(known)
    #expect(try await submittedAtCommune() == submittedAtCommune(of: figures) + 1000)
  }

  @Test("A file of a history that the database does not have is not taken")
  func elsewhere() async throws {
    let figures = try await filled()
    let mark = try Data(contentsOf: URL(fileURLWithPath: configuration.databasePath))
    try await opened { house in
      for _ in 0..<2 { try await house.submit() }
    }
    let later = try Data(contentsOf: file)
    // The database goes back in time and then another way, as far as before or further.
    try mark.write(to: URL(fileURLWithPath: configuration.databasePath))
    try later.write(to: file)
    #expect(try await opened() == figures)
    let other = try await opened { house in
      for _ in 0..<4 { try await house.submit(house.filing(agency: House.commune)) }
    }
    try later.write(to: file)
    #expect(try await opened() == other)
  }

  @Test("Without a file the rollup gives the same")
  func missing() async throws {
    let figures = try await filled()
    try FileManager.default.removeItem(at: file)
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
