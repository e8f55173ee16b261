/// A service of the contract with its methods in their order.
package struct SchemaService: Sendable, Hashable {
  /// The name with its package.
  package let fullName: String
  /// The methods.
  package let methods: [SchemaMethod]

  init(_ bytes: ArraySlice<UInt8>, prefix: String) {
    var name = ""
    var methods: [SchemaMethod] = []
    for field in ProtoFields(bytes) {
      switch field {
      case .bytes(1, let text): name = text.utf8Text
      case .bytes(2, let method): methods.append(SchemaMethod(method))
      default: break
      }
    }
    fullName = prefix + name
    self.methods = methods
  }
}

/// A method with the types that travel.
package struct SchemaMethod: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The full name of the request's message.
  package let input: String
  /// The full name of the response's message.
  package let output: String
  /// Whether the caller streams.
  package let streamsRequests: Bool
  /// Whether the server streams.
  package let streamsResponses: Bool

  init(_ bytes: ArraySlice<UInt8>) {
    var texts: [Int: String] = [:]
    var flags: [Int: Bool] = [:]
    for field in ProtoFields(bytes) {
      switch field {
      case .bytes(let number, let text): texts[number] = text.utf8Text
      case .number(let number, let value): flags[number] = value != 0
      }
    }
    name = texts[1] ?? ""
    input = String((texts[2] ?? "").drop { $0 == "." })
    output = String((texts[3] ?? "").drop { $0 == "." })
    streamsRequests = flags[5] ?? false
    streamsResponses = flags[6] ?? false
  }
}
