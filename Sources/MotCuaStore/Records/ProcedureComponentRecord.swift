/// A paper or form that a dossier consists of.
package struct ProcedureComponentRecord: Sendable, Hashable {
  /// The code; may be empty.
  package var code: String
  /// The name.
  package var name: String
  /// The heading it stands under.
  package var group: String
  /// The case it belongs to; empty for all.
  package var caseCode: String
  /// The originals asked for.
  package var originalCount: Int
  /// The copies asked for.
  package var copyCount: Int
  /// Whether a dossier without it is refused.
  package var isMandatory: Bool
  /// Whether there is an electronic form.
  package var hasElectronicForm: Bool
  /// Whether paper is asked for after an online submission.
  package var isPaperRequiredAfterOnline: Bool
  /// Whether it is the result of another procedure.
  package var isProcedureResult: Bool
  /// The templates to download.
  package var templateNames: [String]

  /// Makes the value from its parts.
  package init(
    code: String,
    name: String,
    group: String = "",
    caseCode: String = "",
    originalCount: Int = 0,
    copyCount: Int = 0,
    isMandatory: Bool = false,
    hasElectronicForm: Bool = false,
    isPaperRequiredAfterOnline: Bool = false,
    isProcedureResult: Bool = false,
    templateNames: [String] = []
  ) {
    self.code = code
    self.name = name
    self.group = group
    self.caseCode = caseCode
    self.originalCount = originalCount
    self.copyCount = copyCount
    self.isMandatory = isMandatory
    self.hasElectronicForm = hasElectronicForm
    self.isPaperRequiredAfterOnline = isPaperRequiredAfterOnline
    self.isProcedureResult = isProcedureResult
    self.templateNames = templateNames
  }
}
