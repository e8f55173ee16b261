import MotCuaDomain

extension WriteTransaction {
  /// Who is to have a dossier in hand, where the parts that are given can be together.
  ///
  /// Without an agency it stays where it is. An officer must work there: the history names him.
  func handling(
    of dossier: DossierRecord,
    agency named: AgencyCode? = nil,
    division: String,
    officer: String?,
    stepDueDate: CivilDate?
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
      let places = [found.agency] + found.postings.map(\.agency)
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
}
