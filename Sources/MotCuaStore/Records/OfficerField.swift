/// A field of an officer that can be changed by itself; the raw values are the contract's names.
package enum OfficerField: String, Sendable, CaseIterable {
  /// The name.
  case name
  /// The home agency.
  case agency = "agency_code"
  /// All postings together.
  case postings
  /// Whether the officer heads the home agency.
  case head

  /// Takes this field over from one officer into another.
  package func copy(from source: OfficerRecord, to target: inout OfficerRecord) {
    switch self {
    case .name: target.name = source.name
    case .agency: target.agency = source.agency
    case .postings: target.postings = source.postings
    case .head: target.isHead = source.isHead
    }
  }
}
