import MotCuaDomain
package import MotCuaStore

/// The applicant for whom a connected system speaks, from the metadata entry `motcua-applicant`.
///
/// Its form is `KIND:NUMBER`, for example `CITIZEN_ID:012345678901`: the system has authenticated
/// him, and answers for it.
package struct AssertedApplicant: Sendable, Hashable {
  /// The name of the metadata entry.
  package static let metadataName = "motcua-applicant"

  /// Of which paper the number is.
  package let identityKind: IdentityKind
  /// The number by which his dossiers are known.
  package let identityNumber: String

  /// Reads the entry; nil for an unknown kind or a number that has not the kind's shape.
  package init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = IdentityKind(code: String(parts[0])),
      Self.isNumber(String(parts[1]), of: kind)
    else { return nil }
    identityKind = kind
    identityNumber = String(parts[1])
  }

  /// Whether a number has the shape of its kind.
  package static func isNumber(_ number: String, of kind: IdentityKind) -> Bool {
    switch kind {
    case .citizenID: PersonalIdentifier.isCitizenID(number)
    case .oldCitizenID: PersonalIdentifier.isOldCitizenID(number)
    case .taxCode: PersonalIdentifier.isTaxCode(number)
    case .passport:
      (6...12).contains(number.utf8.count)
        && number.utf8.allSatisfy {
          (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
    }
  }
}
