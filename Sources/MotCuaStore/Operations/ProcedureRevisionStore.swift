package import MotCuaDomain

/// Reads earlier revisions of procedures.
package protocol ProcedureRevisionStore: Sendable {
  /// What a revision said, nil where there is none.
  func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> ProcedureContent?
}
