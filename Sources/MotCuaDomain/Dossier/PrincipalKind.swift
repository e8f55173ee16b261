/// Who may call the server.
package enum PrincipalKind: Int, CodedEnum {
  /// Configures; never handles dossiers.
  case administrator = 1
  /// Watches over the province; reopens what ended.
  case supervisor = 2
  /// Acts within the duties of postings.
  case officer = 3
  /// A connected system, which may speak for an applicant.
  case system = 4
  /// The owner of a dossier.
  case applicant = 5
  /// Helps an applicant; never the owner.
  case assistant = 6
  /// Carries dossiers and results.
  case postalOperator = 7
  /// Confirms its own payments.
  case paymentGateway = 8
  /// Anybody, without a name.
  case `public` = 9

  /// The word for the value.
  package var code: String {
    switch self {
    case .administrator: "ADMINISTRATOR"
    case .supervisor: "SUPERVISOR"
    case .officer: "OFFICER"
    case .system: "SYSTEM"
    case .applicant: "APPLICANT"
    case .assistant: "ASSISTANT"
    case .postalOperator: "POSTAL_OPERATOR"
    case .paymentGateway: "PAYMENT_GATEWAY"
    case .`public`: "PUBLIC"
    }
  }

  /// The name in Vietnamese, for people.
  package var vietnameseName: String {
    switch self {
    case .administrator: "Quản trị viên"
    case .supervisor: "Giám sát viên"
    case .officer: "Cán bộ"
    case .system: "Hệ thống kết nối"
    case .applicant: "Người nộp hồ sơ"
    case .assistant: "Người hỗ trợ"
    case .postalOperator: "Bưu chính"
    case .paymentGateway: "Cổng thanh toán"
    case .`public`: "Công chúng"
    }
  }
}
