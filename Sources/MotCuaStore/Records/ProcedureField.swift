/// A field of a procedure that can be changed by itself; the raw values are the contract's names.
package enum ProcedureField: String, Sendable, CaseIterable {
  /// The name.
  case name
  /// The sectors.
  case sectors
  /// The level that is competent.
  case competentLevel = "competent_level"
  /// The type in the national catalogue.
  case type
  /// The promulgating body.
  case promulgatingAgency = "promulgating_agency"
  /// The executing bodies.
  case executingAgencies = "executing_agencies"
  /// Who may apply.
  case subjects
  /// The first day.
  case validFrom = "valid_from"
  /// The last day.
  case validTo = "valid_to"
  /// Since when the National Portal offers it.
  case integratedSince = "integrated_since"
  /// The cases.
  case cases
  /// The components.
  case components
  /// The channels.
  case channels
  /// The legal bases.
  case legalBases = "legal_bases"
  /// The results.
  case results
  /// What must be fulfilled.
  case requirements
  /// The citizen's steps.
  case steps
  /// The decision of publication.
  case publication
  /// The steps inside the agency.
  case internalSteps = "internal_steps"
  /// The guidance in words.
  case guidance
  /// The templates to download.
  case templates
  /// The day on which it was made public.
  case madePublicOn = "made_public_on"

  /// Takes this field over from one content into another.
  package func copy(from source: ProcedureContent, to target: inout ProcedureContent) {
    switch self {
    case .name: target.name = source.name
    case .sectors: target.sectors = source.sectors
    case .competentLevel: target.competentLevel = source.competentLevel
    case .type: target.type = source.type
    case .promulgatingAgency: target.promulgatingAgency = source.promulgatingAgency
    case .executingAgencies: target.executingAgencies = source.executingAgencies
    case .subjects: target.subjects = source.subjects
    case .validFrom: target.validFrom = source.validFrom
    case .validTo: target.validTo = source.validTo
    case .integratedSince: target.integratedSince = source.integratedSince
    case .cases: target.cases = source.cases
    case .components: target.components = source.components
    case .channels: target.channels = source.channels
    case .legalBases: target.legalBases = source.legalBases
    case .results: target.results = source.results
    case .requirements: target.requirements = source.requirements
    case .steps: target.steps = source.steps
    case .publication: target.publication = source.publication
    case .internalSteps: target.internalSteps = source.internalSteps
    case .guidance: target.guidance = source.guidance
    case .templates: target.templates = source.templates
    case .madePublicOn: target.madePublicOn = source.madePublicOn
    }
  }
}
