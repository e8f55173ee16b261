import Testing

@Suite("The house keeps its rules")
struct HouseTests {
  @Test("No file of the project breaks a rule of the house")
  func noFindings() throws {
    let files = try SourceTree.ofThisProject.files()
    for finding in HouseChecker().findings(in: files) {
      Issue.record("\(finding)")
    }
  }

  @Test("The project's own checker is among the files that are read")
  func readsItself() throws {
    let paths = try SourceTree.ofThisProject.files().map(\.path)
    #expect(paths.contains("Tests/ArchitectureTests/HouseTests.swift"))
    #expect(paths.contains("Scripts/test"))
    #expect(paths.contains("Package.swift"))
  }

  @Test("A room uses only rooms that stand above it")
  func roomsAreOrdered() {
    var above: Set<String> = []
    for room in Rooms.all {
      #expect(room.rooms.subtracting(above).isEmpty, "\(room.name)")
      #expect(!above.contains(room.name), "\(room.name) has two lines")
      above.insert(room.name)
    }
  }

  @Test("Only engines enter a C library's door")
  func onlyEnginesEnterDoors() {
    let doors = Set(Rooms.all.filter { $0.nature == .door }.map(\.name))
    for room in Rooms.all where !room.rooms.isDisjoint(with: doors) {
      #expect(room.name.hasSuffix("Engine"))
    }
  }

  @Test("Only the HTTP/2 transport and the programs may use the network library")
  func onlyTransportUsesNetwork() {
    let users = Rooms.all.filter { room in room.packages.contains { $0.hasPrefix("NIO") } }
    #expect(Set(users.map(\.name)) == ["RPCHTTP2", "motcuad", "motcua"])
  }

  @Test("Services never see SQL, the store never sees a message, the domain sees nothing")
  func farRoomsStayApart() throws {
    let rooms = Dictionary(uniqueKeysWithValues: Rooms.all.map { ($0.name, $0) })
    let services = try #require(rooms["MotCuaServices"])
    let store = try #require(rooms["MotCuaStore"])
    let domain = try #require(rooms["MotCuaDomain"])
    #expect(!services.rooms.contains("SQLiteEngine"))
    #expect(store.rooms.isDisjoint(with: ["MotCuaAPI", "RPCMessages", "ProtobufEngine"]))
    #expect(domain.nature == .pureSwift)
    #expect(domain.rooms.isEmpty && domain.packages.isEmpty)
  }

  @Test("Every exception has a reason")
  func exceptionsHaveReasons() {
    for exception in AllowedLeftovers.all {
      #expect(exception.reason.count > 20, "\(exception.path)")
    }
  }
}
