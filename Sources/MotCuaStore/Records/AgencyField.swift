/// A field of an agency that can be changed by itself; the raw values are the contract's names.
package enum AgencyField: String, Sendable, CaseIterable {
  /// The code in the other legal shape.
  case otherCode = "other_code"
  /// The full name.
  case name
  /// The customary short name.
  case shortName = "short_name"
  /// The level of government.
  case level
  /// What it does.
  case kind
  /// The agency above.
  case parent = "parent_code"
  /// The officer who answers for it.
  case headOfficer = "head_officer_code"
  /// The first day.
  case validFrom = "valid_from"
  /// The last day.
  case validTo = "valid_to"
  /// The account that receives fees.
  case account = "beneficiary_account"
  /// The e-wallet that receives fees.
  case eWallet = "e_wallet"
  /// Own opening hours.
  case workingHours = "working_hours"
  /// What becomes of paper.
  case paperPolicies = "paper_policies"

  /// Takes this field over from one agency into another.
  package func copy(from source: AgencyRecord, to target: inout AgencyRecord) {
    switch self {
    case .otherCode: target.otherCode = source.otherCode
    case .name: target.name = source.name
    case .shortName: target.shortName = source.shortName
    case .level: target.level = source.level
    case .kind: target.kind = source.kind
    case .parent: target.parent = source.parent
    case .headOfficer: target.headOfficer = source.headOfficer
    case .validFrom: target.validFrom = source.validFrom
    case .validTo: target.validTo = source.validTo
    case .account: target.account = source.account
    case .eWallet: target.eWallet = source.eWallet
    case .workingHours: target.workingHours = source.workingHours
    case .paperPolicies: target.paperPolicies = source.paperPolicies
    }
  }
}
