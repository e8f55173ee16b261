package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// How many rows one message of an export carries.
  static let exportBatch = 100

  /// Streams the catalogue from one snapshot, so that what changes meanwhile is left out.
  package func exportProcedures(
    _ request: ExportProceduresRequest,
    responses: ResponseWriter<ExportProceduresResponse>,
    context: ServerContext
  ) async throws {
    let state = request.state.model
    let records = environment.store.catalogue.procedures.filter { record in
      state.map { $0 == record.youngestContent.state } ?? true
    }
    if request.format != .details {
      for start in stride(from: 0, to: records.count, by: Self.exportBatch) {
        try Task.checkCancellation()
        let batch = records[start..<min(start + Self.exportBatch, records.count)]
        let rows = batch.enumerated().map { index, record in
          // Line 1 is the heading of the table that the rows become.
          CatalogueRow(record, line: Int64(start + index) + 2)
        }
        try await responses.write(ExportProceduresResponse(catalogueRows: rows))
      }
    }
    guard request.format != .catalogue else { return }
    for start in stride(from: 0, to: records.count, by: Self.exportBatch) {
      try Task.checkCancellation()
      let batch = records[start..<min(start + Self.exportBatch, records.count)]
      let rows = batch.enumerated().map { index, record in
        ProcedureDetails(record, line: Int64(start + index) + 1)
      }
      try await responses.write(ExportProceduresResponse(detailsRows: rows))
    }
  }
}

extension CatalogueRow {
  /// The row that an import reads as what is stored.
  fileprivate init(_ record: ProcedureRecord, line: Int64) {
    let content = record.youngestContent
    self.init(
      line: line,
      code: record.code.text,
      name: content.name,
      sectors: content.sectors.map(\.name).joined(separator: "; "),
      promulgatingAgency: content.promulgatingAgency,
      executingDepartments: content.executingAgencies.joined(separator: "; "),
      targetTypes: content.subjects.joined(separator: "; "),
      state: content.sourceState.isEmpty ? content.state.code : content.sourceState,
      type: content.type?.code ?? ""
    )
  }
}

extension ProcedureDetails {
  /// The row that an import reads as what is stored.
  fileprivate init(_ record: ProcedureRecord, line: Int64) {
    let content = record.youngestContent
    self.init(
      line: line,
      code: record.code.text,
      sector: content.sectors.first { !$0.code.isEmpty }.map(Sector.init),
      competentLevel: MotCuaAPI.AgencyLevel(content.competentLevel),
      cases: content.cases.map {
        ProcedureCase(code: $0.code, name: $0.name, timeLimit: $0.limit?.message)
      },
      components: content.components.map(Component.init),
      channels: content.channels.flatMap(ProcedureChannel.all),
      legalBases: content.legalBases.map { LegalBasis(number: $0.number, title: $0.title) },
      results: content.results,
      requirements: content.requirements,
      steps: content.steps.map { ProcedureStep(name: $0.name, text: $0.text) },
      subjects: content.subjects,
      publication: content.publication.map(Decision.init),
      integratedSince: content.integratedSince?.date,
      internalSteps: content.internalSteps.map(InternalStep.init),
      guidance: content.guidance,
      templates: content.templates.map(Template.init),
      validFrom: content.validFrom?.date,
      validTo: content.validTo?.date,
      madePublicOn: content.madePublicOn?.date,
      ending: content.ending.map(Decision.init)
    )
  }
}
