package import MotCuaDomain

/// A dossier that is not over, named in both ways.
package struct OpenDossier: Sendable, Hashable {
  /// Its number in the store.
  package var id: Int64
  /// Its code.
  package var code: DossierCode

  /// Makes the value from its parts.
  package init(id: Int64, code: DossierCode) {
    self.id = id
    self.code = code
  }
}
