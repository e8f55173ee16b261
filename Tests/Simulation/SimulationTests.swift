import Foundation
import Testing

@Suite("Simulated clients, servers and wires")
struct SimulationTests {
  /// `MOTCUA_SEED` is the first seed (1), and `MOTCUA_SEEDS` how many are run (25, or 1 if the first
  /// is named).
  static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["MOTCUA_SEED"].flatMap { UInt64($0) }
    let count = environment["MOTCUA_SEEDS"].flatMap { UInt64($0) } ?? (first == nil ? 25 : 1)
    return ((first ?? 1)..<((first ?? 1) + count)).map { $0 }
  }()

  @Test("Whatever wires, clients and servers do, every promise is kept", arguments: seeds)
  func promises(seed: UInt64) throws {
    let broken = try Simulation(seed: seed).run()
    let again = "MOTCUA_SEED=\(seed) swift test --disable-xctest --filter SimulationTests"
    #expect(broken.isEmpty, "\(broken.joined(separator: "; ")). To run it again: \(again)")
  }

  @Test("A seed decides on everything", arguments: [7, 8] as [UInt64])
  func repeats(seed: UInt64) throws {
    #expect(try Simulation(seed: seed).trace() == Simulation(seed: seed).trace())
  }
}
