package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// How many rows one message of an export carries at most.
  static let exportRowsMax = 100
  /// How many bytes of content one message of an export carries; a single row may have more.
  static let exportBytesMax = 128 << 10

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
    let batches = Self.batches(records)
    if request.format != .details {
      // Line 1 is the heading of the table that the rows become.
      var line: Int64 = 1
      for batch in batches {
        try Task.checkCancellation()
        let rows = records[batch].map { record in
          line += 1
          return CatalogueRow(record, line: line)
        }
        try await responses.write(ExportProceduresResponse(catalogueRows: rows))
      }
    }
    guard request.format != .catalogue else { return }
    var line: Int64 = 0
    for batch in batches {
      try Task.checkCancellation()
      let rows = records[batch].map { record in
        line += 1
        return ProcedureDetails(record, line: line)
      }
      try await responses.write(ExportProceduresResponse(detailsRows: rows))
    }
  }

  /// The records message by message.
  private static func batches(_ records: [ProcedureRecord]) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for (index, record) in records.enumerated() {
      let size = record.youngestContent.fingerprint.count
      if index > start, index - start == exportRowsMax || bytes + size > exportBytesMax {
        batches.append(start..<index)
        start = index
        bytes = 0
      }
      bytes += size
    }
    return start < records.count ? batches + [start..<records.count] : batches
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
