package import MotCuaDomain

/// One way to apply: limits and fees hang on it.
package struct ProcedureChannelRecord: Sendable, Hashable {
  /// The way.
  package var channel: Channel
  /// The limits; several without a deciding case mean that the officer types the date.
  package var limits: [StatedLimit]
  /// The fees.
  package var fees: [FeeRecord]
  /// The source's remark.
  package var note: String

  /// Makes the value from its parts.
  package init(
    channel: Channel,
    limits: [StatedLimit] = [],
    fees: [FeeRecord] = [],
    note: String = ""
  ) {
    self.channel = channel
    self.limits = limits
    self.fees = fees
    self.note = note
  }
}
