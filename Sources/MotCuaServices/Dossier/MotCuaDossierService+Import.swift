package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaDossierService {
  /// Takes over dossiers of an older system with their history.
  package func importDossiers(
    _ requests: RequestMessages<ImportDossiersRequest>,
    context: ServerContext
  ) async throws -> ImportDossiersResponse {
    let principal = context.principal
    let directory = environment.store.directory
    var intake = DossierIntake(
      principal: principal.id,
      kind: principal.kind,
      now: environment.clock.now(),
      covers: { principal.covers($0, in: directory) }
    )
    let stream = try await StreamedImport(
      requests,
      rowsMax: environment.limits.dossierRowsMax
    ) { message in
      for dossier in message.dossiers { intake.take(dossier) }
      return message.dossiers.count
    }
    let taken = intake
    let errorsMax = environment.limits.rowErrorsMax
    return try await environment.mutator.perform(
      ImportDossiers(lives: taken.lives),
      as: try environment.mutator.envelope(
        of: stream.first,
        digest: stream.digest,
        context: context
      ),
      context: context
    ) { outcomes in
      var tally = taken.tally
      for (outcome, line) in zip(outcomes, taken.lines) { tally.count(outcome, line: line) }
      return ImportDossiersResponse(counts: tally.counts, errors: tally.errors(max: errorsMax))
    }.response
  }
}

extension ImportTally {
  /// Notes what the store has made of a dossier.
  fileprivate mutating func count(_ outcome: ImportDossiers.LifeOutcome, line: Int64) {
    switch outcome {
    case .taken: count(.created, line: line)
    case .known: count(.unchanged, line: line)
    case .refused(let error, let path):
      reject(RowError(line, refused: error, path: path))
    }
  }
}

extension RowError {
  /// A dossier of which an event, a payment or a shipment breaks a rule: the reason is the one that a call would get.
  fileprivate init(_ line: Int64, refused error: StoreError, path: String) {
    let outcome = RPCError(error)
    var sentence = ""
    for case .localizedMessage("vi", let text) in outcome.details { sentence = text }
    if let known = outcome.reason.flatMap({ ErrorReason(word: $0) }), sentence.isEmpty {
      sentence = known.status.vietnamese
    }
    var field = path
    for case .badRequest(let violations) in outcome.details {
      field += violations.first.map { "." + $0.field } ?? ""
    }
    self.init(line: line, field: field, reason: outcome.reason ?? "", message: sentence)
  }
}
