import MotCuaDomain

/// What a lint of a procedure looks for.
package enum LintRule: Int, CodedEnum {
  /// The name is missing.
  case nameMissing = 1
  /// The steps are missing.
  case stepsMissing = 2
  /// The ways to apply are missing.
  case channelsMissing = 3
  /// The papers to hand in are missing, or how many.
  case componentsMissing = 4
  /// The time limit is missing.
  case timeLimitMissing = 5
  /// Who may apply is missing.
  case subjectsMissing = 6
  /// The agency that carries it out is missing.
  case agencyMissing = 7
  /// The result is missing.
  case resultsMissing = 8
  /// The law it stands on is missing.
  case legalBasesMissing = 9
  /// A step says nothing, or no officer can take it.
  case deadStep = 10
  /// A component belongs to a case that does not exist.
  case caseUnknown = 11
  /// Two parts have one code.
  case duplicateCode = 12
  /// One channel has several limits and no case decides.
  case limitsAmbiguous = 13
  /// The internal steps take longer together than the procedure may.
  case stepsExceedLimit = 14
  /// It is taken online though a mandatory paper has neither form nor template.
  case onlineWithoutTemplate = 15
  /// It is taken in a way that the procedure does not name.
  case offeredWithoutChannel = 16
  /// Its level promises an online service and nothing is taken online.
  case levelWithoutOnline = 17
  /// It has fees at level 4 or FULL and no payment online.
  case level4WithoutPayment = 18
  /// Paper is still asked for though it is taken online.
  case paperAfterOnline = 19
  /// It is published without a decision of publication.
  case publicationMissing = 20

  /// The stable word, as the contract writes it.
  package var code: String {
    switch self {
    case .nameMissing: "NAME_MISSING"
    case .stepsMissing: "STEPS_MISSING"
    case .channelsMissing: "CHANNELS_MISSING"
    case .componentsMissing: "COMPONENTS_MISSING"
    case .timeLimitMissing: "TIME_LIMIT_MISSING"
    case .subjectsMissing: "SUBJECTS_MISSING"
    case .agencyMissing: "AGENCY_MISSING"
    case .resultsMissing: "RESULTS_MISSING"
    case .legalBasesMissing: "LEGAL_BASES_MISSING"
    case .deadStep: "DEAD_STEP"
    case .caseUnknown: "CASE_UNKNOWN"
    case .duplicateCode: "DUPLICATE_CODE"
    case .limitsAmbiguous: "LIMITS_AMBIGUOUS"
    case .stepsExceedLimit: "STEPS_EXCEED_LIMIT"
    case .onlineWithoutTemplate: "ONLINE_WITHOUT_TEMPLATE"
    case .offeredWithoutChannel: "OFFERED_WITHOUT_CHANNEL"
    case .levelWithoutOnline: "LEVEL_WITHOUT_ONLINE"
    case .level4WithoutPayment: "LEVEL_4_WITHOUT_PAYMENT"
    case .paperAfterOnline: "PAPER_AFTER_ONLINE"
    case .publicationMissing: "PUBLICATION_MISSING"
    }
  }

  /// Whether it hinders the publication, being a part that Decree 63/2010 (article 8.2) asks for.
  package var isError: Bool { rawValue <= LintRule.agencyMissing.rawValue }
}
