import MotCuaStore
import Testing

/// The adapters that pass the same contract suite.
enum Adapter: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case sqlite
  case memory

  var testDescription: String { rawValue }
}
