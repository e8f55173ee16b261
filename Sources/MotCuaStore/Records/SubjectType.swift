import MotCuaDomain

/// What kind of owner a dossier has.
package enum SubjectType: Int, CodedEnum {
  /// A citizen.
  case citizen = 1
  /// An enterprise.
  case enterprise = 2
  /// A state agency.
  case stateAgency = 3
  /// Another organisation.
  case otherOrganisation = 4
  /// A household business.
  case householdBusiness = 5

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .citizen: "CITIZEN"
    case .enterprise: "ENTERPRISE"
    case .stateAgency: "STATE_AGENCY"
    case .otherOrganisation: "OTHER_ORGANISATION"
    case .householdBusiness: "HOUSEHOLD_BUSINESS"
    }
  }
}
