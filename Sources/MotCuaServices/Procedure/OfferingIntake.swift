import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Judges the rows of an import of offerings one by one.
struct OfferingIntake: Sendable {
  private struct Key: Hashable {
    let procedure: ProcedureCode
    let agency: AgencyCode
  }

  /// The good rows.
  private(set) var offerings: [OfferingRecord] = []
  /// The lines of the good rows.
  private(set) var lines: [Int64] = []
  /// The bad rows.
  private(set) var tally = ImportTally()
  private var linesByKey: [Key: Int64] = [:]

  /// Takes a row, or notes what is wrong with it.
  mutating func take(_ row: OfferingRow) {
    guard let message = row.offering else {
      return tally.reject(RowError(row.line, "offering", .missingValue))
    }
    do throws(RPCError) {
      try message.validate()
      let offering = try FieldReader.read { $0.offering(message, "") }
      let key = Key(procedure: offering.procedure, agency: offering.agency)
      if let earlier = linesByKey[key] {
        return tally.reject(
          RowError(row.line, "procedure_code", .duplicateCode, otherLine: earlier)
        )
      }
      linesByKey[key] = row.line
      offerings.append(offering)
      lines.append(row.line)
    } catch {
      tally.reject(RowError(row.line, violating: error))
    }
  }
}
