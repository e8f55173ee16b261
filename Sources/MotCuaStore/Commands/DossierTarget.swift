package import MotCuaDomain

/// Which dossier a step is for, by whom, and in which version it was seen.
package struct DossierTarget: Sendable, Hashable {
  /// The dossier.
  package var code: DossierCode
  /// Who acts.
  package var actor: Actor
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?
  /// When the step was made; nil is the instant of the request.
  package var at: Instant?

  /// Makes the value from its parts.
  package init(
    code: DossierCode,
    actor: Actor,
    etag: Int64? = nil,
    at: Instant? = nil
  ) {
    self.code = code
    self.actor = actor
    self.etag = etag
    self.at = at
  }
}
