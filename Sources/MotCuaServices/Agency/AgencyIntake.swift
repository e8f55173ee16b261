import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Judges the rows of an import of agencies one by one.
struct AgencyIntake: Sendable {
  /// The good rows.
  private(set) var agencies: [AgencyRecord] = []
  /// The lines of the good rows.
  private(set) var lines: [Int64] = []
  /// The bad rows.
  private(set) var tally = ImportTally()
  private var linesByCode: [AgencyCode: Int64] = [:]

  /// Takes a row, or notes what is wrong with it.
  mutating func take(_ row: AgencyRow) {
    guard let message = row.agency else {
      return tally.reject(RowError(row.line, "agency", .missingValue))
    }
    do throws(RPCError) {
      try message.validate()
      let agency = try FieldReader.read { $0.agency(message, "") }
      if let earlier = linesByCode[agency.code] {
        return tally.reject(RowError(row.line, "code", .duplicateCode, otherLine: earlier))
      }
      linesByCode[agency.code] = row.line
      agencies.append(agency)
      lines.append(row.line)
    } catch {
      tally.reject(RowError(row.line, violating: error))
    }
  }
}
