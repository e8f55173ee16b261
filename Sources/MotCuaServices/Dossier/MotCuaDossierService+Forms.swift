package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Returns several dossiers.
  package func batchGetDossiers(
    _ request: BatchGetDossiersRequest,
    context: ServerContext
  ) async throws -> BatchGetDossiersResponse {
    let scope = context.principal.scope(in: environment.store.directory)
    let presenter = presenter(context)
    let now = environment.clock.now()
    var response = BatchGetDossiersResponse()
    for text in request.codes {
      guard let code = DossierCode(text),
        let found = try await environment.store.dossier(
          code,
          in: scope,
          on: ReadLane(context)
        )
      else {
        response.missingCodes.append(text)
        continue
      }
      response.dossiers.append(presenter.basic(found, at: now))
    }
    return response
  }

  /// Lists the changes of one dossier, oldest first.
  package func listDossierEvents(
    _ request: ListDossierEventsRequest,
    context: ServerContext
  ) async throws -> ListDossierEventsResponse {
    let window = try environment.window(request, context)
    let purpose = TextNormaliser.stored(request.purpose)
    let code = try Self.code(request.code)
    if context.principal.kind == .administrator, !purpose.isEmpty {
      throw RPCError(reason: .principalNotAllowed, "An administrator sees no applicant.")
    }
    if !purpose.isEmpty { try await disclose(code, for: purpose, context) }
    let detail = try await detail(code, context)
    var place = window.place ?? ListPlace(number: 0)
    guard let last = place.number() else { throw PageWindow.mismatch }
    let later = detail.events.filter { Int64($0.number) > last }
    var entries = later.prefix(window.limit).map { HistoryEntry($0) }
    if purpose.isEmpty {
      for index in entries.indices { entries[index].note = "" }
    }
    let next = later.count > entries.count ? entries.last.map { $0.sequence } : nil
    return ListDossierEventsResponse(
      events: entries,
      nextPageToken: window.token(after: next.map { ListPlace(number: $0) })
    )
  }

  /// Returns the control sheet of a dossier: form 06.
  package func getControlSheet(
    _ request: GetControlSheetRequest,
    context: ServerContext
  ) async throws -> ControlSheet {
    let detail = try await detail(try Self.code(request.code), context)
    return ControlSheet(
      detail,
      names: try await names(of: detail, context),
      handover: HandoverRule(calendar: environment.store.calendar),
      now: environment.clock.now()
    )
  }

  /// Returns the receipt of a dossier: form 01.
  package func getReceipt(
    _ request: GetReceiptRequest,
    context: ServerContext
  ) async throws -> DossierForm {
    try await form(.receipt, of: request.code, context)
  }

  /// Returns one of the forms 01-05.
  package func getDossierForm(
    _ request: GetDossierFormRequest,
    context: ServerContext
  ) async throws -> DossierForm {
    try await form(request.form, of: request.code, context)
  }

  /// A form shows the applicant: that it was made is on record.
  private func form(
    _ kind: DossierFormKind,
    of text: String,
    _ context: ServerContext
  ) async throws -> DossierForm {
    let code = try Self.code(text)
    let detail = try await detail(code, context)
    let names = try await names(of: detail, context)
    guard let form = DossierForm(kind, of: detail, names: names) else {
      throw RPCError(reason: .formNotAvailable)
    }
    try await disclose(code, for: "form \(kind.rawValue)", context)
    return form
  }

  /// Returns a page of the register of an agency: form 07.
  package func getRegister(
    _ request: GetRegisterRequest,
    context: ServerContext
  ) async throws -> GetRegisterResponse {
    let window = try environment.window(request, context)
    let purpose = TextNormaliser.stored(request.purpose)
    guard !purpose.isEmpty else { throw RPCError(reason: .purposeRequired) }
    let period = try FieldReader.read { $0.period(request.received, "received") }
    let query = try registerQuery(request, period)
    var place = window.place ?? ListPlace(number: 0)
    guard let after = place.number() else { throw PageWindow.mismatch }
    _ = try await environment.store.perform(
      RecordRegister(
        agency: request.agencyCode,
        period: "\(period.from) – \(period.to)",
        purpose: purpose
      ),
      as: disclosure(context),
      answer: { _ in [] }
    )
    let found = try await environment.store.exportDossiers(
      query,
      in: context.principal.scope(in: environment.store.directory),
      afterID: after,
      throughID: .max,
      limit: window.limit + 1
    )
    let page = found.prefix(window.limit)
    var entries: [RegisterEntry] = []
    for dossier in page { entries.append(RegisterEntry(dossier, names: names)) }
    let next = found.count > page.count ? page.last?.id : nil
    return GetRegisterResponse(
      entries: entries,
      nextPageToken: window.token(after: next.map { ListPlace(number: $0) })
    )
  }

  private func registerQuery(
    _ request: GetRegisterRequest,
    _ period: ReportPeriod
  ) throws -> DossierQuery {
    DossierQuery(
      receptionAgencies: try environment.store.directory.agencies(
        request.agencyCode,
        withSubordinates: false
      ),
      receivedFrom: period.start,
      receivedBefore: period.firstInstantAfter
    )
  }

  private func detail(
    _ code: DossierCode,
    _ context: ServerContext
  ) async throws -> DossierDetail {
    let detail = try await environment.store.dossierDetail(
      code,
      in: context.principal.scope(in: environment.store.directory),
      on: ReadLane(context)
    )
    guard let detail else { throw StoreError.notFound(.dossier(code.text)) }
    return detail
  }

  /// Puts on record who saw what of a dossier, and what for.
  func disclose(
    _ code: DossierCode,
    for purpose: String,
    _ context: ServerContext
  ) async throws {
    let scope = context.principal.scope(in: environment.store.directory)
    _ = try await environment.store.perform(
      RecordDisclosure(code: code, purpose: purpose, scope: scope),
      as: disclosure(context),
      answer: { _ in [] }
    )
  }

  private func disclosure(_ context: ServerContext) -> MutationEnvelope {
    MutationEnvelope(
      principalID: context.principal.id,
      method: context.method.path,
      now: environment.clock.now()
    )
  }

  /// The names for the forms of one dossier.
  private func names(
    of detail: DossierDetail,
    _ context: ServerContext
  ) async throws -> DossierNames {
    var names = names
    names.filed = try await environment.store.procedureRevision(
      detail.dossier.procedure,
      detail.dossier.procedureRevision,
      on: ReadLane(context)
    )
    return names
  }

  private var names: DossierNames {
    DossierNames(directory: environment.store.directory, catalogue: environment.store.catalogue)
  }
}

/// Keeps on record that somebody read a register, and what for.
private struct RecordRegister: StoreCommand {
  let agency: String
  let period: String
  let purpose: String

  func run(in transaction: some WriteTransaction) throws(StoreError) {
    // The code alone, so that whoever asks for an agency finds who read its registers.
    transaction.auditSubject = agency
    transaction.auditPurpose = "\(purpose) (\(period))"
  }
}

extension RegisterEntry {
  /// A line of a register.
  fileprivate init(_ record: DossierRecord, names: DossierNames) {
    self.init(
      code: record.code.text,
      procedureName: names.procedure(record.procedure),
      applicantName: record.applicant.name,
      applicantAddress: record.applicant.address,
      applicantPhone: record.applicant.phone,
      agencyName: names.agency(record.receptionAgency),
      receivedAt: record.receivedAt?.timestamp,
      dueAt: record.dueAt?.timestamp,
      finishedAt: record.finishedAt?.timestamp,
      returnedAt: record.returnedAt?.timestamp,
      returnMethod: MotCuaAPI.ReturnMethod(record.resultReturn?.method),
      receiverName: record.resultReturn?.receiverName ?? "",
      state: MotCuaAPI.DossierState(record.state)
    )
  }
}
