import MotCuaDomain

/// Under what the dossiers of a person are his: the number of his paper, and of a passport also that
/// it is one.
///
/// Numbers of the country's own papers differ in length. A passport of another country may have nine,
/// ten or twelve digits too, and is then another person's number.
package struct OwnerKey: Sendable, Hashable {
  private static let passport = "PASSPORT:"

  /// The key as one text, as scopes and uploads carry it; no number has a colon.
  package let text: String
  /// The number of the paper.
  package let number: String
  /// Whether the paper is a passport.
  package let isPassport: Bool

  /// The key of a number of a paper of a kind.
  package init(_ kind: IdentityKind, _ number: String) {
    isPassport = kind == .passport
    self.number = number
    text = isPassport ? Self.passport + number : number
  }

  /// Reads the text of a key.
  init(_ text: String) {
    self.text = text
    isPassport = text.hasPrefix(Self.passport)
    number = isPassport ? String(text.dropFirst(Self.passport.count)) : text
  }

  /// The key of a number whose paper nobody has named: one of the country's own where it has the shape
  /// of such a number, a passport's otherwise.
  package init(guessing number: String) {
    let isOwn =
      PersonalIdentifier.isCitizenID(number) || PersonalIdentifier.isOldCitizenID(number)
      || PersonalIdentifier.isTaxCode(number)
    self.init(isOwn ? .citizenID : .passport, number)
  }
}

extension ApplicantRecord {
  /// Under what his dossiers are his.
  package var ownerKey: OwnerKey { OwnerKey(identityKind, identityNumber) }
}
