import MotCuaAPI
import MotCuaDomain
import MotCuaStore

/// What a good catalogue row says of a procedure.
struct CatalogueEntry: Sendable {
  /// The line in the source.
  let line: Int64
  /// Whether the code had to be trimmed.
  let isRepaired: Bool
  /// The code.
  let code: ProcedureCode
  private let name: String
  private let sectors: [String]
  private let promulgatingAgency: String
  private let executingAgencies: [String]
  private let subjects: [String]
  private let state: MotCuaStore.ProcedureState
  private let sourceState: String
  private let type: MotCuaStore.ProcedureType?

  /// Why a row is not taken.
  struct Refusal: Error {
    /// The column at fault.
    let field: String
    /// What is wrong with it.
    let reason: RowReason
  }

  /// Reads a row as its source has it.
  init(_ row: CatalogueRow) throws(Refusal) {
    guard let code = ProcedureCode(importing: row.code) else {
      throw Refusal(field: "code", reason: .malformedCode)
    }
    let name = TextNormaliser.stored(row.name)
    guard !name.isEmpty else { throw Refusal(field: "name", reason: .missingValue) }
    let word = TextNormaliser.stored(row.state)
    guard let state = Self.state(of: word) else {
      throw Refusal(field: "state", reason: word.isEmpty ? .missingValue : .unknownWord)
    }
    let typeWord = TextNormaliser.stored(row.type)
    let type = MotCuaStore.ProcedureType(code: typeWord)
    guard type != nil || typeWord.isEmpty else {
      throw Refusal(field: "type", reason: .unknownWord)
    }
    line = row.line
    isRepaired = row.code != code.text
    self.code = code
    self.name = name
    sectors = Self.list(row.sectors)
    promulgatingAgency = TextNormaliser.stored(row.promulgatingAgency)
    executingAgencies = Self.list(row.executingDepartments)
    subjects = Self.list(row.targetTypes)
    self.state = state
    sourceState = word
    self.type = type
  }

  /// The content that the procedure gets: what the row says, and of the rest what it had.
  func applied(to old: ProcedureContent?) -> ProcedureContent {
    var content = old ?? ProcedureContent(name: name)
    content.name = name
    content.sectors = Self.sectors(sectors, keeping: content.sectors)
    content.type = type
    content.promulgatingAgency = promulgatingAgency
    content.executingAgencies = executingAgencies
    content.subjects = content.subjects.reordered(as: subjects)
    // A state that was decided here has no word of a source; an export names the state itself.
    let isKept = old?.state == state && old?.sourceState == "" && sourceState == state.code
    let isOurs = state == .draft || sourceState == MotCuaStore.ProcedureState.published.code
    content.sourceState = isKept || isOurs ? "" : sourceState
    content.state = state
    return content
  }

  /// A row names sectors without codes; a code that is known under the same name stays.
  private static func sectors(_ names: [String], keeping old: [SectorRecord]) -> [SectorRecord] {
    names.map { name in
      old.first { $0.name == name } ?? SectorRecord(code: "", name: name)
    }
  }

  private static func state(of word: String) -> MotCuaStore.ProcedureState? {
    switch word {
    case "ACTIVE", "UPDATED": .published
    default: MotCuaStore.ProcedureState(code: word)
    }
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ";").map { TextNormaliser.stored(String($0)) }.filter { !$0.isEmpty }
  }
}

extension [String] {
  /// The new list; the old one where both name the same in another order, for sources differ in it
  /// and a change of order is no change.
  func reordered(as new: [String]) -> [String] {
    Set(self) == Set(new) && count == new.count ? self : new
  }
}
