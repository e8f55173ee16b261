import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// An enum with its cases, named for Swift.
struct EnumModel {
  /// A value that has a number of its own.
  struct Case {
    /// The name without backticks.
    let name: String
    let value: EnumValueDescriptor

    /// The name with backticks where they are needed.
    var escaped: String { SwiftNames.escaped(name) }
  }

  /// The enum in the proto.
  let descriptor: EnumDescriptor
  /// The values with numbers of their own.
  let cases: [Case]
  /// The values that share a number with an earlier one, with that one's name.
  let aliases: [(alias: Case, original: String)]

  /// Names an enum's values.
  init(_ descriptor: EnumDescriptor) {
    self.descriptor = descriptor
    let names = SwiftNames.unique(
      descriptor.values.map { SwiftNames.enumCase($0.name, of: descriptor.name) },
      taken: SwiftNames.takenInEnums
    )
    let all = zip(names, descriptor.values).map { Case(name: $0, value: $1) }
    var cases: [Case] = []
    var aliases: [(alias: Case, original: String)] = []
    for item in all {
      if let original = cases.first(where: { $0.value.number == item.value.number }) {
        aliases.append((item, original.escaped))
      } else {
        cases.append(item)
      }
    }
    self.cases = cases
    self.aliases = aliases
  }

  /// The case of number zero, which proto3 puts first.
  var zero: String { cases.first?.name ?? "unrecognized" }
}
