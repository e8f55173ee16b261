/// One component as it was handed in.
package struct ProvidedComponentRecord: Sendable, Hashable {
  /// The code of the procedure's component; empty for a paper beyond the list.
  package var code: String
  /// The name, where there is no code.
  package var name: String
  /// Where it comes from.
  package var source: ComponentSource
  /// The sheets or copies.
  package var quantity: Int
  /// Where the sender keeps the file.
  package var fileReference: String
  /// The SHA-256 of the file; empty without one.
  package var hash: [UInt8]
  /// Whether it came with the supplement.
  package var isFromSupplement: Bool
  /// The uploaded file; nil without one.
  package var fileID: Int64?

  /// Makes the value from its parts.
  package init(
    code: String = "",
    name: String = "",
    source: ComponentSource,
    quantity: Int = 0,
    fileReference: String = "",
    hash: [UInt8] = [],
    isFromSupplement: Bool = false,
    fileID: Int64? = nil
  ) {
    self.code = code
    self.name = name
    self.source = source
    self.quantity = quantity
    self.fileReference = fileReference
    self.hash = hash
    self.isFromSupplement = isFromSupplement
    self.fileID = fileID
  }
}
