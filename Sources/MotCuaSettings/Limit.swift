/// One limit that an operator may set: its name, unit, range and place.
///
/// The default is what the place holds before anything is set, so it is written once.
package struct Limit: Sendable {
  /// In what a limit is counted.
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    /// A plain number.
    case count
    /// Bytes; written with `KiB`, `MiB` or `GiB` where that is even.
    case bytes
    /// Milliseconds; written with `ms`, `s`, `m`, `h` or `d`.
    case milliseconds
  }

  /// A value in the limit's unit; nil stands for no limit, where that is allowed.
  package typealias Value = Int64?

  /// The name in files, flags and documents, for example `keepalive.time`.
  package let name: String
  /// The unit.
  package let unit: Unit
  /// The least and the greatest value.
  package let range: ClosedRange<Int64>
  /// Whether there may be no limit, written `none`.
  package let mayBeNone: Bool
  /// What it bounds, in Vietnamese.
  package let meaning: String
  private let read: @Sendable (ServerLimits) -> Value
  private let write: @Sendable (inout ServerLimits, Value) -> Void

  private init(
    _ name: String,
    _ unit: Unit,
    _ range: ClosedRange<Int64>,
    mayBeNone: Bool = false,
    _ meaning: String,
    read: @escaping @Sendable (ServerLimits) -> Value,
    write: @escaping @Sendable (inout ServerLimits, Value) -> Void
  ) {
    self.name = name
    self.unit = unit
    self.range = range
    self.mayBeNone = mayBeNone
    self.meaning = meaning
    self.read = read
    self.write = write
  }

  /// The value that holds without any setting.
  package var defaultValue: Value { read(ServerLimits()) }

  /// The value in force.
  package func value(in limits: ServerLimits) -> Value { read(limits) }

  /// Puts a value in force; it is in the range already.
  package func apply(_ value: Value, to limits: inout ServerLimits) { write(&limits, value) }
}

extension Limit {
  /// A place among the limits.
  typealias Place<Value> = any WritableKeyPath<ServerLimits, Value> & Sendable

  static func count(
    _ name: String,
    _ place: Place<Int>,
    _ range: ClosedRange<Int64>,
    _ meaning: String
  ) -> Limit {
    whole(name, .count, place, range, meaning)
  }

  /// Whether something is allowed, 1 or 0.
  static func flag(_ name: String, _ place: Place<Bool>, _ meaning: String) -> Limit {
    Limit(
      name,
      .count,
      0...1,
      meaning,
      read: { $0[keyPath: place] ? 1 : 0 },
      write: { limits, value in if let value { limits[keyPath: place] = value != 0 } }
    )
  }

  static func bytes(
    _ name: String,
    _ place: Place<Int>,
    _ range: ClosedRange<Int64>,
    _ meaning: String
  ) -> Limit {
    whole(name, .bytes, place, range, meaning)
  }

  /// A size of files in bytes.
  static func fileBytes(
    _ name: String,
    _ place: Place<Int64>,
    _ range: ClosedRange<Int64>,
    _ meaning: String
  ) -> Limit {
    whole(name, .bytes, place, range, meaning)
  }

  private static func whole<Number: FixedWidthInteger & SendableMetatype>(
    _ name: String,
    _ unit: Unit,
    _ place: Place<Number>,
    _ range: ClosedRange<Int64>,
    _ meaning: String
  ) -> Limit {
    Limit(
      name,
      unit,
      range,
      meaning,
      read: { Int64($0[keyPath: place]) },
      write: { limits, value in if let value { limits[keyPath: place] = Number(value) } }
    )
  }

  /// A time; the range is in milliseconds.
  static func time(
    _ name: String,
    _ place: Place<Duration>,
    _ range: ClosedRange<Int64>,
    _ meaning: String
  ) -> Limit {
    Limit(
      name,
      .milliseconds,
      range,
      meaning,
      read: { $0[keyPath: place].wholeMilliseconds },
      write: { limits, value in
        if let value { limits[keyPath: place] = .milliseconds(value) }
      }
    )
  }

  /// A time that may be without end; the range is in milliseconds.
  static func optionalTime(
    _ name: String,
    _ place: Place<Duration?>,
    _ range: ClosedRange<Int64>,
    _ meaning: String
  ) -> Limit {
    Limit(
      name,
      .milliseconds,
      range,
      mayBeNone: true,
      meaning,
      read: { $0[keyPath: place]?.wholeMilliseconds },
      write: { limits, value in limits[keyPath: place] = value.map { .milliseconds($0) } }
    )
  }

  /// A time that its place keeps in milliseconds.
  static func milliseconds(
    _ name: String,
    _ place: Place<Int64>,
    _ range: ClosedRange<Int64>,
    _ meaning: String
  ) -> Limit {
    whole(name, .milliseconds, place, range, meaning)
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
