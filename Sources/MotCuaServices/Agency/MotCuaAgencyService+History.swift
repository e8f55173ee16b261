package import MotCuaAPI
import MotCuaDomain
import MotCuaStore
package import RPCCore

extension MotCuaAgencyService {
  /// Returns many agencies in the order of the request.
  package func batchGetAgencies(
    _ request: BatchGetAgenciesRequest,
    context: ServerContext
  ) async throws -> BatchGetAgenciesResponse {
    let agencies = try request.codes.map { Agency(try stored($0)) }
    return BatchGetAgenciesResponse(agencies: agencies)
  }

  /// Lists what an agency was, the youngest change first.
  package func getAgencyHistory(
    _ request: GetAgencyHistoryRequest,
    context: ServerContext
  ) async throws -> GetAgencyHistoryResponse {
    let window = try environment.window(request, context)
    let agency = try stored(request.code)
    let found = try await environment.store.agencyRevisions(
      agency.code,
      before: try window.number(),
      limit: window.limit + 1,
      on: ReadLane(context)
    )
    let page = found.prefix(window.limit)
    let directory = environment.store.directory
    return GetAgencyHistoryResponse(
      changes: page.map { revision in
        AgencyChange(
          agency: Agency(revision.agency),
          changeTime: revision.agency.updatedAt.timestamp,
          principalId: String(revision.principalID)
        )
      },
      nextPageToken: window.token(
        after: found.count > window.limit
          ? page.last.map { ListPlace(number: $0.agency.etag) } : nil
      ),
      successors: directory.successors(of: agency.code).map {
        AgencySuccession($0, in: directory)
      },
      predecessors: directory.predecessors(of: agency.code).map {
        AgencySuccession($0, in: directory)
      }
    )
  }
}

extension PageWindow {
  /// The number behind which the page begins; nil for the beginning.
  func number() throws(RPCError) -> Int64? {
    guard var place else { return nil }
    guard let number = place.number() else { throw Self.mismatch }
    return number
  }
}
