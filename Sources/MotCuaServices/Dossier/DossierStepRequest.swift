/// A request for a step of a dossier that is there.
package protocol DossierStepRequest: MutationRequest {
  /// The dossier's code.
  var code: String { get }
  /// The etag that the caller saw; empty takes any.
  var etag: String { get }
}
