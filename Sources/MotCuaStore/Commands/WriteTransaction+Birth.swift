package import MotCuaDomain

extension WriteTransaction {
  /// Brings a dossier into the world: submitted, received or refused.
  func birth(
    _ action: DossierAction,
    _ filing: DossierFiling,
    channel: Channel,
    by actor: Actor,
    dueDate: CivilDate? = nil,
    note: String = "",
    paper: PaperVerdict = .free
  ) throws(StoreError) -> DossierRecord {
    let now = filing.at ?? envelope.now
    let today = now.ictDate
    guard let agency = state.directory.agency(filing.agency) else {
      throw .precondition(.agencyNotFound(filing.agency))
    }
    guard let procedure = state.catalogue.procedure(filing.procedure, on: today) else {
      throw .refused(.procedureNotPublished)
    }
    let offering = state.catalogue.offering(filing.procedure, agency.code)
    let isOffered = offering?.isValid(on: today) == true
    try checkParts(of: filing, against: procedure.content)
    var facts = DossierFacts(now: now)
    facts.isProcedurePublished = procedure.content.isOpen(on: today)
    facts.isOfferedOnline = isOffered && offering?.receivesOnline == true
    facts.missingComponents = missingComponents(of: filing, in: procedure.content)
    facts.reason = note
    facts.paperExemptions = paper.liftingExemptions
    if facts.isProcedurePublished, action != .refuseAtDesk {
      guard isOffered else { throw .precondition(.notOffered(filing.procedure, agency.code)) }
      if channel == .post, offering?.receivesByPost != true { throw .precondition(.notByPost) }
    }
    let move = try evaluate(action, in: nil, by: actor, facts: facts)
    try checkExternalCode(filing)
    try checkPrevious(filing)
    var new = DossierRecord(
      code: try nextCode(of: agency, on: today),
      externalSource: filing.externalSource,
      externalCode: filing.externalCode,
      agency: agency.code,
      desk: (filing.desk ?? offering?.desk).flatMap { $0 == agency.code ? nil : $0 },
      procedure: filing.procedure,
      procedureRevision: procedure.revision,
      caseCode: filing.caseCode,
      channel: channel,
      level: offering?.level(on: today),
      submissionKind: filing.submissionKind,
      assistance: filing.assistance,
      previousCode: filing.previousCode,
      applicant: filing.applicant,
      state: move.to,
      submittedAt: now,
      typedDueDate: dueDate,
      updatedAt: now
    )
    new.extent = offering?.extent(on: today)
    if channel != .online, let desk = new.desk {
      new.isFromElsewhere = state.directory.isOutsideTerritory(desk, of: agency.code)
    }
    new.paperKind = paper.kind
    new.paperExemption = paper.exemption
    try record(filing.fees, in: &new)
    switch move.clock {
    case .startAcceptance: try setAcceptanceDue(&new, pauses: [])
    case .startProcessing: try startProcessing(&new)
    default:
      new.closedAt = now
      new.closingReason = note
    }
    try finish(&new, from: nil, move: move, actor: actor, note: note)
    try add(try attached(filing.components, to: new.id, by: actor), to: new.id)
    try add(new.fees, to: new.id)
    return new
  }

  /// The next code of an agency's day; it carries the QCVN 102 form where the agency has both.
  private func nextCode(
    of agency: AgencyRecord,
    on day: CivilDate
  ) throws(StoreError) -> DossierCode {
    var shown = agency.code
    if let other = agency.otherCode, shown.scheme != .qcvn102, other.scheme == .qcvn102 {
      shown = other
    }
    let number = try nextSequence(of: agency.code, on: day)
    guard let code = DossierCode(agency: shown, date: day, sequence: number) else {
      throw .storage("the daily sequence of an agency is used up")
    }
    return code
  }

  private func checkParts(
    of filing: DossierFiling,
    against content: ProcedureContent
  ) throws(StoreError) {
    if !filing.caseCode.isEmpty, !content.cases.contains(where: { $0.code == filing.caseCode }) {
      throw .precondition(.caseUnknown(filing.caseCode))
    }
    try content.checkComponents(filing.components)
    if let helper = filing.assistance?.identityNumber, !helper.isEmpty,
      helper == filing.applicant.identityNumber
    {
      throw .precondition(.assistantIsOwner)
    }
  }

  private func missingComponents(
    of filing: DossierFiling,
    in content: ProcedureContent
  ) -> [String] {
    let codes = Set(filing.components.map(\.code))
    let names = Set(filing.components.map(\.name))
    var missing: [String] = []
    for component in content.components where component.isMandatory {
      let isOfCase = component.caseCode.isEmpty || component.caseCode == filing.caseCode
      let isGiven =
        component.code.isEmpty ? names.contains(component.name) : codes.contains(component.code)
      if isOfCase, !isGiven {
        missing.append(component.code.isEmpty ? component.name : component.code)
      }
    }
    return missing
  }

  /// A dossier may take up again only what was refused to the same owner; whatever else is wrong
  /// with it is not told, for it may be another's.
  private func checkPrevious(_ filing: DossierFiling) throws(StoreError) {
    guard let code = filing.previousCode else { return }
    let owner = RowScope.owner(filing.applicant.identityNumber)
    guard let previous = try dossier(code, in: owner), previous.state == .refused else {
      throw .precondition(.previousNotRefused(code))
    }
  }

  private func checkExternalCode(_ filing: DossierFiling) throws(StoreError) {
    guard !filing.externalCode.isEmpty else { return }
    let source = filing.externalSource
    if try dossier(source: source, externalCode: filing.externalCode) != nil {
      throw .alreadyExists(.externalDossier(source: source, code: filing.externalCode))
    }
  }
}

extension ProcedureContent {
  /// Whether the procedure receives dossiers on a day.
  package func isOpen(on day: CivilDate) -> Bool {
    state == .published && day.isWithin(validFrom, validTo)
  }

  /// Refuses a component's code that the procedure does not have.
  func checkComponents(_ provided: [ProvidedComponentRecord]) throws(StoreError) {
    guard !provided.isEmpty else { return }
    let known = Set(components.map(\.code))
    for component in provided where !component.code.isEmpty && !known.contains(component.code) {
      throw .precondition(.componentUnknown(component.code))
    }
  }
}
