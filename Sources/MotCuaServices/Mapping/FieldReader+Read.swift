package import RPCCore

extension FieldReader {
  /// Reads a value whose fields are all checked at once.
  ///
  /// - Throws: `RPCError` with every violation.
  package static func read<Value>(
    _ body: (inout FieldReader) -> Value?
  ) throws(RPCError) -> Value {
    var reader = FieldReader()
    let value = body(&reader)
    try reader.check()
    guard let value else {
      // Only a field that the generated checks have let through without a value comes here.
      throw .invalidFields([])
    }
    return value
  }

  /// Reads a value that may be absent.
  ///
  /// - Throws: `RPCError` with every violation.
  package static func readOptional<Value>(
    _ body: (inout FieldReader) -> Value?
  ) throws(RPCError) -> Value? {
    var reader = FieldReader()
    let value = body(&reader)
    try reader.check()
    return value
  }
}
