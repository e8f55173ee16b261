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
extension ListDossiersRequest: PagedRequest {}
