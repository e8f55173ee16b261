package import MotCuaDomain

/// What a recount of all figures from the dossiers and their history found.
package struct RecountReport: Sendable, Hashable {
  /// Where figures are held.
  package enum Place: Int, Sendable, Hashable, CaseIterable {
    /// In the table of figures of the database.
    case stored
    /// In RAM, by agency and procedure.
    case procedures
    /// In RAM, by agency.
    case agencies
    /// In RAM, of all agencies together.
    case province
  }

  /// One figure that is held otherwise than the histories count it.
  package struct Difference: Sendable, Hashable {
    /// Where it is held.
    package var place: Place
    /// The civil day in ICT.
    package var day: CivilDate
    /// The agency; nil where all are held together.
    package var agency: AgencyCode?
    /// The procedure; nil where all are held together.
    package var procedure: ProcedureCode?
    /// What is counted.
    package var key: RollupKey
    /// What is held.
    package var held: Int64
    /// What the histories count.
    package var counted: Int64
  }

  /// The commit position of what was compared.
  package var position: Int64
  /// The number of dossiers whose histories were counted.
  package var dossiers: Int64
  /// The number of figures compared.
  package var cells: Int
  /// Each figure that differs, by place, day, agency and procedure; none when all agree.
  package var differences: [Difference]

  /// Makes the value from its parts.
  package init(position: Int64, dossiers: Int64, cells: Int, differences: [Difference]) {
    self.position = position
    self.dossiers = dossiers
    self.cells = cells
    self.differences = differences
  }
}

/// How far a recount is.
package struct RecountProgress: Sendable, Hashable {
  /// The dossiers counted so far.
  package var passed: Int64
  /// The dossiers of the province.
  package var total: Int64

  /// Makes the value from its parts.
  package init(passed: Int64, total: Int64) {
    self.passed = passed
    self.total = total
  }
}
