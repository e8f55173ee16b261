import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// Judges the rows of an import of procedures one by one.
struct ProcedureIntake: Sendable {
  /// The catalogue rows that were not taken.
  private(set) var catalogueTally = ImportTally()
  /// The rows of details that were not taken.
  private(set) var detailsTally = ImportTally()
  private var catalogue: [ProcedureCode: CatalogueEntry] = [:]
  private var details: [ProcedureCode: DetailsEntry] = [:]

  /// The good catalogue rows in the order of their lines.
  var catalogueEntries: [CatalogueEntry] {
    catalogue.values.sorted { ($0.line, $0.code) < ($1.line, $1.code) }
  }

  /// The good rows of details in the order of their lines.
  var detailsEntries: [DetailsEntry] {
    details.values.sorted { ($0.line, $0.code) < ($1.line, $1.code) }
  }

  /// Takes a catalogue row, or notes what is wrong with it.
  ///
  /// Of two rows with one code the one that needed no repair wins: a code that had to be trimmed may
  /// be another procedure's. Of two equals the first one wins.
  mutating func take(_ row: CatalogueRow) {
    do throws(CatalogueEntry.Refusal) {
      let entry = try CatalogueEntry(row)
      guard let earlier = catalogue[entry.code] else {
        catalogue[entry.code] = entry
        return
      }
      let wins = earlier.isRepaired && !entry.isRepaired
      let (winner, loser) = wins ? (entry, earlier) : (earlier, entry)
      catalogue[entry.code] = winner
      catalogueTally.reject(
        RowError(loser.line, "code", .duplicateCode, otherLine: winner.line)
      )
    } catch {
      catalogueTally.reject(RowError(row.line, error.field, error.reason))
    }
  }

  /// Takes a row of details, or notes what is wrong with it.
  mutating func take(_ row: ProcedureDetails) {
    do throws(RPCError) {
      let entry = try DetailsEntry(row)
      guard let earlier = details[entry.code] else {
        details[entry.code] = entry
        return
      }
      detailsTally.reject(RowError(row.line, "code", .duplicateCode, otherLine: earlier.line))
    } catch {
      detailsTally.reject(RowError(row.line, violating: error))
    }
  }
}
