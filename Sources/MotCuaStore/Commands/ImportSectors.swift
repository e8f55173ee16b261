/// Takes a table of sectors; a code that has another name already is rejected.
///
/// One outcome per row.
package struct ImportSectors: StoreCommand {
  /// The sectors.
  package var sectors: [SectorRecord]

  /// Makes the value from its parts.
  package init(
    sectors: [SectorRecord]
  ) {
    self.sectors = sectors
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> [RowOutcome] {
    var outcomes: [RowOutcome] = []
    for sector in sectors {
      let old = transaction.state.catalogue.sector(sector.code)
      if let old {
        let isSame = old.name == sector.name
        outcomes.append(
          isSame ? .unchanged : .rejected(.precondition(.conflictingName(old.name)))
        )
        continue
      }
      transaction.state.catalogue.put(sector)
      try transaction.persist(sector)
      outcomes.append(.created)
    }
    transaction.auditSubject = "\(sectors.count) sectors"
    return outcomes
  }
}
