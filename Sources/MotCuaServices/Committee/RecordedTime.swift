import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import RPCCore
import RPCMessages

/// The point of time of a list that people's papers are in: targets that they set, figures that they
/// report.
struct RecordedTime: Sendable {
  /// Up to when and from which position dossiers count.
  let time: FigureTime
  /// Up to when papers were recorded that count.
  let recordedBy: Instant
  /// Whether a day of the past was asked for: it is held against what was recorded since too, the
  /// present is not.
  let isPast: Bool

  /// Up to when papers count that were recorded behind the instant of the list; nil for none.
  var later: Instant? { isPast ? recordedBy : nil }
}

extension ServiceEnvironment {
  /// Reads the point of time of a list; what its first page had holds for the others.
  ///
  /// - Throws: INVALID_FIELDS for a position that there is not yet, or an instant that is none.
  func recordedTime(
    day: CivilDate?,
    knownAt: Int64,
    recordedBy asked: GoogleProtobuf.Timestamp?,
    _ place: PinnedPlace?
  ) throws -> RecordedTime {
    var reader = FieldReader()
    let by = reader.instant(asked, "recorded_by")
    reader.check(knownAt: knownAt, in: store)
    try reader.check()
    let now = clock.now()
    let time =
      place?.time
      ?? FigureTime(
        asOf: day.map { min(ReportPeriod.end(of: $0), now) } ?? now,
        knownAt: position(knownAt)
      )
    return RecordedTime(
      time: time,
      recordedBy: place?.recordedBy ?? min(by ?? now, now),
      isPast: day.map { ReportPeriod.end(of: $0) <= time.asOf } ?? false
    )
  }
}

extension FieldReader {
  /// Refuses a position that there is not yet.
  mutating func check(knownAt: Int64, in store: any Store) {
    if knownAt > store.lastSequence { refuse("known_at", "There is no such position yet.") }
  }
}

extension Instant {
  /// The latest of this instant and those at which something was recorded that counts.
  func timestamp(orLater recorded: [Instant?]) -> GoogleProtobuf.Timestamp {
    recorded.compactMap { $0 }.reduce(self, max).timestamp
  }
}
