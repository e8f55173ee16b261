package import MotCuaDomain

/// Puts a refusal at the desk or by post on record: nothing becomes 3.
package struct RefuseDossierAtDesk: StoreCommand {
  /// What was brought.
  package var filing: DossierFiling
  /// Direct or post.
  package var channel: Channel
  /// Why.
  package var reason: String
  /// Who acts.
  package var actor: Actor

  /// Makes the value from its parts.
  package init(
    filing: DossierFiling,
    channel: Channel,
    reason: String,
    actor: Actor
  ) {
    self.filing = filing
    self.channel = channel
    self.reason = reason
    self.actor = actor
  }

  /// Makes the change.
  package func run(
    in transaction: some WriteTransaction
  ) throws(StoreError) -> DossierRecord {
    try transaction.birth(.refuseAtDesk, filing, channel: channel, by: actor, note: reason)
  }
}
