import MotCuaDomain

extension WriteTransaction {
  /// Refuses whoever acts in an owner's place and is not named as his helper by the dossier.
  ///
  /// `helper` is the identity number of who acts so, nil for everybody else: what is the owner's to
  /// do, a helper does for one whom he helped when the dossier was handed in. Any other dossier is
  /// not found for him.
  func checkHelper(_ helper: String?, on target: DossierTarget) throws(StoreError) {
    guard let helper else { return }
    let found = try dossier(target.code, in: target.actor.scope)
    guard !helper.isEmpty, found?.assistance?.identityNumber == helper else {
      throw .notFound(.dossier(target.code.text))
    }
  }
}
