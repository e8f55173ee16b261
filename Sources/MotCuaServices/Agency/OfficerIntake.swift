import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Judges the rows of an import of officers one by one.
struct OfficerIntake: Sendable {
  /// The good rows.
  private(set) var officers: [OfficerRecord] = []
  /// The lines of the good rows.
  private(set) var lines: [Int64] = []
  /// The bad rows.
  private(set) var tally = ImportTally()
  private var linesByCode: [String: Int64] = [:]

  /// Takes a row, or notes what is wrong with it.
  mutating func take(_ row: OfficerRow) {
    guard let message = row.officer else {
      return tally.reject(RowError(row.line, "officer", .missingValue))
    }
    do throws(RPCError) {
      try message.validate()
      let officer = try FieldReader.read { $0.officer(message, "") }
      guard !officer.hasDoublePosting else {
        return tally.reject(RowError(row.line, "postings", .invalidValue))
      }
      if let earlier = linesByCode[officer.code] {
        return tally.reject(RowError(row.line, "code", .duplicateCode, otherLine: earlier))
      }
      linesByCode[officer.code] = row.line
      officers.append(officer)
      lines.append(row.line)
    } catch {
      tally.reject(RowError(row.line, violating: error))
    }
  }
}
