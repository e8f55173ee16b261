import MotCuaDomain
import MotCuaStore

/// Applies the good rows of an import: first the catalogue's, then the details, so that a details
/// row may follow its procedure in one import.
///
/// Rows are merged with what is stored inside the transaction, so two imports at once lose nothing.
struct ImportCatalogue: StoreCommand {
  /// What became of each row.
  struct Outcome: Sendable {
    /// In the order of the catalogue rows.
    let catalogue: [RowOutcome]
    /// In the order of the rows of details.
    let details: [RowOutcome]
  }

  /// The catalogue rows.
  let catalogue: [CatalogueEntry]
  /// The rows of details.
  let details: [DetailsEntry]

  func run(in transaction: some WriteTransaction) throws(StoreError) -> Outcome {
    let drafts = catalogue.map { entry in
      let old = transaction.state.catalogue.procedure(entry.code)
      return ProcedureDraft(code: entry.code, content: entry.applied(to: old?.youngestContent))
    }
    let catalogueOutcomes = try ImportProcedures(drafts: drafts).run(in: transaction)
    var detailsOutcomes: [RowOutcome] = []
    for entry in details { detailsOutcomes.append(try apply(entry, in: transaction)) }
    transaction.auditSubject = "\(catalogue.count) procedures, \(details.count) details"
    return Outcome(catalogue: catalogueOutcomes, details: detailsOutcomes)
  }

  private func apply(
    _ entry: DetailsEntry,
    in transaction: some WriteTransaction
  ) throws(StoreError) -> RowOutcome {
    guard let old = transaction.state.catalogue.procedure(entry.code) else {
      return .rejected(.notFound(.procedure(entry.code.text)))
    }
    let draft = ProcedureDraft(code: entry.code, content: entry.applied(to: old.youngestContent))
    let outcomes = try ImportProcedures(drafts: [draft]).run(in: transaction)
    return outcomes.first ?? .unchanged
  }
}
