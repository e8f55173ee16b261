import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension FieldReader {
  /// The longest name of a procedure, in Unicode scalar values.
  static let procedureNameMax = 2000

  /// What a message says of a procedure, its code and output-only fields aside.
  ///
  /// `isWhole` says that the message describes a whole procedure, so that it must have a name.
  mutating func procedure(
    _ message: Procedure,
    _ prefix: String,
    isWhole: Bool
  ) -> ProcedureContent {
    let name = TextNormaliser.stored(message.name)
    if isWhole, name.isEmpty { refuse(prefix + "name", "It must be given.") }
    if name.unicodeScalars.count > Self.procedureNameMax {
      refuse(prefix + "name", "It has more than \(Self.procedureNameMax) characters.")
    }
    let span = span(message.validFrom, message.validTo, prefix)
    return ProcedureContent(
      name: name,
      sectors: message.sectors.map {
        SectorRecord(
          code: TextNormaliser.stored($0.code),
          name: TextNormaliser.stored($0.name)
        )
      },
      competentLevel: message.competentLevel.model,
      type: message.type.model,
      promulgatingAgency: TextNormaliser.stored(message.promulgatingAgency),
      executingAgencies: message.executingAgencies.map(TextNormaliser.stored),
      subjects: message.subjects.map(TextNormaliser.stored),
      state: .draft,
      validFrom: span.first,
      validTo: span.last,
      integratedSince: date(message.integratedSince, prefix + "integrated_since"),
      cases: cases(message.cases, prefix + "cases"),
      components: message.components.map(ProcedureComponentRecord.init),
      channels: channels(message.channels, prefix + "channels"),
      legalBases: message.legalBases.map(LegalBasisRecord.init),
      results: message.results.map(TextNormaliser.stored),
      requirements: TextNormaliser.stored(message.requirements),
      steps: message.steps.map(ProcedureStepRecord.init),
      publication: decision(message.publication, prefix + "publication"),
      internalSteps: internalSteps(message.internalSteps, prefix + "internal_steps"),
      guidance: TextNormaliser.stored(message.guidance),
      templates: message.templates.map(TemplateRecord.init),
      madePublicOn: date(message.madePublicOn, prefix + "made_public_on")
    )
  }
}
