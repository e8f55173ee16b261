/// The version of the product.
package enum ProductVersion {
  /// The version, by semantic versioning.
  package static let text = "0.1.0"
}
