import MotCuaDomain

extension WriteTransaction {
  /// Who is to have a dossier in hand, where the parts that are given can be together.
  ///
  /// Without an agency it stays where it is. An officer must work there that day: the history names
  /// him. Where an older system's officers were posted is not judged here.
  func handling(
    of dossier: DossierRecord,
    agency named: AgencyCode? = nil,
    division: String,
    officer: String?,
    stepDueDate: CivilDate?,
    by actor: Actor
  ) throws(StoreError) -> HandlingRecord {
    let directory = state.directory
    let code = named ?? dossier.responsibleAgency
    guard let agency = directory.agency(code) else { throw .precondition(.agencyNotFound(code)) }
    // Nobody can take it in hand there any more.
    if named != nil, let last = agency.validTo, last < dossier.updatedAt.ictDate {
      throw .precondition(.agencyClosed(code))
    }
    if let stepDueDate, stepDueDate < dossier.updatedAt.ictDate {
      throw .invalidField(name: "step_due_date", reason: "The last day lies in the past.")
    }
    if let officer {
      guard let found = directory.officer(officer) else {
        throw .precondition(.officerNotFound(officer))
      }
      let day = dossier.updatedAt.ictDate
      let postings = found.postings.filter { actor.isHistory || $0.isValid(on: day) }
      let places = [found.agency] + postings.map(\.agency)
      guard places.contains(where: { directory.agency($0)?.code == agency.code }) else {
        throw .precondition(.officerElsewhere(officer))
      }
    }
    return HandlingRecord(
      agency: agency.code == dossier.agency ? nil : agency.code,
      division: division,
      assignee: officer,
      stepDueDate: stepDueDate
    )
  }

  /// The last day of an internal step that begins now: the one that was typed, or else by the step's limit
  /// and the hours of the agency that the due date goes by; nil for no step, and for one whose limit is
  /// words or not said.
  ///
  /// The steps are those of the revision under which the dossier was filed.
  func lastDay(
    ofStep number: Int,
    in dossier: DossierRecord,
    typed: CivilDate?
  ) throws(StoreError) -> CivilDate? {
    guard number != 0 else { return typed }
    let steps = try content(of: dossier).internalSteps
    guard steps.indices.contains(number - 1) else {
      throw .invalidField(name: "step_number", reason: "The procedure has no step of this number.")
    }
    if let typed { return typed }
    guard let limit = steps[number - 1].limit?.limit, limit.unit != .other else { return nil }
    do {
      return try engine(for: dossier.hoursAgency)
        .dueDate(receivedAt: dossier.updatedAt, limit: limit).due.ictDate
    } catch {
      throw .refused(.dueDate(error))
    }
  }
}
