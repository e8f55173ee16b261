import MotCuaDomain
import MotCuaStore
import RPCCore

/// The dossiers behind a number, as far as the caller may see them.
enum FigureRow: Sendable {
  /// One that he sees.
  case seen(DossierRecord)
  /// One that another agency has now: what the number itself says of it, and no more.
  case outside(DossierCode, ProcedureCode, AgencyCode?)
}

extension ServiceEnvironment {
  /// A page of the dossiers that a number counts, in the order of their numbers in the list.
  ///
  /// The number covers the agencies of the caller, but a dossier may have gone to others since.
  func rows(
    numbered ids: [Int64],
    of queries: [FigureDossierQuery],
    _ context: ServerContext
  ) async throws -> [FigureRow] {
    let lane = ReadLane(context)
    let scope = context.principal.scope(in: store.directory)
    let found = try await store.dossiers(numbered: ids, on: lane)
    let hidden = Set(found.filter { !scope.covers($0) }.map(\.id))
    var agencies: [Int64: AgencyCode] = [:]
    if !hidden.isEmpty {
      for life in try await store.lives(of: hidden, on: lane) {
        guard let id = life.first?.dossier else { continue }
        agencies[id] = queries.lazy.compactMap { $0.agency(of: life) }.first
      }
    }
    return found.map { dossier in
      hidden.contains(dossier.id)
        ? .outside(dossier.code, dossier.procedure, agencies[dossier.id]) : .seen(dossier)
    }
  }

  /// A dossier as it was at a point of both axes; as it is where it made no step since.
  func dossier(
    _ dossier: DossierRecord,
    at time: FigureTime,
    _ context: ServerContext
  ) async throws -> DossierRecord {
    let known = time.knownAt ?? .max
    if dossier.updatedAt <= time.asOf, known >= store.lastSequence { return dossier }
    let detail = try await store.dossierDetail(dossier.code, in: .all, on: ReadLane(context))
    guard let detail,
      let last = detail.events.last(where: { $0.sequence <= known && $0.at <= time.asOf })
    else { return dossier }
    let rewind = DossierRewind(
      to: last.sequence,
      calendar: store.calendar,
      directory: store.directory
    )
    return rewind.apply(to: detail) ?? dossier
  }
}
