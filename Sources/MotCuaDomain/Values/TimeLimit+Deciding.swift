extension TimeLimit {
  /// The limit that counts for a dossier: the case's when the dossier names a case that has one,
  /// else the channel's.
  ///
  /// Several different limits on the channel without a deciding case, or none, leave the date to
  /// the officer: a limit of the unit ``TimeUnit/other``.
  package static func deciding(
    caseLimit: TimeLimit?,
    channelLimits: [TimeLimit]
  ) -> TimeLimit {
    if let caseLimit { return caseLimit }
    guard let first = channelLimits.first, channelLimits.allSatisfy({ $0 == first }) else {
      return TimeLimit(trusted: 0, .other)
    }
    return first
  }
}
