/// What an agency does with dossiers.
package enum AgencyKind: Int, CodedEnum {
  /// Decides about dossiers.
  case resolving = 1
  /// Receives and returns for one agency.
  case oneStopDesk = 2
  /// Receives and returns for many agencies.
  case serviceCentre = 3

  /// The word for the value.
  package var code: String {
    switch self {
    case .resolving: "RESOLVING"
    case .oneStopDesk: "ONE_STOP_DESK"
    case .serviceCentre: "SERVICE_CENTRE"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .resolving: "Cơ quan giải quyết"
    case .oneStopDesk: "Bộ phận một cửa"
    case .serviceCentre: "Trung tâm phục vụ hành chính công"
    }
  }
}
