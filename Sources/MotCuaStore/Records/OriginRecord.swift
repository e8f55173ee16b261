package import MotCuaDomain

/// Where a dossier came from that a reorganisation has handed on: what was promised and counted
/// there stays.
package struct OriginRecord: Sendable, Hashable {
  /// The agency that it was born with; its code carries that agency's.
  package var birth: AgencyCode
  /// The agency that received it; nil while nobody has.
  package var reception: AgencyCode?

  /// Makes the value from its parts.
  package init(birth: AgencyCode, reception: AgencyCode? = nil) {
    self.birth = birth
    self.reception = reception
  }
}

extension DossierRecord {
  /// The agency by whose opening hours its limits run: the one that gave the promise.
  package var hoursAgency: AgencyCode { origin.map { $0.reception ?? $0.birth } ?? agency }
  /// The agency that received it, or would.
  package var receptionAgency: AgencyCode { origin?.reception ?? agency }
}
