import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension FieldReader {
  /// What comes in at the desk or by post.
  mutating func filing(of request: ReceiveDossierRequest) -> DossierFiling? {
    let procedure = procedureCode(request.procedureCode, "procedure_code")
    let agency = agencyCode(request.agencyCode, "agency_code")
    let applicant = applicant(request.applicant, "applicant")
    let components = components(request.components, "components")
    let fees = fees(request.fees, "fees")
    guard let procedure, let agency, let applicant else { return nil }
    return DossierFiling(
      procedure: procedure,
      agency: agency,
      caseCode: TextNormaliser.stored(request.caseCode),
      applicant: applicant,
      components: components,
      fees: fees,
      previousCode: dossierCode(request.previousCode, "previous_code")
    )
  }

  /// What was brought and is refused.
  mutating func filing(of request: RefuseDossierAtDeskRequest) -> DossierFiling? {
    let procedure = procedureCode(request.procedureCode, "procedure_code")
    let agency = agencyCode(request.agencyCode, "agency_code")
    let applicant = applicant(request.applicant, "applicant")
    let components = components(request.components, "components")
    guard let procedure, let agency, let applicant else { return nil }
    return DossierFiling(
      procedure: procedure,
      agency: agency,
      applicant: applicant,
      components: components
    )
  }

  /// What is submitted online; who submits is decided beside it.
  mutating func filing(of request: SubmitDossierRequest) -> DossierFiling? {
    let procedure = procedureCode(request.procedureCode, "procedure_code")
    let agency = agencyCode(request.agencyCode, "agency_code")
    let applicant = applicant(request.applicant, "applicant")
    let components = components(request.components, "components")
    let fees = fees(request.fees, "fees")
    let source = TextNormaliser.stored(request.externalSource)
    let code = TextNormaliser.stored(request.externalCode)
    if source.isEmpty != code.isEmpty {
      refuse(
        source.isEmpty ? "external_source" : "external_code",
        "The source and the code there are given together."
      )
    }
    guard let procedure, let agency, let applicant else { return nil }
    return DossierFiling(
      procedure: procedure,
      agency: agency,
      caseCode: TextNormaliser.stored(request.caseCode),
      applicant: applicant,
      components: components,
      fees: fees,
      previousCode: dossierCode(request.previousCode, "previous_code"),
      externalSource: source,
      externalCode: code
    )
  }

  /// A dossier's code; nil where it is empty.
  mutating func dossierCode(_ text: String, _ field: String) -> DossierCode? {
    guard !text.isEmpty else { return nil }
    guard let code = DossierCode(text) else {
      refuse(field, "It is no dossier code.")
      return nil
    }
    return code
  }

  /// The channel of a dossier that comes to the desk or by post.
  mutating func paperChannel(_ channel: MotCuaAPI.Channel) -> MotCuaDomain.Channel? {
    guard let model = channel.model, model != .online else {
      refuse("channel", "It is DIRECT or POST; SubmitDossier takes what comes online.")
      return nil
    }
    return model
  }
}
