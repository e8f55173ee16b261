package import MotCuaDomain

/// A procedure of the sample catalogue.
package struct SampleProcedure: Sendable {
  /// A made-up national code.
  package let code: ProcedureCode
  /// The name, written for the sample.
  package let name: String
  /// The sector.
  package let sector: String
  /// The level that resolves it.
  package let competence: AgencyLevel
  /// Its highest service level among all offerings.
  package let level: ServiceLevel
  /// The time limit, the same for all channels.
  package let limit: TimeLimit
  /// The fee; zero for none.
  package let feeVND: Int64
  /// Whether it is integrated with the National Portal.
  package let isIntegrated: Bool
  /// Who offers it, each with its level.
  package let offerings: [Offering]

  /// One agency that offers the procedure.
  package struct Offering: Sendable {
    /// The agency.
    package let agency: AgencyCode
    /// The service level there.
    package let level: ServiceLevel
  }

  /// Whether its dossiers count as those of an online service.
  package var isOnline: Bool { level.rawValue >= ServiceLevel.level3.rawValue }
  /// Whether paper has to follow an online submission: what the article complains of, in one online
  /// procedure of ten.
  package var asksForPaper: Bool { isOnline && code.text.utf8.last == UInt8(ascii: "7") }
}
