import MotCuaDomain

/// Creates or replaces an offering.
package struct SetOffering: StoreCommand {
  /// The offering.
  package var offering: OfferingRecord
  /// The version that the caller saw; nil takes any.
  package var expectedEtag: Int64?

  /// Makes the value from its parts.
  package init(
    offering: OfferingRecord,
    expectedEtag: Int64? = nil
  ) {
    self.offering = offering
    self.expectedEtag = expectedEtag
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> OfferingRecord {
    let made = try transaction.take(offering, expectedEtag: expectedEtag)
    transaction.auditSubject = "\(offering.procedure.text) \(offering.agency.text)"
    return made.record
  }
}
