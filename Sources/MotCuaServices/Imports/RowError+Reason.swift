package import MotCuaAPI
package import MotCuaStore
package import RPCCore

extension RowError {
  /// A row that was not taken.
  package init(_ line: Int64, _ field: String, _ reason: RowReason, otherLine: Int64 = 0) {
    let place = otherLine == 0 ? "" : " (dòng \(otherLine))"
    self.init(
      line: line,
      field: field,
      reason: reason.rawValue,
      message: reason.vietnamese + place,
      otherLine: otherLine
    )
  }

  /// A row of which the store has refused something.
  package init(_ line: Int64, refused error: StoreError) {
    switch error {
    case .precondition(.parentNotFound): self.init(line, "parent_code", .parentNotFound)
    case .precondition(.agencyNotFound): self.init(line, "agency_code", .agencyNotFound)
    case .precondition(.conflictingName): self.init(line, "name", .conflictingName)
    case .precondition(.officerNotFound): self.init(line, "officer_code", .officerNotFound)
    case .notFound(.procedure), .precondition(.procedureNotFound):
      self.init(line, "code", .procedureNotFound)
    case .alreadyExists: self.init(line, "code", .codeTaken)
    case .invalidField(let name, _): self.init(line, name, .invalidValue)
    default: self.init(line, "", .invalidValue)
    }
  }

  /// A row whose fields break the rules that the contract declares; the first one is named.
  package init(_ line: Int64, violating error: RPCError) {
    var field = ""
    for case .badRequest(let violations) in error.details {
      field = violations.first?.field ?? field
    }
    let isCode = field.hasSuffix("code")
    self.init(line, field, isCode ? .malformedCode : .invalidValue)
  }
}
