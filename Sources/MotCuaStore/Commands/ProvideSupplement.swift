import MotCuaDomain

/// Takes what the applicant adds: 5 becomes what it was.
package struct ProvideSupplement: StoreCommand {
  /// Which dossier, and by whom.
  package var target: DossierTarget
  /// What is added.
  package var components: [ProvidedComponentRecord]
  /// What the applicant declares.
  package var note: String
  /// Whose help the owner must have had, by his identity number, where a helper acts for him; nil
  /// where anybody else does.
  package var helper: String?

  /// Makes the value from its parts.
  package init(
    target: DossierTarget,
    components: [ProvidedComponentRecord] = [],
    note: String = "",
    helper: String? = nil
  ) {
    self.target = target
    self.components = components
    self.note = note
    self.helper = helper
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.checkHelper(helper, on: target)
    let added = components.map { component in
      var component = component
      component.isFromSupplement = true
      return component
    }
    let dossier = try transaction.step(
      .provideSupplement,
      on: target,
      note: note,
      change: { (dossier) throws(StoreError) in
        try transaction.content(of: dossier).checkComponents(added)
        dossier.supplement?.providedAt = dossier.updatedAt
      }
    )
    let attached = try transaction.attached(added, to: dossier.id, by: target.actor)
    try transaction.add(attached, to: dossier.id)
    return dossier
  }
}
