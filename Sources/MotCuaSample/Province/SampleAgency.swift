package import MotCuaDomain

/// An agency of the sample province.
package struct SampleAgency: Sendable {
  /// The code in the shape of QCVN 102:2016/BTTTT; the numbers are made up for the sample.
  package let code: AgencyCode
  /// The full name.
  package let name: String
  /// The short name, empty where there is none in use.
  package let shortName: String
  /// The level of government.
  package let level: AgencyLevel
  /// What it does.
  package let kind: AgencyKind
  /// The agency above it.
  package let parent: AgencyCode?
  /// How eagerly it receives online, see ``Eagerness``.
  package let eagerness: Eagerness

  /// Which of the article's groups an agency belongs to.
  package enum Eagerness: Sendable, Hashable {
    /// One of the six departments that the article names on top.
    case leading
    /// Any other agency.
    case ordinary
    /// Receives no dossiers.
    case none
  }
}
