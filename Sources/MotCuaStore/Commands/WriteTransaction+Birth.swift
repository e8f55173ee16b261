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
    guard let procedure = try procedure(filing.procedure, heldOn: today) else {
      throw .refused(.procedureNotPublished)
    }
    let offering = state.catalogue.offering(filing.procedure, agency.code)
    let isOffered = offering?.isValid(on: today) == true
    try checkParts(of: filing, against: procedure.content)
    var facts = DossierFacts(now: now)
    facts.isProcedurePublished = procedure.content.isOpen(on: today)
    facts.isOfferedOnline = isOffered && offering?.receivesOnline == true
    let takesPaper = channel != .online || actor.isHistory
    facts.missingComponents = missingComponents(
      of: filing,
      in: procedure.content,
      takesPaper: takesPaper
    )
    facts.reason = note
    facts.paperExemptions = paper.liftingExemptions
    if facts.isProcedurePublished, action != .refuseAtDesk {
      guard isOffered else { throw .precondition(.notOffered(filing.procedure, agency.code)) }
      if channel == .post, offering?.receivesByPost != true { throw .precondition(.notByPost) }
    }
    if let last = agency.validTo, last < today { throw .precondition(.agencyClosed(agency.code)) }
    let desk = try desk(of: filing, offering, for: action, by: actor)
    let actor = actor.at([agency.code, desk].compactMap { $0 })
    let move = try evaluate(action, in: nil, by: actor, facts: facts)
    try checkExternalCode(filing)
    let previous = try previousCode(filing)
    var new = DossierRecord(
      code: try nextCode(of: agency, on: today, isHistory: actor.isHistory),
      externalSource: filing.externalSource,
      externalCode: filing.externalCode,
      agency: agency.code,
      desk: desk,
      procedure: filing.procedure,
      procedureRevision: procedure.revision,
      caseCode: filing.caseCode,
      channel: channel,
      level: offering?.level(on: today),
      submissionKind: filing.submissionKind,
      assistance: filing.assistance,
      previousCode: previous,
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
    case .startProcessing: try startProcessing(&new, by: actor)
    default:
      new.closedAt = now
      new.closingReason = note
    }
    try finish(&new, from: nil, move: move, actor: actor, note: note)
    try add(try attached(filing.components, to: new.id, by: actor), to: new.id)
    try add(new.fees, to: new.id)
    return new
  }

  /// A procedure as it stood on a day: what comes in today goes by the present revision, what an
  /// older system received by that of its own day.
  ///
  /// Of a day before it was entered, it is as at the end of that day: a catalogue that moves in has no
  /// better one. Where it was not published yet by then, the oldest published revision tells most.
  private func procedure(
    _ code: ProcedureCode,
    heldOn day: CivilDate
  ) throws(StoreError) -> ProcedureRecord? {
    guard var known = state.catalogue.procedure(code, on: day) else { return nil }
    let day = max(day, known.createdAt.ictDate)
    guard let from = known.effectiveFrom, from > day else { return known }
    if let past = try procedureRevision(code, on: day), past.content.state != .draft {
      known.content = past.content
      known.revision = past.revision
      return known
    }
    for number in 1..<max(known.revision, 1) {
      guard let content = try procedureRevision(code, number), content.state == .published
      else { continue }
      known.content = content
      known.revision = number
      break
    }
    return known
  }

  /// The desk that receives: the one that is named, else that of the offering, unless an officer of
  /// the resolving agency, who has nothing to do with the desk, received or refused it himself.
  private func desk(
    of filing: DossierFiling,
    _ offering: OfferingRecord?,
    for action: DossierAction,
    by actor: Actor
  ) throws(StoreError) -> AgencyCode? {
    if let named = filing.desk {
      guard let known = state.directory.agency(named) else {
        throw .precondition(.agencyNotFound(named))
      }
      return known.code == filing.agency ? nil : known.code
    }
    guard let offering, let desk = offering.desk, desk != offering.agency else { return nil }
    guard action != .submit, case .agencies(let scope) = actor.scope else { return desk }
    return scope.contains(offering.agency) && !scope.contains(desk) ? nil : desk
  }

  /// The next code of an agency's day; it carries the QCVN 102 form where the agency has both.
  ///
  /// A history says itself on which day a dossier was born, so it can be on one that has no code.
  private func nextCode(
    of agency: AgencyRecord,
    on day: CivilDate,
    isHistory: Bool
  ) throws(StoreError) -> DossierCode {
    var shown = agency.code
    if let other = agency.otherCode, shown.scheme != .qcvn102, other.scheme == .qcvn102 {
      shown = other
    }
    let number = try nextSequence(of: agency.code, on: day)
    guard let code = DossierCode(agency: shown, date: day, sequence: number) else {
      if isHistory {
        throw .invalidField(name: "occurred_at", reason: "No code is left for the day.")
      }
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

  /// What is mandatory and was not handed in: online nobody hands in paper, but for what the
  /// procedure asks for on paper after an online submission.
  private func missingComponents(
    of filing: DossierFiling,
    in content: ProcedureContent,
    takesPaper: Bool
  ) -> [String] {
    var missing: [String] = []
    for component in content.components where component.isMandatory {
      let isOfCase = component.caseCode.isEmpty || component.caseCode == filing.caseCode
      let isGiven = filing.components.contains { given in
        let isNamed =
          component.code.isEmpty ? given.name == component.name : given.code == component.code
        let isTaken =
          given.source != .paper || takesPaper || component.isPaperRequiredAfterOnline
        return isNamed && isTaken
      }
      if isOfCase, !isGiven {
        missing.append(component.code.isEmpty ? component.name : component.code)
      }
    }
    return missing
  }

  /// A dossier may take up again only what was refused to the same owner; whatever else is wrong
  /// with it is not told, for it may be another's.
  private func previousCode(_ filing: DossierFiling) throws(StoreError) -> DossierCode? {
    var named = filing.previousCode
    if !filing.previousExternalCode.isEmpty {
      let source = filing.externalSource
      let known = try dossier(source: source, externalCode: filing.previousExternalCode)
      guard let known else {
        throw .invalidField(
          name: "previous_external_code",
          reason: "No dossier was taken over under it."
        )
      }
      named = known
    }
    guard let code = named else { return nil }
    let owner = RowScope.owner(filing.applicant.ownerKey.text)
    guard let previous = try dossier(code, in: owner), previous.state == .refused else {
      throw .precondition(.previousNotRefused(code))
    }
    return code
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
