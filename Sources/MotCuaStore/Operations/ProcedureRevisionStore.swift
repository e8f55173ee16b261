package import MotCuaDomain

/// Reads earlier revisions of procedures.
package protocol ProcedureRevisionStore: Sendable {
  /// What a revision said, nil where there is none.
  func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> ProcedureContent?

  /// The revisions of a procedure, the youngest first, those with a smaller number than `revision`
  /// that hold on or before a day.
  func procedureRevisions(
    _ code: ProcedureCode,
    before revision: Int?,
    on day: CivilDate?,
    limit: Int,
    lane: ReadLane
  ) async throws(StoreError) -> [ProcedureRevisionRecord]
}
