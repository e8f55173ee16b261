import MotCuaDomain

/// The callers of the small province.
enum Person: Int, CaseIterable {
  case administrator = 1
  case supervisor, desk, specialist, head, districtDesk, communeDesk, centreDesk
  case portal, districtPortal, applicant, volunteer, gateway, postman

  var kind: PrincipalKind {
    switch self {
    case .administrator: .administrator
    case .supervisor: .supervisor
    case .desk, .specialist, .head, .districtDesk, .communeDesk, .centreDesk: .officer
    case .portal, .districtPortal: .system
    case .applicant: .applicant
    case .volunteer: .assistant
    case .gateway: .paymentGateway
    case .postman: .postalOperator
    }
  }

  var agencies: [String] {
    switch self {
    case .desk, .specialist, .head, .volunteer: [DossierProvince.department]
    case .districtDesk, .districtPortal: [DossierProvince.district]
    case .communeDesk: [DossierProvince.commune]
    case .centreDesk: [DossierProvince.centre]
    case .administrator, .supervisor, .portal, .applicant, .gateway, .postman: []
    }
  }

  var duties: [OfficerDuty] {
    switch self {
    case .desk, .districtDesk, .communeDesk, .centreDesk: [.reception, .guidance, .result]
    case .specialist: [.resolution]
    case .head: [.signing]
    default: []
    }
  }

  /// The code of the officer.
  var officer: String? { kind == .officer ? "CB-\(rawValue)" : nil }
}
