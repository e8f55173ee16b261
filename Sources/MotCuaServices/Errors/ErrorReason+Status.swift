package import MotCuaAPI
import RPCCore

extension ErrorReason {
  /// The word on the wire, `ErrorInfo.reason`: the name without the enum's own.
  package var word: String {
    let name = name.utf8
    let prefix = Self.prefix.utf8
    return String(
      decoding: name.starts(with: prefix) ? name.dropFirst(prefix.count) : name[...],
      as: UTF8.self
    )
  }

  private static let prefix = "ERROR_REASON_"
  /// Made once: each refused call asks for one.
  private static let byWord = Dictionary(uniqueKeysWithValues: allCases.map { ($0.word, $0) })

  /// The reason of a word on the wire; nil for one that the contract does not have.
  package init?(word: String) {
    guard let reason = Self.byWord[word] else { return nil }
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
