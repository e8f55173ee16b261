import MotCuaDomain

/// Where a component of a dossier comes from.
package enum ComponentSource: Int, CodedEnum {
  /// An uploaded file.
  case upload = 1
  /// A link into the owner's store.
  case storeLink = 2
  /// A connected database.
  case database = 3
  /// Paper.
  case paper = 4
  /// An electronic form.
  case form = 5

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .upload: "UPLOAD"
    case .storeLink: "STORE_LINK"
    case .database: "DATABASE"
    case .paper: "PAPER"
    case .form: "FORM"
    }
  }
}
