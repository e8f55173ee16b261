package import MotCuaDomain

/// What a procedure says; each change of it is a new immutable revision.
package struct ProcedureContent: Sendable, Hashable {
  /// The name, in NFC.
  package var name: String
  /// The sectors.
  package var sectors: [SectorRecord]
  /// The level that is competent.
  package var competentLevel: AgencyLevel?
  /// The type in the national catalogue.
  package var type: ProcedureType?
  /// The promulgating body.
  package var promulgatingAgency: String
  /// The executing bodies.
  package var executingAgencies: [String]
  /// Who may apply.
  package var subjects: [String]
  /// The state.
  package var state: ProcedureState
  /// The source's word for the state.
  package var sourceState: String
  /// The first day.
  package var validFrom: CivilDate?
  /// The last day.
  package var validTo: CivilDate?
  /// Since when the National Portal offers it.
  package var integratedSince: CivilDate?
  /// The cases.
  package var cases: [ProcedureCaseRecord]
  /// The components.
  package var components: [ProcedureComponentRecord]
  /// The channels.
  package var channels: [ProcedureChannelRecord]
  /// The legal bases.
  package var legalBases: [LegalBasisRecord]
  /// The results.
  package var results: [String]
  /// What must be fulfilled.
  package var requirements: String
  /// The citizen's steps.
  package var steps: [ProcedureStepRecord]
  /// The decision of publication.
  package var publication: DecisionRecord?
  /// The steps inside the agency.
  package var internalSteps: [InternalStepRecord]
  /// The guidance in words.
  package var guidance: String
  /// The templates to download.
  package var templates: [TemplateRecord]
  /// The decision that suspended or repealed it.
  package var ending: DecisionRecord?
  /// The day on which its publication was made public.
  package var madePublicOn: CivilDate?

  /// Makes the value from its parts.
  package init(
    name: String,
    sectors: [SectorRecord] = [],
    competentLevel: AgencyLevel? = nil,
    type: ProcedureType? = nil,
    promulgatingAgency: String = "",
    executingAgencies: [String] = [],
    subjects: [String] = [],
    state: ProcedureState = .published,
    sourceState: String = "",
    validFrom: CivilDate? = nil,
    validTo: CivilDate? = nil,
    integratedSince: CivilDate? = nil,
    cases: [ProcedureCaseRecord] = [],
    components: [ProcedureComponentRecord] = [],
    channels: [ProcedureChannelRecord] = [],
    legalBases: [LegalBasisRecord] = [],
    results: [String] = [],
    requirements: String = "",
    steps: [ProcedureStepRecord] = [],
    publication: DecisionRecord? = nil,
    internalSteps: [InternalStepRecord] = [],
    guidance: String = "",
    templates: [TemplateRecord] = [],
    ending: DecisionRecord? = nil,
    madePublicOn: CivilDate? = nil
  ) {
    self.name = name
    self.sectors = sectors
    self.competentLevel = competentLevel
    self.type = type
    self.promulgatingAgency = promulgatingAgency
    self.executingAgencies = executingAgencies
    self.subjects = subjects
    self.state = state
    self.sourceState = sourceState
    self.validFrom = validFrom
    self.validTo = validTo
    self.integratedSince = integratedSince
    self.cases = cases
    self.components = components
    self.channels = channels
    self.legalBases = legalBases
    self.results = results
    self.requirements = requirements
    self.steps = steps
    self.publication = publication
    self.internalSteps = internalSteps
    self.guidance = guidance
    self.templates = templates
    self.ending = ending
    self.madePublicOn = madePublicOn
  }
}
