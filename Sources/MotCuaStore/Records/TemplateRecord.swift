/// A form or a sample that the applicant downloads.
package struct TemplateRecord: Sendable, Hashable {
  /// The name.
  package var name: String
  /// The component it is for; empty for the whole dossier.
  package var componentCode: String
  /// The address from which it is downloaded; may be empty.
  package var uri: String
  /// The SHA-256 of the file, in hexadecimal digits, where the server keeps it; may be empty.
  package var sha256: String

  /// Makes the value from its parts.
  package init(name: String, componentCode: String = "", uri: String = "", sha256: String = "") {
    self.name = name
    self.componentCode = componentCode
    self.uri = uri
    self.sha256 = sha256
  }
}
