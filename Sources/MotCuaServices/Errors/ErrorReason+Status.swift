package import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The word on the wire, `ErrorInfo.reason`: the name without the enum's own.
  package var word: String { String(name.trimmingPrefix("ERROR_REASON_")) }

  /// The reason of a word on the wire; nil for one that the contract does not have.
  package init?(word: String) {
    guard let reason = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = reason
  }

  /// What a caller is told for this reason: the one table of statuses and sentences.
  package var status: ErrorStatus {
    switch self {
    case .invalidFields, .malformedMessage, .messageTooLarge, .messageTooComplex, .emptyStream,
      .malformedMetadata, .unsupportedEncoding, .requestIdReused, .requestIdRequired, .etagMismatch,
      .pageTokenMismatch, .pageTokenExpired, .resumeTokenMismatch,
      .importTooLarge:
      requestStatus
    case .tokenMissing, .tokenInvalid, .tokenExpired, .tokenRevoked, .principalNotAllowed,
      .dutyMissing, .outOfScope, .purposeRequired, .consentRequired, .assistantIsOwner,
      .lastAdministrator, .officerNotPosted:
      callerStatus
    case .notFound, .alreadyExists, .externalCodeTaken, .transactionReferenceTaken,
      .agencyNotFound, .parentNotFound, .officerNotFound, .agencyClosed, .successorNeeded:
      resourceStatus
    case .illegalTransition, .supplementAlreadyRequested, .procedureNotPublished, .notOffered,
      .notOnline, .notByPost, .componentMissing, .componentUnknown, .dueDateRequired,
      .dueDateNotAllowed, .calendarYearNotLoaded, .alreadyExtended, .extensionTooEarly,
      .resultNotInForce, .alreadyRated, .previousNotRefused, .formNotAvailable,
      .procedureIncomplete, .paperRefused, .exemptionUnknown:
      dossierStatus
    case .fileTooLarge, .fileQuotaExceeded, .fileTypeNotAllowed, .fileSumMismatch, .fileNotFound,
      .fileDamaged, .backupRunning, .uploadStalled:
      fileStatus
    case .feesUnpaid, .beneficiaryAccountMissing, .paymentState, .paymentProviderNotLive,
      .paymentSignatureInvalid, .paymentNotYetKnown, .paymentAmountDiffers,
      .shipmentState:
      paymentStatus
    case .watchPositionGone, .watchTooSlow, .watchTooMany, .watchScopeChanged: watchStatus
    case .overloaded, .rateLimited, .shuttingDown, .deadlineExceeded, .cancelled, .unknownMethod,
      .storeUnavailable, .storeDamaged, .internal, .unspecified, .unrecognized:
      serverStatus
    }
  }
}
