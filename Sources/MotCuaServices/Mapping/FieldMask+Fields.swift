import RPCCore
import RPCMessages

extension Optional where Wrapped == GoogleProtobuf.FieldMask {
  /// The fields that a mask names, at least one.
  ///
  /// - Throws: `RPCError` where the mask is empty or names what cannot be changed.
  func fields<Field: RawRepresentable<String> & Hashable>(
    of _: Field.Type,
    _ name: String = "update_mask"
  ) throws(RPCError) -> Set<Field> {
    let paths = self?.paths ?? []
    guard !paths.isEmpty else {
      throw .invalidField(name, "It must name at least one field.")
    }
    var fields: Set<Field> = []
    for path in paths {
      guard let field = Field(rawValue: path) else {
        throw .invalidField(name, "It names a field that does not exist or cannot be changed.")
      }
      fields.insert(field)
    }
    return fields
  }
}
