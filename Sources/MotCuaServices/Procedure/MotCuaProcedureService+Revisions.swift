import Crypto
package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// Returns one procedure as it stands at present, on a day, or in one revision.
  package func getProcedure(
    _ request: GetProcedureRequest,
    context: ServerContext
  ) async throws -> Procedure {
    var reader = FieldReader()
    let day = reader.date(request.asOf, "as_of")
    if day != nil, request.revision > 0 {
      reader.refuse("revision", "A day and a revision cannot both be asked for.")
    }
    try reader.check()
    guard day != nil || request.revision > 0 else {
      return Procedure(
        try visible(request.code, context),
        isFull: true,
        in: environment.store.catalogue,
        on: environment.today
      )
    }
    // Whether it may be seen is said by the revision alone: what holds now changes no past answer.
    guard let code = ProcedureCode(request.code) else {
      throw StoreError.notFound(.procedure(request.code))
    }
    let revision = try await environment.store.procedureRevisions(
      code,
      before: request.revision > 0 ? Int(request.revision) + 1 : nil,
      on: day,
      limit: 1,
      lane: ReadLane(context)
    ).first
    guard let revision, request.revision == 0 || revision.revision == Int(request.revision),
      context.principal.sees(revision.content)
    else { throw StoreError.notFound(.procedure(request.code)) }
    // What holds later only is announced of a procedure that can be seen today.
    if let from = revision.effectiveFrom, from > environment.today {
      _ = try visible(request.code, context)
    }
    return Procedure(revision, code: code)
  }

  /// The present revision of a procedure that the caller may see.
  func visible(_ text: String, _ context: ServerContext) throws -> ProcedureRecord {
    guard let code = ProcedureCode(text),
      let record = environment.store.catalogue.procedure(code, on: environment.today),
      context.principal.sees(record.content)
    else { throw StoreError.notFound(.procedure(text)) }
    return record
  }

  /// A procedure of which the caller may see the present revision or one before it.
  private func known(
    _ text: String,
    _ context: ServerContext
  ) async throws -> ProcedureRecord {
    guard let code = ProcedureCode(text),
      let record = environment.store.catalogue.procedure(code, on: environment.today)
    else { throw StoreError.notFound(.procedure(text)) }
    var before = record.revision
    var content = record.content
    while !context.principal.sees(content) {
      let earlier = try await environment.store.procedureRevisions(
        code,
        before: before,
        on: nil,
        limit: 1,
        lane: ReadLane(context)
      ).first
      guard let earlier else { throw StoreError.notFound(.procedure(text)) }
      before = earlier.revision
      content = earlier.content
    }
    return record
  }

  /// Lists the revisions of a procedure, the youngest first.
  package func listProcedureRevisions(
    _ request: ListProcedureRevisionsRequest,
    context: ServerContext
  ) async throws -> ListProcedureRevisionsResponse {
    let window = try environment.window(request, context)
    let record = try await known(request.code, context)
    let seesAll = context.principal.seesUnpublished
    let found = try await environment.store.procedureRevisions(
      record.code,
      before: try window.number().map { Int(clamping: $0) },
      on: seesAll ? nil : environment.today,
      limit: window.limit + 1,
      lane: ReadLane(context)
    )
    let page = found.prefix(window.limit)
    return ListProcedureRevisionsResponse(
      revisions: page.filter { context.principal.sees($0.content) }.map(ProcedureRevision.init),
      nextPageToken: window.token(
        after: found.count > window.limit
          ? page.last.map { ListPlace(number: $0.revision) } : nil
      )
    )
  }

  /// Tells what differs between two revisions.
  package func diffProcedureRevisions(
    _ request: DiffProcedureRevisionsRequest,
    context: ServerContext
  ) async throws -> DiffProcedureRevisionsResponse {
    let record = try await known(request.code, context)
    let last = context.principal.seesUnpublished ? record.youngestRevision : record.revision
    let to = request.toRevision == 0 ? last : Int(request.toRevision)
    let from = request.fromRevision == 0 ? max(to - 1, 1) : Int(request.fromRevision)
    guard from <= to, to <= last else {
      throw RPCError.invalidField(
        "to_revision",
        "There is no such revision, or it is older than from_revision."
      )
    }
    let old = try await content(of: record.code, from, context)
    let new = try await content(of: record.code, to, context)
    return DiffProcedureRevisionsResponse(
      fromRevision: Int32(from),
      toRevision: Int32(to),
      differences: ProcedureDiff.differences(from: old, to: new).map {
        FieldDifference(path: $0.path, oldValue: $0.old, newValue: $0.new)
      }
    )
  }

  private func content(
    of code: ProcedureCode,
    _ revision: Int,
    _ context: ServerContext
  ) async throws -> ProcedureContent {
    let content = try await environment.store.procedureRevision(
      code,
      revision,
      on: ReadLane(context)
    )
    guard let content, context.principal.sees(content) else {
      throw StoreError.notFound(.procedure(code.text))
    }
    return content
  }
}

extension ProcedureRevision {
  /// The revision on the wire.
  init(_ record: ProcedureRevisionRecord) {
    let hash = SHA256.hash(data: record.content.fingerprint)
    let digits = Array("0123456789abcdef")
    self.init(
      revision: Int32(record.revision),
      effectiveFrom: record.effectiveFrom?.date,
      createTime: record.madeAt.timestamp,
      principalId: String(record.principalID),
      state: MotCuaAPI.ProcedureState(record.content.state),
      name: record.content.name,
      contentSha256: String(hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    )
  }
}
