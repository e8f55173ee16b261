package import MotCuaDomain

extension AgencyDirectory {
  /// What a principal that names an officer sees and may do on a day; nil where it names none, and
  /// goes by its own agencies and duties.
  ///
  /// An officer who is not known holds nothing.
  package func powers(of principal: PrincipalRecord, on day: CivilDate) -> OfficerPowers? {
    guard principal.kind == .officer, let code = principal.officer else { return nil }
    return knownPowers.powers(of: principal, on: day) {
      let postings = officer(code)?.postings.filter { posting in
        day.isWithin(posting.validFrom, posting.validTo)
      }
      return OfficerPowers(postings ?? [], narrowedBy: principal, in: self)
    }
  }
}
