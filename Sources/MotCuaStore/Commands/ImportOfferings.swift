/// Creates or replaces many offerings.
///
/// One outcome per row.
package struct ImportOfferings: StoreCommand {
  /// The offerings.
  package var offerings: [OfferingRecord]

  /// Makes the value from its parts.
  package init(
    offerings: [OfferingRecord]
  ) {
    self.offerings = offerings
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> [RowOutcome] {
    var outcomes: [RowOutcome] = []
    outcomes.reserveCapacity(offerings.count)
    for offering in offerings {
      do {
        outcomes.append(try transaction.take(offering, expectedEtag: nil).outcome)
      } catch .precondition(let condition) {
        outcomes.append(.rejected(.precondition(condition)))
      }
    }
    transaction.auditSubject = "\(offerings.count) offerings"
    return outcomes
  }
}
