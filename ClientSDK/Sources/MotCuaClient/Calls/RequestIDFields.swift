internal import MotCuaAPI
internal import ProtobufEngine
internal import RPCCore

/// Where the request of each method keeps its identifier.
struct RequestIDFields: Sendable {
  /// Those of the contract that this client is compiled with.
  static let motcua = RequestIDFields(
    schema: Schema(files: MotCuaAPIDescriptors.files.map(\.bytes))
  )

  private let numbers: [String: Int]

  /// Finds the field `request_id` of every method's request in a schema.
  init(schema: Schema) {
    var numbers: [String: Int] = [:]
    for service in schema.services {
      for method in service.methods {
        let path = "/\(service.fullName)/\(method.name)"
        numbers[path] = schema.fieldNumber("request_id", of: method.input)
      }
    }
    self.numbers = numbers
  }

  /// The field's number, or nil for a method that changes nothing.
  func number(for method: MethodDescriptor) -> Int? { numbers[method.path] }
}
