import MotCuaDomain

/// Of which paper an identity number is.
package enum IdentityKind: Int, CodedEnum {
  /// The 12 digits of a citizen card.
  case citizenID = 1
  /// The 9 digits of an old identity card.
  case oldCitizenID = 2
  /// A tax code.
  case taxCode = 3
  /// A passport.
  case passport = 4

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .citizenID: "CITIZEN_ID"
    case .oldCitizenID: "OLD_CITIZEN_ID"
    case .taxCode: "TAX_CODE"
    case .passport: "PASSPORT"
    }
  }
}
