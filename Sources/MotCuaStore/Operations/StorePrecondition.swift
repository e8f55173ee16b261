package import MotCuaDomain

/// A condition of a request, beyond the rules of the dossier, that did not hold.
package enum StorePrecondition: Sendable, Hashable {
  /// The agency does not offer the procedure on that day.
  case notOffered(ProcedureCode, AgencyCode)
  /// The officer does not hold the duty for it where the dossier is.
  case dutyMissing(DossierAction)
  /// The offering does not receive by post.
  case notByPost
  /// The procedure has no such component; its code.
  case componentUnknown(String)
  /// The procedure has no such case; its code.
  case caseUnknown(String)
  /// The limit is a number, so the due day follows from it and may not be typed; or the typed one
  /// is no later day.
  case dueDateNotAllowed
  /// The agency above does not exist, or stands below.
  case parentNotFound(AgencyCode)
  /// An agency that is named does not exist.
  case agencyNotFound(AgencyCode)
  /// The procedure that is named does not exist.
  case procedureNotFound(ProcedureCode)
  /// The officer who is named does not exist.
  case officerNotFound(String)
  /// The officer who is named does not work at the agency that is to have the dossier in hand.
  case officerElsewhere(String)
  /// The dossier to be taken up again was not refused to this owner.
  case previousNotRefused(DossierCode)
  /// The instant lies before the last step of the dossier.
  case beforeLastStep
  /// The state of the procedure does not allow the action.
  case procedureState(ProcedureAction, ProcedureState)
  /// The procedure misses these parts.
  case procedureIncomplete([String])
  /// A file that is named is not there, is another caller's, or belongs to another dossier.
  case fileNotFound(Int64)
  /// A file does not have the sum that is stated beside it.
  case fileSumMismatch
  /// The caller has uploaded too many bytes that no dossier names.
  case fileQuotaExceeded(bytesMax: Int64)
  /// The agency has ended, or would end before it began.
  case agencyClosed(AgencyCode)
  /// Dossiers of the agency that are not over would be left to nobody.
  case successorNeeded(AgencyCode)
  /// The state of the payment does not allow the action; these it allows.
  case paymentState(PaymentAction, PaymentState?, allowed: [PaymentAction])
  /// The provider takes no payments on that day; nil: nothing is known of it.
  case providerNotLive(PaymentProviderCode, PaymentProviderStage?)
  /// No payment is known under the name that a provider uses; it may be on its way.
  case paymentNotYetKnown
  /// The shipment cannot reach the state from the one it is in.
  case shipmentState(ShipmentState, in: ShipmentState)
  /// A principal that is named does not exist or is no payment gateway.
  case gatewayNotFound(Int64)
  /// A code of a sector has another name already; this one.
  case conflictingName(String)
  /// The helper of an assisted submission is the owner himself.
  case assistantIsOwner
  /// The rule about paper has no such exemption; it has these.
  case exemptionUnknown(allowed: [String])
}
