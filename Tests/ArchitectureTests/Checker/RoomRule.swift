/// Who may import what.
struct RoomRule {
  let rooms: [Room]
  /// Room of a generated codec file -> room of the C tables it may see.
  let codecTables: [String: String]
  let platform: Set<String>

  init(
    rooms: [Room] = Rooms.all,
    codecTables: [String: String] = Rooms.codecTables,
    platform: Set<String> = Rooms.platform
  ) {
    self.rooms = rooms
    self.codecTables = codecTables
    self.platform = platform
  }

  /// Imports that a room has no right to, and rooms that the table does not know.
  func findings(in files: [SourceFile]) -> [Finding] {
    files.filter(\.isSwift).flatMap { file in
      file.isTest ? testFindings(in: file) : sourceFindings(in: file)
    }
  }

  private func sourceFindings(in file: SourceFile) -> [Finding] {
    guard Self.sourceFolders.contains(where: file.path.hasPrefix) else { return [] }
    guard let room = rooms.first(where: { file.path.hasPrefix($0.folder + "/") }) else {
      return [Finding(.rooms, file.path, "this target has no line in House/Rooms.swift")]
    }
    return confirmed(in: file) { finding($0, in: file, of: room) }
  }

  /// What a check says about the imports of a file; asked twice where it finds something, since a
  /// comment or a string may only quote an import.
  private func confirmed(
    in file: SourceFile,
    check: (ImportStatement) -> Finding?
  ) -> [Finding] {
    let candidates = ImportStatement.all(in: file.lines).compactMap(check)
    guard !candidates.isEmpty, file.isHandwritten else { return candidates }
    return ImportStatement.all(in: file.swift().code).compactMap(check)
  }

  private func finding(
    _ statement: ImportStatement,
    in file: SourceFile,
    of room: Room
  ) -> Finding? {
    let module = statement.module
    let isCodecTable = isCodec(file) && codecTables[room.name] == module
    guard isCodecTable || mayImport(module, into: room) else {
      return Finding(
        .rooms,
        file.path,
        line: statement.line,
        "\(room.name) may not import \(module); House/Rooms.swift says who may"
      )
    }
    guard isC(module), statement.isPassedOn else { return nil }
    return Finding(
      .rooms,
      file.path,
      line: statement.line,
      "\(module) is C and ends in this file: import it as private or internal"
    )
  }

  private func mayImport(_ module: String, into room: Room) -> Bool {
    guard room.nature != .pureSwift else { return false }
    return room.rooms.contains(module) || room.packages.contains(module)
      || platform.contains(module)
  }

  /// Tests may use every room; C doors only where the room under test may.
  private func testFindings(in file: SourceFile) -> [Finding] {
    let subject = rooms.first { file.path.contains("Tests/\($0.name)Tests/") }
    return confirmed(in: file) { statement in
      guard isDoor(statement.module), subject?.rooms.contains(statement.module) != true else {
        return nil
      }
      return Finding(
        .rooms,
        file.path,
        line: statement.line,
        "only the tests of its engine may import \(statement.module)"
      )
    }
  }

  private func isCodec(_ file: SourceFile) -> Bool {
    file.isGenerated && file.name.hasSuffix("+Codec.swift")
  }

  private func isC(_ module: String) -> Bool {
    rooms.contains { $0.name == module && $0.isC }
  }

  private func isDoor(_ module: String) -> Bool {
    rooms.contains { $0.name == module && $0.nature == .door }
  }

  private static let sourceFolders = ["Sources/", "ClientSDK/Sources/"]
}
