package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaProcedureService {
  /// Takes rows of a catalogue, of details, or both, in one transaction.
  package func importProcedures(
    _ requests: RequestMessages<ImportProceduresRequest>,
    context: ServerContext
  ) async throws -> ImportProceduresResponse {
    var intake = ProcedureIntake()
    let stream = try await StreamedImport(
      requests,
      rowsMax: environment.limits.procedureRowsMax
    ) { message in
      for row in message.catalogueRows { intake.take(row) }
      for row in message.detailsRows { intake.take(row) }
      return message.catalogueRows.count + message.detailsRows.count
    }
    let taken = intake
    let command = ImportCatalogue(
      catalogue: taken.catalogueEntries,
      details: taken.detailsEntries
    )
    let errorsMax = environment.limits.rowErrorsMax
    let envelope = try environment.mutator.envelope(
      of: stream.first,
      digest: stream.digest,
      context: context
    )
    return try await environment.mutator.perform(
      command,
      as: envelope,
      context: context
    ) { outcome in
      var catalogue = taken.catalogueTally
      catalogue.count(outcome.catalogue, lines: command.catalogue.map(\.line))
      var details = taken.detailsTally
      details.count(outcome.details, lines: command.details.map(\.line))
      return ImportProceduresResponse(
        catalogue: catalogue.counts,
        details: details.counts,
        errors: ImportTally.errors(of: [catalogue, details], max: errorsMax)
      )
    }.response
  }

  /// Takes a table of sectors in one transaction.
  package func importSectors(
    _ request: ImportSectorsRequest,
    context: ServerContext
  ) async throws -> ImportSectorsResponse {
    let intake = SectorIntake(request.rows)
    let errorsMax = environment.limits.rowErrorsMax
    return try await environment.mutator.perform(
      ImportSectors(sectors: intake.sectors),
      for: request,
      context: context
    ) { outcomes in
      let tally = intake.report(outcomes)
      return ImportSectorsResponse(counts: tally.counts, errors: tally.errors(max: errorsMax))
    }
  }

  /// Sets how one agency offers one procedure.
  package func setOffering(
    _ request: SetOfferingRequest,
    context: ServerContext
  ) async throws -> Offering {
    let offering = try FieldReader.read { $0.offering(request.offering ?? Offering(), "offering.") }
    let command = SetOffering(offering: offering, expectedEtag: Etag.expected(request.etag))
    let day = environment.today
    do {
      return try await environment.mutator.perform(
        command,
        for: request,
        context: context
      ) { Offering($0, on: day) }
    } catch StoreError.precondition(.agencyNotFound(let code)) where code == offering.agency {
      // The agency is part of the offering's name, so without it there is no such thing; a desk
      // that is unknown stays a condition beside the name.
      throw StoreError.notFound(.agency(code.text))
    }
  }
}
