package import MotCuaDomain

/// A procedure as it is stored.
package struct ProcedureRecord: Sendable, Hashable {
  /// The national code, with its suffix when there is one.
  package var code: ProcedureCode
  /// What the present revision says.
  package var content: ProcedureContent
  /// The number of the present revision; 0 before it is stored.
  package var revision: Int
  /// When it was created.
  package var createdAt: Instant
  /// When it was last changed.
  package var updatedAt: Instant
  /// The number of its changes.
  package var etag: Int64

  /// Makes the value from its parts.
  package init(
    code: ProcedureCode,
    content: ProcedureContent,
    revision: Int = 0,
    createdAt: Instant = Instant(milliseconds: 0),
    updatedAt: Instant = Instant(milliseconds: 0),
    etag: Int64 = 0
  ) {
    self.code = code
    self.content = content
    self.revision = revision
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.etag = etag
  }
}
