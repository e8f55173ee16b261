import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension FieldReader {
  /// The ways to apply: a way that comes several times becomes one with all its limits and fees.
  ///
  /// Limits and fees that say the same are kept once, so that two differing limits, which leave the
  /// due date to the officer, stay apart from one limit that a source repeats.
  mutating func channels(
    _ messages: [ProcedureChannel],
    _ field: String = "channels"
  ) -> [ProcedureChannelRecord] {
    var channels: [ProcedureChannelRecord] = []
    for (index, message) in messages.enumerated() {
      let path = "\(field)[\(index)]"
      guard let channel = message.channel.model else {
        refuse(path + ".channel", "A channel must be named.")
        continue
      }
      let limit = limit(message.timeLimit, path + ".time_limit")
      let fees = fees(message.fees, path + ".fees")
      let note = TextNormaliser.stored(message.note)
      if let known = channels.firstIndex(where: { $0.channel == channel }) {
        channels[known].add(limit: limit, fees: fees, note: note)
      } else {
        var made = ProcedureChannelRecord(channel: channel)
        made.add(limit: limit, fees: fees, note: note)
        channels.append(made)
      }
    }
    return channels
  }

  private mutating func fees(_ messages: [Fee], _ path: String) -> [FeeRecord] {
    var fees: [FeeRecord] = []
    for (index, message) in messages.enumerated() {
      guard let kind = message.kind.model else {
        refuse("\(path)[\(index)].kind", "A kind must be named.")
        continue
      }
      guard (0...1_000_000_000_000).contains(message.amountVnd) else {
        refuse("\(path)[\(index)].amount_vnd", "The amount is negative or too large.")
        continue
      }
      fees.append(
        FeeRecord(
          kind: kind,
          amount: message.amountStated ? Money(dong: message.amountVnd) : nil,
          text: TextNormaliser.stored(message.text),
          exemptions: message.exemptions.map {
            ExemptionRecord(
              subject: TextNormaliser.stored($0.subject),
              basis: TextNormaliser.stored($0.basis)
            )
          },
          timing: message.timing.model
        )
      )
    }
    return fees
  }
}

extension ProcedureChannelRecord {
  fileprivate mutating func add(limit: StatedLimit?, fees: [FeeRecord], note: String) {
    if let limit, !limits.contains(limit) { limits.append(limit) }
    for fee in fees where !self.fees.contains(fee) { self.fees.append(fee) }
    guard !note.isEmpty, !self.note.contains(note) else { return }
    self.note += self.note.isEmpty ? note : "\n" + note
  }
}
