/// An agency as one change made it; its etag counts the changes and `updatedAt` says when.
package struct AgencyRevisionRecord: Sendable, Hashable {
  /// The agency after the change.
  package var agency: AgencyRecord
  /// Who made the change.
  package var principalID: Int64

  /// Makes the value from its parts.
  package init(agency: AgencyRecord, principalID: Int64) {
    self.agency = agency
    self.principalID = principalID
  }
}
