import MotCuaAPI
import MotCuaStore

extension Agency {
  /// This agency with some fields of another, as an update asks for it.
  func taking(_ fields: Set<AgencyField>, from source: Agency) -> Agency {
    var made = self
    for field in fields {
      switch field {
      case .otherCode: made.otherCode = source.otherCode
      case .name: made.name = source.name
      case .shortName: made.shortName = source.shortName
      case .level: made.level = source.level
      case .kind: made.kind = source.kind
      case .parent: made.parentCode = source.parentCode
      case .headOfficer: made.headOfficerCode = source.headOfficerCode
      case .validFrom: made.validFrom = source.validFrom
      case .validTo: made.validTo = source.validTo
      case .account: made.beneficiaryAccount = source.beneficiaryAccount
      case .eWallet: made.eWallet = source.eWallet
      case .workingHours: made.workingHours = source.workingHours
      case .paperPolicies: made.paperPolicies = source.paperPolicies
      }
    }
    return made
  }
}

extension Officer {
  /// This officer with some fields of another, as an update asks for it.
  func taking(_ fields: Set<OfficerField>, from source: Officer) -> Officer {
    var made = self
    for field in fields {
      switch field {
      case .name: made.name = source.name
      case .agency: made.agencyCode = source.agencyCode
      case .postings: made.postings = source.postings
      case .head: made.head = source.head
      }
    }
    return made
  }
}
