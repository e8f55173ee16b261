/// The owner of a dossier.
package struct ApplicantRecord: Sendable, Hashable {
  /// The name, in NFC.
  package var name: String
  /// The kind of owner.
  package var subjectType: SubjectType
  /// Of which paper the number is.
  package var identityKind: IdentityKind
  /// The number that identifies him.
  package var identityNumber: String
  /// The telephone number.
  package var phone: String
  /// The address for mail.
  package var email: String
  /// The postal address.
  package var address: String

  /// Makes the value from its parts.
  package init(
    name: String,
    subjectType: SubjectType = .citizen,
    identityKind: IdentityKind = .citizenID,
    identityNumber: String,
    phone: String = "",
    email: String = "",
    address: String = ""
  ) {
    self.name = name
    self.subjectType = subjectType
    self.identityKind = identityKind
    self.identityNumber = identityNumber
    self.phone = phone
    self.email = email
    self.address = address
  }
}
