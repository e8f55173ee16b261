import MotCuaDomain
import MotCuaServices
import MotCuaStore
import Testing

/// Which store a test of a service runs over.
enum StoreAdapter: String, Sendable, CustomTestStringConvertible {
  case memory
  case sqlite

  static let all: [StoreAdapter] = [.memory, .sqlite]

  var testDescription: String { rawValue }

  /// Furnishes a house with agencies over this store, and takes it down after the test.
  func withHouse(_ body: (ServiceHouse) async throws -> Void) async throws {
    switch self {
    case .memory:
      let house = try await ServiceHouse()
      try await house.furnishAgencies()
      try await body(house)
    case .sqlite:
      let folder = try TemporaryFolder()
      let store = try SQLiteStore(StoreConfiguration(folder: folder.path + "/data"))
      defer { store.close() }
      let house = try await ServiceHouse(store: store)
      try await house.furnishAgencies()
      try await body(house)
    }
  }
}

extension ServiceHouse {
  /// Lets time go by.
  func pass(_ milliseconds: Int64) { clock.set(clock.now() + milliseconds) }
}
