package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
import ProtobufEngine
package import RPCCore

extension CreateDirectiveRequest: MutationRequest {}
extension UpdateDirectiveRequest: MutationRequest {}
extension ListDirectivesRequest: PagedRequest {}

extension MotCuaStatisticsService {
  /// Enters a task of a directive.
  package func createDirective(
    _ request: CreateDirectiveRequest,
    context: ServerContext
  ) async throws -> Directive {
    let entry = try FieldReader.read {
      $0.directive(request.directive ?? Directive(), "directive.")
    }
    try requireScope(entry.agency, context)
    let today = environment.today
    return try await environment.mutator.perform(
      RecordCommitteeEntry(entry: entry, isNew: true),
      for: request,
      context: context
    ) { (try? Directive($0, on: today)) ?? Directive() }
  }

  /// Reports on a task, ends it, opens it again, or moves its last day.
  package func updateDirective(
    _ request: UpdateDirectiveRequest,
    context: ServerContext
  ) async throws -> Directive {
    var reader = FieldReader()
    let dueDate = reader.date(request.dueDate, "due_date")
    if request.state == .overdue { reader.refuse("state", "It follows from the last day.") }
    try reader.check()
    guard dueDate == nil || context.principal.kind != .officer else {
      throw RPCError(reason: .principalNotAllowed)
    }
    let command = ReportOnDirective(
      code: request.code,
      note: TextNormaliser.stored(request.note),
      isDone: request.state == .unspecified ? nil : request.state == .done,
      dueDate: dueDate,
      etag: Etag.expected(request.etag),
      scope: context.principal.scope(in: environment.store.directory)
    )
    let today = environment.today
    return try await environment.mutator.perform(command, for: request, context: context) {
      (try? Directive($0, on: today)) ?? Directive()
    }
  }

  /// Lists tasks of agencies in the caller's scope, as they stood at the end of a day.
  package func listDirectives(
    _ request: ListDirectivesRequest,
    context: ServerContext
  ) async throws -> ListDirectivesResponse {
    let window = try environment.window(request, context)
    var reader = FieldReader()
    let documents = reader.period(request.documents, "documents")
    let asOf = reader.date(request.asOf, "as_of") ?? environment.today
    let code = reader.agencyCode(request.agencyCode, "agency_code")
    try reader.check()
    let directory = environment.store.directory
    let agency = code.map { directory.agency($0)?.code ?? $0 }
    let query = CommitteeQuery(
      paper: .directive,
      agencies: context.principal.scope(in: directory).agencies,
      from: documents?.from,
      to: documents?.to
    )
    let page = try await CommitteeList(environment.store).page(
      query,
      asOf: ReportPeriod.end(of: asOf),
      window
    ) { entry -> Directive? in
      // A paper that was issued later was no task yet.
      guard entry.day <= asOf else { return nil }
      let directive = try Directive(entry, on: asOf)
      guard agency == nil || entry.agency == agency,
        request.state == .unspecified || directive.state == request.state
      else { return nil }
      return directive
    }
    return ListDirectivesResponse(directives: page.items, nextPageToken: page.nextToken)
  }
}

extension Directive {
  /// The task of an entry, as it stands at the end of a day.
  init(_ entry: CommitteeEntry, on day: CivilDate) throws {
    self = try entry.message(Directive.self)
    agencyCode = entry.agency?.text ?? agencyCode
    etag = Etag.text(entry.revision)
    updateTime = entry.recordedAt.timestamp
    if let done = doneDate.flatMap({ CivilDate($0) }), done <= day {
      state = .done
    } else if let due = dueDate.flatMap({ CivilDate($0) }), due < day {
      state = .overdue
    } else {
      state = .open
    }
  }
}

extension FieldReader {
  /// The entry of a task; nil where a field is wrong.
  fileprivate mutating func directive(_ message: Directive, _ prefix: String) -> CommitteeEntry? {
    let issued = date(message.documentDate, prefix + "document_date")
    let due = date(message.dueDate, prefix + "due_date")
    let agency = agencyCode(message.agencyCode, prefix + "agency_code")
    if let issued, let due, due < issued {
      refuse(prefix + "due_date", "It lies before the day of the document.")
    }
    guard violations.isEmpty, let issued, let agency else { return nil }
    let kept = Directive(
      code: message.code,
      documentNumber: TextNormaliser.stored(message.documentNumber),
      documentDate: message.documentDate,
      issuer: TextNormaliser.stored(message.issuer),
      task: TextNormaliser.stored(message.task),
      agencyCode: message.agencyCode,
      dueDate: message.dueDate,
      state: .open
    )
    guard let content = try? kept.serialized() else { return nil }
    return CommitteeEntry(
      paper: .directive,
      code: message.code,
      agency: agency,
      day: issued,
      content: content
    )
  }
}
