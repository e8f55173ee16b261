/// A closed span in which the clock stood: the dossier waited for papers or a payment.
package struct ClockPause: Hashable, Sendable, CustomStringConvertible {
  /// The instant at which the clock stopped.
  package let start: Instant
  /// The instant at which it ran again.
  package let end: Instant

  /// Creates a pause; the engine refuses one that ends before it begins.
  package init(from start: Instant, to end: Instant) {
    self.start = start
    self.end = end
  }

  /// The pause as `start/end` in ICT.
  package var description: String { "\(start.ictText)/\(end.ictText)" }
}
