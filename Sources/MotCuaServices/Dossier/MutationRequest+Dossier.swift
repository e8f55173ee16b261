import MotCuaAPI

extension SubmitDossierRequest: MutationRequest {}
extension ReceiveDossierRequest: MutationRequest {}
extension RefuseDossierAtDeskRequest: MutationRequest {}
extension AcceptDossierRequest: DossierStepRequest {}
extension RefuseDossierRequest: DossierStepRequest {}
extension StartDossierRequest: DossierStepRequest {}
extension RequestSupplementRequest: DossierStepRequest {}
extension ProvideSupplementRequest: DossierStepRequest {}
extension CompleteDossierRequest: DossierStepRequest {}
extension ReturnResultRequest: DossierStepRequest {}
extension WithdrawDossierRequest: DossierStepRequest {}
extension ForwardDossierRequest: DossierStepRequest {}
extension ReassignDossierRequest: DossierStepRequest {}
extension StopDossierRequest: DossierStepRequest {}
extension ResumeDossierRequest: DossierStepRequest {}
extension ReworkDossierRequest: DossierStepRequest {}
extension ExtendDueDateRequest: DossierStepRequest {}
extension RevokeResultRequest: DossierStepRequest {}
extension RateDossierRequest: DossierStepRequest {}
extension BulkTransitionRequest: MutationRequest {}
extension ImportDossiersRequest: MutationRequest {}
extension SetDossierPolicyRequest: MutationRequest {}
extension ListDossierEventsRequest: PagedRequest {}
extension GetRegisterRequest: PagedRequest {}
extension ListDossiersRequest: PagedRequest {}
