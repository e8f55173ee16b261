/// What became of a change that was asked for.
package enum Applied<Outcome: Sendable>: Sendable {
  /// It took place, and this is its outcome.
  case applied(Outcome)
  /// It had taken place before; these are the bytes that were answered then.
  case replayed([UInt8])
}

extension Applied {
  /// The outcome, nil for a replay.
  package var outcome: Outcome? {
    guard case .applied(let outcome) = self else { return nil }
    return outcome
  }
}
