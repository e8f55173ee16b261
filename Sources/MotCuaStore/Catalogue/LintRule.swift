import MotCuaDomain

/// What a lint of a procedure looks for.
package enum LintRule: Int, CodedEnum {
  case nameMissing = 1
  case stepsMissing = 2
  case channelsMissing = 3
  case componentsMissing = 4
  case timeLimitMissing = 5
  case subjectsMissing = 6
  case agencyMissing = 7
  case resultsMissing = 8
  case legalBasesMissing = 9
  case deadStep = 10
  case caseUnknown = 11
  case duplicateCode = 12
  case limitsAmbiguous = 13
  case stepsExceedLimit = 14
  case onlineWithoutTemplate = 15
  case offeredWithoutChannel = 16
  case levelWithoutOnline = 17
  case level4WithoutPayment = 18
  case paperAfterOnline = 19
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
