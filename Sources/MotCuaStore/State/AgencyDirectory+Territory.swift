import MotCuaDomain

extension AgencyDirectory {
  /// Whether a desk lies outside the territory of an agency: that of its district or commune, with all
  /// that stands below.
  ///
  /// The territory of an agency of the province or the centre is the whole province.
  ///
  /// Decree 118/2025 articles 14 and 20 let an applicant hand in a dossier irrespective of the
  /// boundary; no regulation at hand says what a report counts as such, so this is the project's rule.
  func isOutsideTerritory(_ desk: AgencyCode, of agency: AgencyCode) -> Bool {
    guard var unit = self.agency(agency), unit.level == .district || unit.level == .commune else {
      return false
    }
    // No chain of parents is longer than there are agencies.
    for _ in 0..<agencyCount {
      guard let parent = unit.parent.flatMap({ self.agency($0) }), parent.level == unit.level
      else { break }
      unit = parent
    }
    return !subtree(of: unit.code).contains(self.agency(desk)?.code ?? desk)
  }
}
