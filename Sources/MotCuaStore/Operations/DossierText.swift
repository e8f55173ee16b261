import MotCuaDomain

/// One text by which a dossier is looked for, and what it may mean.
///
/// A dossier is kept where any of it holds of it.
package struct DossierText: Sendable, Hashable {
  /// A code of a dossier, here or in the system where it was born.
  let code: String
  /// Words of the owner's name, as ``DossierQuery/name``; nil where there are none.
  let name: FoldedName?
  /// The procedures that are meant by the text.
  let procedures: Set<ProcedureCode>

  /// Reads a text, of which the catalogue knows the procedures.
  ///
  /// What has the shape of a dossier's code means that dossier alone.
  package init(_ text: String, in catalogue: Catalogue) {
    code = text
    guard DossierCode(text) == nil else {
      name = nil
      procedures = []
      return
    }
    let words = FoldedName(text)
    name = words.isEmpty ? nil : words
    var found = catalogue.having(text)
    if let code = ProcedureCode(text), catalogue.procedure(code) != nil { found.insert(code) }
    procedures = found
  }

  /// Whether the text means a dossier.
  func means(_ dossier: DossierRecord) -> Bool {
    dossier.code.text == code || dossier.externalCode == code
      || procedures.contains(dossier.procedure)
      || name.map { FoldedName(dossier.applicant.name).has($0) } ?? false
  }
}
