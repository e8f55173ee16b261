package import MotCuaDomain

/// Something the server has to do with a dossier at an instant.
package struct DueTimer: Sendable, Hashable {
  /// The dossier's number.
  package var dossier: Int64
  /// What.
  package var kind: DossierTimer
  /// When.
  package var at: Instant

  /// Makes the value from its parts.
  package init(dossier: Int64, kind: DossierTimer, at: Instant) {
    self.dossier = dossier
    self.kind = kind
    self.at = at
  }
}

extension DossierRecord {
  /// What the server is to do with the dossier if nothing happens before; nil for nothing.
  var timer: DueTimer? {
    switch state {
    case .submitted:
      acceptanceDueAt.map { DueTimer(dossier: id, kind: .acceptanceOverdue, at: $0) }
    case .supplementRequested:
      answerDueAt.map { DueTimer(dossier: id, kind: .supplementExpired, at: $0) }
    case .paymentRequested:
      answerDueAt.map { DueTimer(dossier: id, kind: .paymentExpired, at: $0) }
    default: nil
    }
  }
}
