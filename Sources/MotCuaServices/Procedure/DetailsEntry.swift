import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore

/// What a good row of details says of a procedure.
struct DetailsEntry: Sendable {
  /// The line in the source.
  let line: Int64
  /// The code.
  let code: ProcedureCode
  private let details: ProcedureDetails
  private let cases: [ProcedureCaseRecord]
  private let channels: [ProcedureChannelRecord]
  private let integratedSince: CivilDate?
  private let publication: DecisionRecord?
  private let ending: DecisionRecord?
  private let internalSteps: [InternalStepRecord]
  private let validity: (first: CivilDate?, last: CivilDate?)
  private let madePublicOn: CivilDate?

  /// Reads a row.
  ///
  /// - Throws: `RPCError` whose violations name the fields at fault.
  init(_ row: ProcedureDetails) throws(RPCError) {
    try row.validate()
    guard let code = ProcedureCode(importing: row.code) else {
      throw .invalidField("code", "It is no procedure code.")
    }
    var reader = FieldReader()
    cases = reader.cases(row.cases, "cases")
    channels = reader.channels(row.channels)
    integratedSince = reader.date(row.integratedSince, "integrated_since")
    publication = reader.decision(row.publication, "publication")
    ending = reader.decision(row.ending, "ending")
    internalSteps = reader.internalSteps(row.internalSteps, "internal_steps")
    validity = reader.span(row.validFrom, row.validTo, "")
    madePublicOn = reader.date(row.madePublicOn, "made_public_on")
    try reader.check()
    line = row.line
    self.code = code
    details = row
  }

  /// The content that the procedure gets: the parts are replaced, what the row leaves open stays.
  func applied(to old: ProcedureContent) -> ProcedureContent {
    var content = old
    if let sector = details.sector { content.sectors = Self.sectors(old.sectors, with: sector) }
    content.competentLevel = details.competentLevel.model ?? old.competentLevel
    content.cases = cases
    content.components = details.components.map(ProcedureComponentRecord.init)
    content.channels = channels
    content.legalBases = details.legalBases.map(LegalBasisRecord.init)
    content.results = details.results.map(TextNormaliser.stored)
    content.requirements = TextNormaliser.stored(details.requirements)
    content.steps = details.steps.map(ProcedureStepRecord.init)
    if !details.subjects.isEmpty {
      content.subjects = old.subjects.reordered(as: details.subjects.map(TextNormaliser.stored))
    }
    content.publication = publication ?? old.publication
    content.integratedSince = integratedSince ?? old.integratedSince
    applyRest(to: &content)
    return content
  }

  /// The parts that other sources do not know: they stay where a row has none.
  private func applyRest(to content: inout ProcedureContent) {
    if !internalSteps.isEmpty { content.internalSteps = internalSteps }
    if !details.guidance.isEmpty { content.guidance = TextNormaliser.stored(details.guidance) }
    if !details.templates.isEmpty {
      content.templates = details.templates.map(TemplateRecord.init)
    }
    content.validFrom = validity.first ?? content.validFrom
    content.validTo = validity.last ?? content.validTo
    content.madePublicOn = madePublicOn ?? content.madePublicOn
    content.ending = ending ?? content.ending
  }

  /// The sector with its code takes the place of the one of its name; another one replaces all.
  private static func sectors(_ old: [SectorRecord], with sector: Sector) -> [SectorRecord] {
    let name = TextNormaliser.stored(sector.name)
    let code = TextNormaliser.stored(sector.code)
    guard let index = old.firstIndex(where: { $0.name == name }) else {
      return [SectorRecord(code: code, name: name)]
    }
    var sectors = old
    if !code.isEmpty { sectors[index].code = code }
    return sectors
  }
}

extension ProcedureComponentRecord {
  /// The component of a message.
  init(_ message: Component) {
    self.init(
      code: TextNormaliser.stored(message.code),
      name: TextNormaliser.stored(message.name),
      group: TextNormaliser.stored(message.group),
      caseCode: TextNormaliser.stored(message.caseCode),
      originalCount: max(0, Int(message.originalCount)),
      copyCount: max(0, Int(message.copyCount)),
      isMandatory: message.mandatory,
      hasElectronicForm: message.hasElectronicForm,
      isPaperRequiredAfterOnline: message.paperRequiredAfterOnline,
      isProcedureResult: message.isProcedureResult,
      templateNames: message.templateNames.map(TextNormaliser.stored)
    )
  }
}
