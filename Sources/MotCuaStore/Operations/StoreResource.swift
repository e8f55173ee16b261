/// What a refusal is about.
package enum StoreResource: Sendable, Hashable {
  /// An agency by its code.
  case agency(String)
  /// An officer by his code.
  case officer(String)
  /// A procedure by its code.
  case procedure(String)
  /// A procedure as an agency offers it.
  case offering(procedure: String, agency: String)
  /// A dossier by its code.
  case dossier(String)
  /// A dossier by its code in the system where it was born.
  case externalDossier(source: String, code: String)
  /// A payment by its reference at the bank or gateway.
  case transaction(String)
  /// A payment by its code.
  case payment(String)
  /// A payment by the name under which a provider knows it.
  case merchantReference(String)
  /// A shipment; its number is the carrier's, and stays out of errors.
  case shipment
  /// A file by its number.
  case file(Int64)
  /// A principal by its number.
  case principal(Int64)
  /// A token by its number.
  case token(Int64)
  /// A paper of the steering committee by its code.
  case committee(CommitteePaper, String)
}
