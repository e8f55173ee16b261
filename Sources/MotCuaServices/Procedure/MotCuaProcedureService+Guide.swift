package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// How many places a guide lists.
  static let guidePlacesMax = 500

  /// Tells a citizen what to do.
  package func getProcedureGuide(
    _ request: GetProcedureGuideRequest,
    context: ServerContext
  ) async throws -> ProcedureGuide {
    let record = try visible(request.code, context)
    var reader = FieldReader()
    let agency = reader.agencyCode(request.agencyCode, "agency_code")
    let caseCode = TextNormaliser.stored(request.caseCode)
    if !caseCode.isEmpty, !record.content.cases.contains(where: { $0.code == caseCode }) {
      reader.refuse("case_code", "The procedure has no such case.")
    }
    try reader.check()
    let day = environment.today
    var guide = ProcedureGuide(record, caseCode: caseCode)
    guide.open = record.content.isOpen(on: day)
    guide.places = places(of: record.code, agency: agency, on: day)
    return guide
  }

  private func places(
    of code: ProcedureCode,
    agency: AgencyCode?,
    on day: CivilDate
  ) -> [GuidePlace] {
    let directory = environment.store.directory
    let wanted = agency.map { directory.agency($0)?.code ?? $0 }
    let offerings = environment.store.catalogue.offerings(of: code).filter { offering in
      offering.isValid(on: day) && (wanted == nil || offering.agency == wanted)
        && directory.agency(offering.agency)?.isValid(on: day) == true
    }
    return offerings.prefix(Self.guidePlacesMax).map { offering in
      let agency = directory.agency(offering.agency)
      let desk = offering.desk.flatMap { directory.agency($0) }
      return GuidePlace(
        agencyCode: offering.agency.text,
        agencyName: agency?.name ?? "",
        deskAgencyCode: desk?.code.text ?? "",
        deskName: desk?.name ?? "",
        receivesOnline: offering.receivesOnline,
        receivesByPost: offering.receivesByPost,
        serviceLevel: MotCuaAPI.ServiceLevel(offering.level(on: day)),
        serviceExtent: offering.extent(on: day).map { .init(.extent($0)) } ?? .unspecified,
        workingHours: ((desk ?? agency)?.workingHours ?? []).map {
          OpenInterval(startMinute: Int32($0.startMinute), endMinute: Int32($0.endMinute))
        },
        onlinePayment: agency?.takesOnlinePayment == true
      )
    }
  }

  /// Tells what is wrong with a procedure.
  package func lintProcedure(
    _ request: LintProcedureRequest,
    context: ServerContext
  ) async throws -> LintProcedureResponse {
    guard let code = ProcedureCode(request.code),
      environment.store.catalogue.procedure(code) != nil
    else { throw StoreError.notFound(.procedure(request.code)) }
    let findings = ProcedureLint.findings(
      of: code,
      in: environment.store.present,
      on: environment.today
    )
    return LintProcedureResponse(
      findings: findings.prefix(environment.limits.rowErrorsMax).map { finding in
        LintFinding(
          rule: MotCuaAPI.LintRule(finding.rule),
          severity: finding.rule.isError ? .error : .warning,
          path: finding.path,
          agencyCode: finding.agency?.text ?? "",
          message: finding.rule.vietnamese
        )
      }
    )
  }
}

extension SnapshotStore {
  /// What the store holds in RAM of catalogue and directory, as one value.
  var present: StoreState {
    var state = StoreState()
    state.directory = directory
    state.catalogue = catalogue
    state.calendar = calendar
    return state
  }
}

extension ProcedureGuide {
  /// The guide of a procedure, for one case or for all.
  fileprivate init(_ record: ProcedureRecord, caseCode: String) {
    let content = record.content
    let isOfCase = { (code: String) in caseCode.isEmpty || code.isEmpty || code == caseCode }
    let components = content.components.filter { isOfCase($0.caseCode) }
    let codes = Set(components.map(\.code))
    self.init(
      code: record.code.text,
      name: content.name,
      subjects: content.subjects,
      requirements: content.requirements,
      guidance: content.guidance,
      steps: content.steps.map { ProcedureStep(name: $0.name, text: $0.text) },
      components: components.map(Component.init),
      templates: content.templates
        .filter { $0.componentCode.isEmpty || codes.contains($0.componentCode) }
        .map(Template.init),
      channels: content.channels.flatMap(ProcedureChannel.all),
      cases: content.cases.filter { isOfCase($0.code) }.map {
        ProcedureCase(code: $0.code, name: $0.name, timeLimit: $0.limit?.message)
      },
      results: content.results,
      legalBases: content.legalBases.map { LegalBasis(number: $0.number, title: $0.title) },
      revision: Int32(record.revision)
    )
  }
}
