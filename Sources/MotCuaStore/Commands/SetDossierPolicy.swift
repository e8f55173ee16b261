package import MotCuaDomain

/// Sets what the province decides about the life of its dossiers.
package struct SetDossierPolicy: StoreCommand {
  /// The policy.
  package var policy: DossierPolicy
  /// The version that the caller saw; nil takes any.
  package var etag: Int64?

  /// Makes the value from its parts.
  package init(policy: DossierPolicy, etag: Int64? = nil) {
    self.policy = policy
    self.etag = etag
  }

  /// Makes the change and gives the number of the policy's changes.
  package func run(in transaction: some WriteTransaction) throws(StoreError) -> Int64 {
    let current = transaction.state.policyEtag
    if let etag, etag != current { throw .etagMismatch(current: current) }
    transaction.state.policy = policy
    transaction.state.policyEtag = current + 1
    try transaction.persistPolicy()
    transaction.auditSubject = "dossier policy"
    return current + 1
  }
}
