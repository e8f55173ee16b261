import MotCuaAPI
import MotCuaDomain
import MotCuaStore

extension AgencySuccession {
  /// The link on the wire, with the agencies' names of today.
  init(_ record: SuccessionRecord, in directory: AgencyDirectory) {
    self.init(
      oldCode: record.old.text,
      oldName: directory.agency(record.old)?.name ?? "",
      newCode: record.new?.text ?? "",
      newName: record.new.flatMap { directory.agency($0)?.name } ?? "",
      kind: MotCuaAPI.SuccessionKind(record.kind),
      heir: record.isHeir,
      date: record.date.date,
      decision: record.decision,
      applyTime: record.appliedAt.timestamp
    )
  }
}

extension ReorganizeAgenciesResponse {
  /// What moved, on the wire.
  init(_ report: ReorganizationReport) {
    self.init(
      moves: report.moves.map { AgencyMove($0) },
      totals: AgencyMoveCounts(report.totals),
      createdCodes: report.created.map(\.text)
    )
  }
}

extension AgencyMove {
  init(_ move: ReorganizationReport.Move) {
    self.init(
      oldCode: move.old.code.text,
      oldName: move.old.name,
      kind: MotCuaAPI.SuccessionKind(move.kind),
      counts: AgencyMoveCounts(move.counts),
      destinations: move.destinations.map {
        DossierDestination(
          newCode: $0.agency.code.text,
          newName: $0.agency.name,
          dossiers: Int64($0.dossiers)
        )
      }
    )
  }
}

extension AgencyMoveCounts {
  init(_ counts: ReorganizationReport.Counts) {
    self.init(
      dossiers: Int64(counts.dossiers),
      pending: Int64(counts.pending),
      waiting: Int64(counts.waiting),
      handed: Int64(counts.handed),
      offerings: Int64(counts.offerings),
      officers: Int64(counts.officers),
      principals: Int64(counts.principals),
      subordinates: Int64(counts.subordinates)
    )
  }
}
