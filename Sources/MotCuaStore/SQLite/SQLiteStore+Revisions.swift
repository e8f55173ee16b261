package import MotCuaDomain
import SQLiteEngine

extension SQLiteStore: ProcedureRevisionStore {
  /// What a revision said, nil where there is none.
  package func procedureRevision(
    _ code: ProcedureCode,
    _ revision: Int,
    on lane: ReadLane
  ) async throws(StoreError) -> ProcedureContent? {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try reader(connection).procedureRevision(code, revision)
    }
  }

  /// The revisions of a procedure, the youngest first.
  package func procedureRevisions(
    _ code: ProcedureCode,
    before revision: Int?,
    on day: CivilDate?,
    limit: Int,
    lane: ReadLane
  ) async throws(StoreError) -> [ProcedureRevisionRecord] {
    try await reads.read(on: lane) { [self] (connection) throws(RowError) in
      try reader(connection).procedureRevisions(code, before: revision, on: day, limit: limit)
    }
  }
}

extension DossierReader {
  /// The revisions of a procedure, the youngest first, those with a smaller number than `revision`
  /// that hold on or before a day.
  func procedureRevisions(
    _ code: ProcedureCode,
    before revision: Int?,
    on day: CivilDate?,
    limit: Int
  ) throws(RowError) -> [ProcedureRevisionRecord] {
    guard let id = codes.id(of: code) else { return [] }
    return try connection.rows(
      """
      SELECT revision, at, effective_from, principal_id, content FROM procedure_revision
      WHERE province_id = ? AND procedure_id = ? AND revision < ?
        AND coalesce(effective_from <= ?, 1) ORDER BY revision DESC LIMIT ?
      """
    ) { (row) throws(RowError) in
      row.bind(province).bind(id).bind(revision.map(Int64.init) ?? .max).bind(day)
      row.bind(Int64(limit))
      var revisions: [ProcedureRevisionRecord] = []
      while try row.next() { revisions.append(try row.nextProcedureRevision()) }
      return revisions
    }
  }
}

extension SQLiteStatement {
  /// The columns revision, at, effective_from, principal_id and content.
  func nextProcedureRevision() throws(RowError) -> ProcedureRevisionRecord {
    let revision = nextInt()
    let madeAt = nextInstant()
    let effectiveFrom = nextDayOrNil()
    let principal = nextInt64()
    guard let content = try? ProcedureContent(encoded: nextBytes()) else {
      throw .damaged("procedure")
    }
    return ProcedureRevisionRecord(
      revision: revision,
      effectiveFrom: effectiveFrom,
      madeAt: madeAt,
      principalID: principal,
      content: content
    )
  }
}
