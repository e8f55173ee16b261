/// A limit as `GetServerInfo` tells of it.
package struct ShownLimit: Sendable, Hashable {
  /// In what it is counted.
  package enum Unit: Sendable, Hashable {
    case count
    case bytes
    case milliseconds
  }

  /// Who has set it.
  package enum Source: Sendable, Hashable {
    case byDefault
    case file
    case environment
    case flag
  }

  /// The name by which it is set.
  package let name: String
  /// In what it is counted.
  package let unit: Unit
  /// The value; nil for no limit.
  package let value: Int64?
  /// Who has set it.
  package let source: Source

  /// Describes a limit.
  package init(name: String, unit: Unit, value: Int64?, source: Source) {
    self.name = name
    self.unit = unit
    self.value = value
    self.source = source
  }
}
