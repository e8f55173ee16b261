import MotCuaAPI
package import ProtobufEngine

/// A request that changes something.
package protocol MutationRequest: WireMessage {
  /// The UUID that makes a repeat answer as the first request did; empty for none.
  var requestId: String { get set }
  /// Whether all runs and nothing is kept.
  var validateOnly: Bool { get set }
}

extension CreateAgencyRequest: MutationRequest {}
extension ImportAgenciesRequest: MutationRequest {}
extension UpdateAgencyRequest: MutationRequest {}
extension CreateOfficerRequest: MutationRequest {}
extension UpdateOfficerRequest: MutationRequest {}
extension PostOfficerRequest: MutationRequest {}
extension ReorganizeAgenciesRequest: MutationRequest {}
extension ImportOfficersRequest: MutationRequest {}
extension ImportOfferingsRequest: MutationRequest {}
extension RecomputeDueDatesRequest: MutationRequest {}
extension CreateProcedureRequest: MutationRequest {}
extension UpdateProcedureRequest: MutationRequest {}
extension PublishProcedureRequest: MutationRequest {}
extension SuspendProcedureRequest: MutationRequest {}
extension RepealProcedureRequest: MutationRequest {}
extension ImportProceduresRequest: MutationRequest {}
extension ImportSectorsRequest: MutationRequest {}
extension SetOfferingRequest: MutationRequest {}
extension CreatePrincipalRequest: MutationRequest {}
extension CreateTokenRequest: MutationRequest {}
extension RevokeTokenRequest: MutationRequest {}
extension UploadFileRequest: MutationRequest {}
extension ImportCalendarRequest: MutationRequest {}
