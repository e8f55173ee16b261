package import MotCuaDomain

/// Looks for what is wrong with a procedure: as a function of what is stored, of a day.
package struct ProcedureLint {
  /// One thing that is wrong.
  package struct Finding: Sendable, Hashable {
    /// The rule.
    package let rule: LintRule
    /// The path of the field or part.
    package let path: String
    /// The agency whose offering it is about.
    package let agency: AgencyCode?
  }

  private let content: ProcedureContent
  private let state: StoreState
  private let day: CivilDate
  private var findings: [Finding] = []

  /// Everything that is wrong, the gravest first.
  package static func findings(
    of code: ProcedureCode,
    in state: StoreState,
    on day: CivilDate
  ) -> [Finding] {
    guard let record = state.catalogue.procedure(code) else { return [] }
    var lint = ProcedureLint(content: record.youngestContent, state: state, day: day)
    lint.checkParts()
    lint.checkContradictions()
    let offerings = state.catalogue.offerings(of: code).filter { $0.isValid(on: day) }
    lint.checkDeadSteps(offerings)
    for offering in offerings { lint.check(offering) }
    // Within one severity the rules keep their order and a rule its places.
    return lint.findings.enumerated().sorted {
      ($0.element.rule.isError ? 0 : 1, $0.element.rule.rawValue, $0.offset)
        < ($1.element.rule.isError ? 0 : 1, $1.element.rule.rawValue, $1.offset)
    }
    .map(\.element)
  }

  /// The paths of the parts that a publication must have and that are missing.
  package static func missingParts(of content: ProcedureContent) -> [String] {
    var lint = ProcedureLint(
      content: content,
      state: StoreState(),
      day: CivilDate(daysSinceEpoch: 0)
    )
    lint.checkParts()
    return lint.findings.filter(\.rule.isError).map(\.path)
  }

  private init(content: ProcedureContent, state: StoreState, day: CivilDate) {
    self.content = content
    self.state = state
    self.day = day
  }

  private mutating func note(_ rule: LintRule, _ path: String, _ agency: AgencyCode? = nil) {
    findings.append(Finding(rule: rule, path: path, agency: agency))
  }

  /// The parts of Decree 63/2010 (article 8.2), and the two that every publication has besides.
  private mutating func checkParts() {
    if content.name.isEmpty { note(.nameMissing, "name") }
    if content.steps.isEmpty { note(.stepsMissing, "steps") }
    if content.channels.isEmpty { note(.channelsMissing, "channels") }
    if content.components.isEmpty {
      note(.componentsMissing, "components")
    } else if content.components.allSatisfy({ $0.originalCount == 0 && $0.copyCount == 0 }),
      content.components.allSatisfy({ !$0.hasElectronicForm })
    {
      note(.componentsMissing, "components")
    }
    let isLimited = content.channels.contains { !$0.limits.isEmpty }
    if !isLimited, content.cases.allSatisfy({ $0.limit == nil }) {
      note(.timeLimitMissing, "channels")
    }
    if content.subjects.isEmpty { note(.subjectsMissing, "subjects") }
    if content.executingAgencies.isEmpty { note(.agencyMissing, "executing_agencies") }
    if content.results.isEmpty { note(.resultsMissing, "results") }
    if content.legalBases.isEmpty { note(.legalBasesMissing, "legal_bases") }
    if content.state == .published, content.publication == nil {
      note(.publicationMissing, "publication")
    }
  }

  private mutating func checkContradictions() {
    let cases = Set(content.cases.map(\.code))
    for component in content.components
    where !component.caseCode.isEmpty && !cases.contains(component.caseCode) {
      note(.caseUnknown, "components[\(component.code)].case_code")
    }
    checkCodes(content.cases.map(\.code), "cases")
    checkCodes(content.components.map(\.code), "components")
    if cases.isEmpty {
      for channel in content.channels where channel.limits.count > 1 {
        note(.limitsAmbiguous, "channels[\(channel.channel.code)].time_limit")
      }
    }
    for unit in [TimeUnit.workingDay, .workingHour, .calendarDay] { checkSum(unit) }
  }

  private mutating func checkCodes(_ codes: [String], _ list: String) {
    var seen: Set<String> = []
    for code in codes where !code.isEmpty && !seen.insert(code).inserted {
      note(.duplicateCode, "\(list)[\(code)]")
    }
  }

  /// Steps in one unit against the longest limit in that unit: other units cannot be compared.
  private mutating func checkSum(_ unit: TimeUnit) {
    let limits = content.channels.flatMap(\.limits) + content.cases.compactMap(\.limit)
    let longest = limits.map(\.limit).filter { $0.unit == unit }.map(\.thousandths).max()
    let steps = content.internalSteps.compactMap(\.limit).map(\.limit).filter { $0.unit == unit }
    guard let longest, steps.reduce(0, { $0 + $1.thousandths }) > longest else { return }
    note(.stepsExceedLimit, "internal_steps")
  }

  /// A step that says nothing, or whose duty nobody holds where it is offered.
  private mutating func checkDeadSteps(_ offerings: [OfferingRecord]) {
    for (index, step) in content.steps.enumerated() where step.name.isEmpty && step.text.isEmpty {
      note(.deadStep, "steps[\(index + 1)]")
    }
    let held = Self.heldDuties(in: state.directory, on: day)
    for (index, step) in content.internalSteps.enumerated() {
      for offering in offerings {
        let agency = step.agency ?? offering.agency
        let isAssigned = offering.assignees.contains {
          $0.duty == step.duty && $0.isValid(on: day)
        }
        let main = state.directory.agency(agency)?.code ?? agency
        if isAssigned || held[main]?.contains(step.duty) == true { continue }
        note(.deadStep, "internal_steps[\(index + 1)]", offering.agency)
      }
    }
  }

  /// The duties that officers hold by their postings, by agency.
  package static func heldDuties(
    in directory: AgencyDirectory,
    on day: CivilDate
  ) -> [AgencyCode: Set<OfficerDuty>] {
    var held: [AgencyCode: Set<OfficerDuty>] = [:]
    for officer in directory.officers {
      for posting in officer.postings where posting.isValid(on: day) {
        let agency = directory.agency(posting.agency)?.code ?? posting.agency
        held[agency, default: []].insert(posting.duty)
      }
    }
    return held
  }

  private mutating func check(_ offering: OfferingRecord) {
    let agency = offering.agency
    let level = offering.level(on: day)
    let extent = offering.extent(on: day)
    let channels = Set(content.channels.map(\.channel))
    let isHigh = level == .level3 || level == .level4 || extent == .partial || extent == .full
    if isHigh, !offering.receivesOnline { note(.levelWithoutOnline, "offering", agency) }
    if offering.receivesByPost, !channels.isEmpty, !channels.contains(.post) {
      note(.offeredWithoutChannel, "channels[POST]", agency)
    }
    if level == .level4 || extent == .full, hasFees,
      state.directory.agency(agency)?.takesOnlinePayment != true
    {
      note(.level4WithoutPayment, "offering", agency)
    }
    guard offering.receivesOnline else { return }
    if !channels.isEmpty, !channels.contains(.online) {
      note(.offeredWithoutChannel, "channels[ONLINE]", agency)
    }
    let templates = Set(content.templates.map(\.componentCode))
    for component in content.components {
      let path = "components[\(component.code.isEmpty ? component.name : component.code)]"
      let hasForm =
        component.hasElectronicForm || !component.templateNames.isEmpty
        || templates.contains(component.code)
      if component.isMandatory, !component.isProcedureResult, !hasForm {
        note(.onlineWithoutTemplate, path, agency)
      }
      if component.isPaperRequiredAfterOnline { note(.paperAfterOnline, path, agency) }
    }
  }

  /// Whether anything may have to be paid: a stated amount above 0, or one that a text rules.
  private var hasFees: Bool {
    content.channels.contains { channel in
      channel.fees.contains { $0.amount.map { $0.dong > 0 } ?? true }
    }
  }
}
